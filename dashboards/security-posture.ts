/** Security posture: what is open, how late it is, what to repair first, and whether it gets better. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { stat, table, timeSeries } from "./core/panels";
import type { EstateScope } from "./core/variables";
import * as repair from "./signals/security-compliance";
import * as posture from "./signals/security-posture";
import { securityContext, securityVariables, shown } from "./signals/security-question";
import { newAndResolved } from "./signals/security-trend";

const UID = "security-posture";

/** One dashboard where findings can be asked for, else none. */
export function securityPostureDashboards(scope: EstateScope): DashboardDefinition[] {
  const context = securityContext(scope);
  if (context === undefined || context.lake?.sources.includes("findings") === false) return [];
  return [
    dashboard({
      uid: UID,
      title: "Security posture",
      description: "Open findings of Security Hub: how bad, how late, whose, and what to repair first.",
      folder: "Security",
      tags: ["security"],
      file: "dashboards/security-posture.ts",
      from: "now-90d",
      sources: scope.sources,
      variables: securityVariables(scope, context),
      rows: [
        row(
          "Is it fine?",
          shown(context, [
            [posture.openCritical, (signal) => stat(signal).w(5)],
            [posture.overdue, (signal) => stat(signal).w(5)],
            [posture.openHigh, (signal) => stat(signal).w(5)],
            [posture.securityScore, (signal) => stat(signal).w(5)],
            [posture.findingsLag, (signal) => stat(signal).w(4)],
          ]),
        ),
        row(
          "Open findings",
          shown(context, [
            [posture.openBySeverity, (signal) => table(signal).w(8)],
            [posture.openByAccount, (signal) => table(signal).w(8)],
            [posture.openByProduct, (signal) => table(signal).w(8)],
            [posture.overdueFindings, (signal) => table(signal).w(24)],
          ]),
        ),
        row(
          "What to repair first",
          shown(context, [
            [repair.failingControls, (signal) => table(signal).w(12)],
            [repair.exposedResources, (signal) => table(signal).w(12)],
            [repair.vulnerabilities, (signal) => table(signal).w(12)],
            [repair.recommendations, (signal) => table(signal).w(12)],
          ]),
        ),
        row(
          "Does it get better?",
          shown(context, [[newAndResolved, (signal) => timeSeries(signal, { shape: "bars" }).w(24)]]),
        ),
      ],
    }),
  ];
}
