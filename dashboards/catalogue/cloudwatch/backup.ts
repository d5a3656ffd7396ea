/** AWS Backup, told every five minutes where the number is not zero. The vault of a copy is its destination. */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const PLACE = ["BackupVaultName", "ResourceType"] as const;

function jobs(kind: string, ...states: readonly string[]): Readonly<Record<string, MetricEntry>> {
  return Object.fromEntries(states.map((state) => [`NumberOf${kind}Jobs${state}`, counter("Count", ...PLACE)]));
}

export const backup = cloudWatchFamily({
  namespace: "AWS/Backup",
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html",
  metrics: {
    // A job expires when it cannot begin within its start window.
    ...jobs("Backup", "Created", "Pending", "Running", "Aborted", "Completed", "Failed", "Expired"),
    ...jobs("Copy", "Created", "Running", "Completed", "Failed"),
    ...jobs("Restore", "Pending", "Running", "Completed", "Failed"),
    NumberOfRecoveryPointsCompleted: counter("Count", ...PLACE),
    NumberOfRecoveryPointsPartial: counter("Count", ...PLACE),
    // Should have been deleted and could not be.
    NumberOfRecoveryPointsExpired: counter("Count", ...PLACE),
    NumberOfRecoveryPointsDeleting: gauge("Count", ...PLACE),
    NumberOfRecoveryPointsCold: gauge("Count", ...PLACE),
  },
});
