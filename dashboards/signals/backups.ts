/** Backups: whether there is one to restore of everything, and what became of the jobs that make them. */
import { CLOUDWATCH_PLACE } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { cloudWatch, type CloudWatchMetric, now, prometheus, promql, secondsSince } from "../core/query";
import type { Signal } from "../core/signal";
import { fromCount, HOUR, NONE_ALLOWED } from "./count-thresholds";

const CHOSEN = { account: true, region: true } as const;

const RESOURCES: readonly DrillDown[] = [
  { title: "Databases", dashboard: "rds", keep: CLOUDWATCH_PLACE },
  { title: "Hosts", dashboard: "hosts", keep: ["account", "region"] },
];

const newest = promql("estate_backup_newest_timestamp_seconds")
  .where(CHOSEN)
  .maxBy("account", "region", "resource_type");
const uncovered = promql("estate_backup_uncovered").where(CHOSEN);

export const oldestNewestBackup: Signal = {
  id: "backup-oldest-newest",
  name: "Longest without a backup",
  description:
    "Time since the newest backup that can be restored, of the kind of resource that is worst off. It is how much would be lost today. More than a day and two hours means that a daily backup was missed: look at the jobs below.",
  type: "gauge",
  unit: "s",
  query: prometheus(secondsSince(newest.min())),
  judgement: { warnAbove: 26 * 3600, badAbove: 50 * 3600 },
  runbook: "backup-missing",
  drillDowns: RESOURCES,
};

export const newestBackups: Signal = {
  ...oldestNewestBackup,
  id: "backup-newest",
  name: "Newest backup",
  description: "Time since the newest backup that can be restored, by account, region and kind of resource.",
  query: prometheus(now().minus(newest), { legend: ["account", "region", "resource_type"] }),
};

export const uncoveredResources: Signal = {
  id: "backup-uncovered",
  name: "Resources without a backup plan",
  description:
    "Resources that a backup plan should cover and does not. Most lack the tag by which plans select: add it, or say by the tag that they need none.",
  type: "gauge",
  unit: "short",
  query: prometheus(uncovered.sum()),
  judgement: fromCount(1, 10),
  runbook: "backup-uncovered",
  drillDowns: RESOURCES,
};

export const uncoveredByType: Signal = {
  ...uncoveredResources,
  id: "backup-uncovered-by-type",
  name: "Without a plan",
  description: "Resources that a backup plan should cover and does not, by account, region and kind of resource.",
  query: prometheus(uncovered.sumBy("account", "region", "resource_type")),
};

export const failedBackups: Signal = {
  id: "backup-failed-jobs",
  name: "Failed backup jobs",
  description:
    "Backup jobs that failed within an hour, by vault and kind of resource. The job's message tells why: permissions of the role or key, or a database's own backup or maintenance window at the same time.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfBackupJobsFailed")),
  judgement: fromCount(1, 5),
  runbook: "backup-failed",
  drillDowns: RESOURCES,
};

export const expiredBackups: Signal = {
  id: "backup-expired-jobs",
  name: "Expired backup jobs",
  description:
    "Backup jobs within an hour that could not begin within their start window, by vault and kind of resource: too many at a time, or a window that is too short. There is no backup of that day.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfBackupJobsExpired")),
  judgement: fromCount(1, 5),
  runbook: "backup-failed",
  drillDowns: RESOURCES,
};

export const completedBackups: Signal = {
  id: "backup-completed-jobs",
  name: "Completed backup jobs",
  description:
    "Backup jobs that completed within an hour, by vault and kind of resource. A night without bars is a night without backups, whatever failed.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfBackupJobsCompleted")),
  judgement: { unjudged: "The age of the newest backup is judged." },
  drillDowns: RESOURCES,
};

export const failedCopies: Signal = {
  id: "backup-failed-copies",
  name: "Failed copies",
  description:
    "Copies of backups to another account or region that failed within an hour, by the vault that they should have come to. Until one succeeds, the loss of an account takes its backups with it.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfCopyJobsFailed")),
  judgement: fromCount(1, 5),
  runbook: "backup-failed",
  drillDowns: RESOURCES,
};

export const failedRestores: Signal = {
  id: "backup-failed-restores",
  name: "Failed restores",
  description:
    "Restores that failed within an hour, those of restore tests included. A backup that cannot be restored is none: find out before it is needed.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfRestoreJobsFailed")),
  judgement: NONE_ALLOWED,
  runbook: "backup-restore-failed",
  drillDowns: RESOURCES,
};

export const partialBackups: Signal = {
  id: "backup-partial-points",
  name: "Partial recovery points",
  description:
    "Recovery points within an hour that were begun and not finished. They are kept and paid for, and cannot be restored; the job is tried again.",
  type: "counter",
  unit: "short",
  query: cloudWatch(jobs("NumberOfRecoveryPointsPartial")),
  judgement: fromCount(1, 5),
  runbook: "backup-failed",
  drillDowns: RESOURCES,
};

function jobs(metric: string): CloudWatchMetric {
  return {
    namespace: "AWS/Backup",
    metric,
    statistic: "Sum",
    dimensions: { BackupVaultName: "*", ResourceType: "*" },
    period: HOUR,
  };
}
