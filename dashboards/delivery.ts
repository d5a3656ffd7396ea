/** Delivery: whether changes get through, what scans found in them, and what was changed past them. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { stat, table, timeSeries } from "./core/panels";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as code from "./signals/code-services";
import * as delivery from "./signals/delivery";

const BARS = { shape: "bars" } as const;

export function deliveryDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: "delivery",
      title: "Delivery",
      description: "Pipelines and builds, findings of scans, and drift: whether changes get through, and past what.",
      folder: "Operations",
      tags: ["operations", "delivery"],
      file: "dashboards/delivery.ts",
      from: "now-7d",
      refresh: "5m",
      sources: scope.sources,
      variables: estateVariables(scope, ["account", "environment", CLOUDWATCH_REGION]),
      rows: [
        row("Is it fine?", [
          stat(delivery.failedRuns).w(5),
          stat(delivery.criticalFindings).w(5),
          stat(delivery.highFindings).w(4),
          stat(delivery.driftedResources).w(5),
          stat(delivery.oldestDriftCheck).w(5),
        ]),
        row("Pipelines", [
          table(delivery.runsOfPipelines, {
            also: [delivery.failedShareOfPipelines, delivery.durationOfPipelines],
            title: "Pipelines in the range",
            description:
              "Runs of each pipeline in the range, the share that failed, and what 95 of 100 stay below. Begin with the one that fails most.",
          }).w(24),
          timeSeries(delivery.runsPerHour, { stacked: true }).w(12),
          timeSeries(delivery.recentDuration).w(12),
        ]),
        row("Scans", [timeSeries(delivery.findingsBySeverity).w(12), table(delivery.findingsByScanner).w(12)]),
        row("Drift", [timeSeries(delivery.driftByStack).w(12), timeSeries(delivery.driftCheckByStack).w(12)]),
        row("CodePipeline and CodeBuild", [
          timeSeries(code.failedExecutions, BARS).w(12),
          timeSeries(code.executionDuration).w(12),
          timeSeries(code.failedBuilds, BARS).w(12),
          timeSeries(code.succeededBuilds, BARS).w(12),
          timeSeries(code.buildDuration).w(12),
          timeSeries(code.queuedBuilds).w(12),
        ]),
      ],
    }),
  ];
}
