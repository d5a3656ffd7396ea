/** Synthetic monitoring and real users: whether the estate can be reached from outside, and what it is like there. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { barGauge, stat, stateTimeline, table, timeSeries } from "./core/panels";
import { promql } from "./core/query";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables, labelVariable } from "./core/variables";
import * as checks from "./signals/synthetics";
import * as canaries from "./signals/synthetics-canaries";
import * as users from "./signals/synthetics-users";

export function syntheticsDashboards(scope: EstateScope): readonly DashboardDefinition[] {
  return [
    dashboard({
      uid: "synthetics",
      title: "Synthetic monitoring and real users",
      description: "Whether the estate can be reached from outside, how fast, and what users' browsers see of it.",
      folder: "Operations",
      tags: ["synthetics"],
      file: "dashboards/synthetics.ts",
      from: "now-6h",
      refresh: "1m",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, ["environment", "service", CLOUDWATCH_REGION]),
        labelVariable({
          name: checks.CHECK,
          label: "Check",
          description: "Check from outside, by its name.",
          of: promql("probe_success").where({ environment: true, service: true }),
          values: "job",
          sources: scope.sources,
        }),
      ],
      rows: [
        row("Can it be reached?", [
          stat(checks.failing).w(4),
          stat(checks.worstUptime).w(4),
          stat(checks.slowest).w(4),
          stat(checks.nextExpiry).w(4),
          stat(users.largestPaint, { title: "Content is there after" }).w(4),
          stat(users.errorShare, { title: "Errors for 100 page loads" }).w(4),
        ]),
        row("Checks", [
          table(checks.uptime, {
            title: "Checks in the range",
            description:
              "Each check and its target: uptime, share of runs that succeeded, duration, last status, and days that the certificate is valid.",
            also: [checks.reachability, checks.duration, checks.statusCode, checks.expiry],
          }).w(24),
          stateTimeline(checks.states).w(16),
          barGauge(checks.reachabilityByProbe).w(8),
        ]),
        row("How fast", [timeSeries(checks.duration).w(12), timeSeries(checks.phases, { stacked: true }).w(12)]),
        row("Canaries of AWS", [timeSeries(canaries.canarySuccess).w(12), timeSeries(canaries.canaryDuration).w(12)]),
        row("What users see", [
          timeSeries(users.largestPaint).w(8),
          timeSeries(users.interaction).w(8),
          timeSeries(users.layoutShift).w(8),
          timeSeries(users.pageLoad).w(12),
          timeSeries(users.errorShare).w(12),
        ]),
        row("What users do", [
          timeSeries(users.pageLoads).w(8),
          timeSeries(users.sessions).w(8),
          timeSeries(users.failedRequests).w(8),
          timeSeries(users.exceptionsByPage).w(24),
        ]),
      ],
    }),
  ];
}
