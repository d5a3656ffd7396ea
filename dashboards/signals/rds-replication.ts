/** Replication of databases, and what PostgreSQL must not run out of. */
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_INSTANCE, GIB, ofInstance, ofRegion } from "./rds";

/** Readers see data that is so old, and as much is lost when the replica is promoted. */
const BEHIND = { warnAbove: 30, badAbove: 300 } as const;

/** PostgreSQL stops taking writes 1 million transactions before 2^31; at 1 billion there is time to vacuum in peace. */
const UNVACUUMED = { warnAbove: 1_000_000_000, badAbove: 1_500_000_000 } as const;

export const longestLag: Signal = {
  id: "rds-region-replica-lag",
  name: "Longest replica lag",
  description:
    "How far the slowest read replica of the region is behind its source. The graph of replication below says which it is. Replicas of Aurora are in a graph of their own.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(ofRegion("ReplicaLag", "Maximum")),
  judgement: BEHIND,
  runbook: "rds-replica-lag",
};

export const replicaLag: Signal = {
  id: "rds-replica-lag",
  name: "Replica lag",
  description:
    "How far each read replica is behind its source. It rises with large transactions, long queries on the replica and a class that is smaller than the source's. One that only rises has stopped: look at the replication error of the instance. -1 is that it cannot be told.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(ofInstance("ReplicaLag", "Maximum")),
  judgement: BEHIND,
  runbook: "rds-replica-lag",
  drillDowns: AROUND_INSTANCE,
};

export const slotLag: Signal = {
  id: "rds-replication-slot-lag",
  name: "Replication slot behind",
  description:
    "Bytes of log that PostgreSQL keeps for the replication slot that is furthest behind. A slot that nobody reads any more fills the storage: find it in pg_replication_slots, and drop it if its reader is gone.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofInstance("OldestReplicationSlotLag", "Maximum")),
  judgement: { warnAbove: 5 * GIB, badAbove: 20 * GIB },
  runbook: "rds-replication-slots",
  drillDowns: AROUND_INSTANCE,
};

export const transactionIds: Signal = {
  id: "rds-transaction-ids",
  name: "Transaction ids in use",
  description:
    "Age of the oldest transaction of PostgreSQL that vacuum has not frozen, in transactions. Near 2.1 billion the database takes no writes. If it passes 1 billion, look for what holds vacuum back: a long transaction, a prepared one, a replication slot.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofInstance("MaximumUsedTransactionIDs", "Maximum")),
  judgement: UNVACUUMED,
  runbook: "rds-transaction-ids",
  drillDowns: AROUND_INSTANCE,
};
