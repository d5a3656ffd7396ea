/** Backups and automation: whether everything could be restored, and whether what runs by itself does. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { stat, table, timeSeries } from "./core/panels";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as automation from "./signals/automation";
import * as backups from "./signals/backups";

const BARS = { shape: "bars" } as const;
const ALONE = { shape: "bars", legend: "none" } as const;

export function backupDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: "backups",
      title: "Backups and automation",
      description: "Backups that can be restored, runbooks and approvals, patches, commands to hosts, and schedules.",
      folder: "Operations",
      tags: ["operations", "backups"],
      file: "dashboards/backups.ts",
      from: "now-2d",
      refresh: "5m",
      sources: scope.sources,
      variables: estateVariables(scope, ["account", "region", CLOUDWATCH_REGION]),
      rows: [
        row("Is it fine?", [
          stat(backups.oldestNewestBackup).w(5),
          stat(backups.uncoveredResources).w(5),
          stat(automation.waitingApprovals).w(5),
          stat(automation.failedRunbooks).w(4),
          stat(automation.missingSecurityPatches).w(5),
        ]),
        row("Backups", [
          table(backups.newestBackups, {
            also: [backups.uncoveredByType],
            title: "What could be restored",
            description:
              "Time since the newest backup that can be restored, and resources that no plan covers, by account, region and kind of resource. Begin with the oldest.",
          }).w(12),
          timeSeries(backups.completedBackups, BARS).w(12),
          timeSeries(backups.failedBackups, BARS).w(8),
          timeSeries(backups.expiredBackups, BARS).w(8),
          timeSeries(backups.partialBackups, BARS).w(8),
          timeSeries(backups.failedCopies, BARS).w(12),
          timeSeries(backups.failedRestores, BARS).w(12),
        ]),
        row("Runbooks", [
          table(automation.runbookRuns, {
            also: [automation.runbookDuration],
            title: "Runbooks in the range",
            description:
              "Runs of each runbook in the range by outcome, and what 95 of 100 of them stay below. Begin with those that failed.",
          }).w(24),
          timeSeries(automation.runbooksPerHour, { stacked: true }).w(12),
          timeSeries(automation.waitingByRunbook).w(12),
        ]),
        row("Patches", [
          timeSeries(automation.missingPatches).w(12),
          timeSeries(automation.noncompliantInstances).w(12),
        ]),
        row("Commands to hosts", [
          timeSeries(automation.failedCommands, ALONE).w(8),
          timeSeries(automation.undeliveredCommands, ALONE).w(8),
          timeSeries(automation.succeededCommands, ALONE).w(8),
        ]),
        row("Schedules", [
          timeSeries(automation.droppedSchedules, BARS).w(8),
          timeSeries(automation.scheduleErrors, BARS).w(8),
          timeSeries(automation.scheduleAttempts, BARS).w(8),
        ]),
      ],
    }),
  ];
}
