/** What Aurora tells beyond other databases, of instances and of whole clusters. */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES } from "./count-thresholds";
import { AROUND_INSTANCE, CLUSTER, GIB, ofCluster, ofInstance, RDS } from "./rds";

const TIB = 1024 * GIB;

const AROUND_CLUSTER = [
  onlyThis(RDS, CLUSTER),
  { title: "Backups", dashboard: "backups", keep: CLOUDWATCH_PLACE },
] as const;

export const auroraLag: Signal = {
  id: "rds-aurora-replica-lag",
  name: "Aurora replica lag",
  description:
    "How far each reader is behind the writer of its cluster, which is below 100 ms as a rule. Seconds come from a writer with very many changes or a reader that is too small; readers far behind start again.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofInstance("AuroraReplicaLag", "Maximum")),
  judgement: { warnAbove: 1000, badAbove: 10_000 },
  runbook: "rds-replica-lag",
  drillDowns: AROUND_INSTANCE,
};

export const deadlocks: Signal = {
  id: "rds-aurora-deadlocks",
  name: "Deadlocks",
  description:
    "Transactions per second that Aurora ended since they waited for each other. Some are tried again unnoticed; many come from code that takes the same locks in different orders, often after a release.",
  type: "gauge",
  unit: "eps",
  query: cloudWatch(ofInstance("Deadlocks", "Average")),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "rds-deadlocks",
  drillDowns: AROUND_INSTANCE,
};

export const blockedTransactions: Signal = {
  id: "rds-aurora-blocked",
  name: "Blocked transactions",
  description:
    "Transactions of Aurora MySQL per second that wait for a lock. With few deadlocks it is one long transaction that holds what others need: find and end it.",
  type: "gauge",
  unit: "eps",
  query: cloudWatch(ofInstance("BlockedTransactions", "Average")),
  judgement: { unjudged: "Short waits are normal; deadlocks and active sessions are judged." },
  drillDowns: AROUND_INSTANCE,
};

export const commitLatency: Signal = {
  id: "rds-aurora-commit-latency",
  name: "Time of a commit",
  description:
    "Mean time of a commit in engine and storage. Every write waits for it. If it rises while writes do not, look at the status of the region; if with them, write in larger transactions.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofInstance("CommitLatency", "Average")),
  judgement: { warnAbove: 50, badAbove: 200 },
  runbook: "rds-latency",
  drillDowns: AROUND_INSTANCE,
};

export const cacheHits: Signal = {
  id: "rds-aurora-cache-hits",
  name: "Reads from memory",
  description:
    "Share of reads that the buffer cache answers. What it does not is read from the cluster volume, which is slower and, in the standard configuration, billed. It is low for a while after a start; later it is too little memory or a query over everything.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofInstance("BufferCacheHitRatio", "Average")),
  judgement: { warnBelow: 95, badBelow: 80 },
  runbook: "rds-memory",
  drillDowns: AROUND_INSTANCE,
};

export const capacityUse: Signal = {
  id: "rds-aurora-capacity-use",
  name: "Serverless capacity in use",
  description:
    "Capacity of a serverless instance in percent of the most that its cluster allows. At 100 % it grows no further and queries wait: raise the maximum.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofInstance("ACUUtilization", "Maximum")),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "rds-capacity",
  drillDowns: AROUND_INSTANCE,
};

export const localStorage: Signal = {
  id: "rds-aurora-local-storage",
  name: "Local storage left",
  description:
    "Storage of the instance itself for sorts, temporary tables and logs, which does not grow with the cluster. At nothing queries fail: find the large sort, or take a larger class.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofInstance("FreeLocalStorage", "Minimum")),
  judgement: { warnBelow: 5 * GIB, badBelow: GIB },
  runbook: "rds-storage",
  drillDowns: AROUND_INSTANCE,
};

export const uptime: Signal = {
  id: "rds-aurora-uptime",
  name: "Time since the start",
  description:
    "How long the engine of each instance has been running. A fall to nothing is a restart or a failover: the events of the cluster and the engine's log say why.",
  type: "gauge",
  unit: "s",
  decimals: 0,
  query: cloudWatch(ofInstance("EngineUptime", "Minimum")),
  judgement: { warnBelow: 600, badBelow: 120 },
  runbook: "rds-restart",
  drillDowns: AROUND_INSTANCE,
};

export const memoryHealth: Signal = {
  id: "rds-aurora-memory-health",
  name: "Memory health",
  description:
    "What Aurora MySQL says of its memory. When it is critical it refuses queries and closes connections so as not to be killed: end the largest queries, then look at connections and buffers.",
  type: "gauge",
  unit: "none",
  query: cloudWatch(ofInstance("AuroraMemoryHealthState", "Maximum")),
  judgement: { warnAbove: 1, badAbove: 9 },
  runbook: "rds-memory",
  states: [
    { value: 0, text: "normal", is: "good" },
    { value: 5, text: "tight", is: "warn" },
    { value: 10, text: "critical", is: "bad" },
  ],
  drillDowns: AROUND_INSTANCE,
};

export const volumeUsed: Signal = {
  id: "rds-aurora-volume-used",
  name: "Cluster volume",
  description:
    "Storage that each cluster uses and is billed for. It shrinks when tables are dropped, not when rows are deleted.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofCluster("VolumeBytesUsed", "Average")),
  judgement: { unjudged: "It grows by itself; what is left to the limit is judged." },
  drillDowns: AROUND_CLUSTER,
};

export const volumeLeft: Signal = {
  id: "rds-aurora-volume-left",
  name: "Left in the cluster volume",
  description:
    "What a cluster of Aurora MySQL can still grow until its volume is as large as it can be. Then it takes no more data: archive or split it long before.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofCluster("AuroraVolumeBytesLeftTotal", "Minimum")),
  judgement: { warnBelow: 20 * TIB, badBelow: 5 * TIB },
  runbook: "rds-storage",
  drillDowns: AROUND_CLUSTER,
};

export const billedReads: Signal = billed("reads", "VolumeReadIOPs");
export const billedWrites: Signal = billed("writes", "VolumeWriteIOPs");

function billed(kind: "reads" | "writes", metric: string): Signal {
  return {
    id: `rds-aurora-billed-${kind}`,
    name: `Billed ${kind}`,
    description: `Operations in five minutes that the volume of each cluster is billed for in the standard configuration: the ${kind}. If they are a large part of its cost, which the cost dashboards tell, the I/O-optimised configuration is cheaper.`,
    type: "counter",
    unit: "short",
    query: cloudWatch(ofCluster(metric, "Average", FIVE_MINUTES)),
    judgement: { unjudged: "It is a matter of cost, which budgets judge." },
    drillDowns: AROUND_CLUSTER,
  };
}
