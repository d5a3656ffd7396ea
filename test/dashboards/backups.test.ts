import { describe, expect, it } from "vitest";
import { backupDashboards } from "../../dashboards/backups";
import { alertRule } from "../../dashboards/core/alert-rule";
import { droppedSchedules } from "../../dashboards/signals/automation";
import { failedRestores } from "../../dashboards/signals/backups";
import {
  cloudWatchAsked,
  dashboardOn,
  findings,
  judged,
  linksOf,
  outline,
  PLATFORMS,
  promqlAsked,
  scopeOn,
} from "./platforms";

const CHOSEN = 'cloud_account_id=~"$account", cloud_region=~"$region"';
const PLACE = "cloud_account_id, cloud_region, resource_type";
const NEWEST = `max by (${PLACE}) (estate_backup_newest_timestamp_seconds{${CHOSEN}})`;
const RUNS = "estate_runbook_runs_total";

describe.each(PLATFORMS)("the dashboard of backups and automation on %s", (platform) => {
  const backups = dashboardOn(platform, backupDashboards);

  it("has these panels", () => {
    expect([backups.uid, backups.folder, outline(backups)]).toEqual([
      "backups",
      "Operations",
      {
        "Is it fine?": [
          "stat Longest without a backup, s",
          "stat Resources without a backup plan, short",
          "stat Waiting for approval, short",
          "stat Failed runbooks, percent",
          "stat Security patches missing, short",
        ],
        Backups: [
          "table What could be restored, s",
          "timeseries Completed backup jobs, short",
          "timeseries Failed backup jobs, short",
          "timeseries Expired backup jobs, short",
          "timeseries Partial recovery points, short",
          "timeseries Failed copies, short",
          "timeseries Failed restores, short",
        ],
        Runbooks: [
          "table Runbooks in the range, short",
          "timeseries Runbooks within an hour, short",
          "timeseries Waiting for approval by runbook, short",
        ],
        Patches: ["timeseries Patches missing, short", "timeseries Instances not compliant, short"],
        "Commands to hosts": [
          "timeseries Failed commands, short",
          "timeseries Undelivered commands, short",
          "timeseries Successful commands, short",
        ],
        Schedules: [
          "timeseries Schedules given up, short",
          "timeseries Schedules refused, short",
          "timeseries Schedules started, short",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, backups)).toEqual([]);
  });

  it("tells the age of backups by account, region and kind, and the worst of all", () => {
    expect(promqlAsked(backups, "Longest without a backup")).toEqual([`time() - min(${NEWEST})`]);
    expect(promqlAsked(backups, "What could be restored")).toEqual([
      `time() - ${NEWEST}`,
      `sum by (${PLACE}) (estate_backup_uncovered{${CHOSEN}})`,
    ]);
  });

  it("does not count refusals as failures of runbooks", () => {
    expect(promqlAsked(backups, "Failed runbooks")).toEqual([
      `((sum(increase(${RUNS}{${CHOSEN}, outcome=~"failed|timed-out"}[$__range])) or vector(0)) / (sum(increase(${RUNS}{${CHOSEN}}[$__range])) > 0)) * 100`,
    ]);
    expect(promqlAsked(backups, "Waiting for approval")).toEqual([`sum(estate_runbook_waiting{${CHOSEN}})`]);
    expect(promqlAsked(backups, "Security patches missing")).toEqual([
      `sum(estate_patch_missing{${CHOSEN}, classification="security"})`,
    ]);
  });

  it.each([
    ["Failed backup jobs", "Sum of AWS/Backup NumberOfBackupJobsFailed by BackupVaultName=* ResourceType=*, 3600 s"],
    ["Expired backup jobs", "Sum of AWS/Backup NumberOfBackupJobsExpired by BackupVaultName=* ResourceType=*, 3600 s"],
    ["Failed restores", "Sum of AWS/Backup NumberOfRestoreJobsFailed by BackupVaultName=* ResourceType=*, 3600 s"],
    ["Failed commands", "Sum of AWS/SSM-RunCommand CommandsFailed by , 3600 s"],
    ["Schedules given up", "Sum of AWS/Scheduler InvocationDroppedCount by ScheduleGroup=*, 300 s"],
  ])("asks CloudWatch for %s", (title, asked) => {
    expect(cloudWatchAsked(backups, title)).toEqual([asked]);
  });

  it("leads from backups to what they are of, from patches to hosts", () => {
    const hosts = "/d/hosts?${account:queryparam}&${region:queryparam}&${__url_time_range}";
    expect(linksOf(backups, "Longest without a backup")).toEqual([
      "/d/rds?${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}",
      hosts,
    ]);
    expect(linksOf(backups, "Security patches missing")).toEqual([hosts]);
  });
});

describe("alerts about backups and automation", () => {
  it.each([failedRestores, droppedSchedules])("page at the first of what may not happen: $id", (signal) => {
    const rule = alertRule(judged(signal), { severity: "page", for: "5m", sources: scopeOn("grafana-cloud").sources });
    expect(rule.condition).toEqual({ is: "above", threshold: 0.5 });
    expect(rule.queries).toMatchObject([{ statistic: "Sum", region: "default" }]);
  });
});
