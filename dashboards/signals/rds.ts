/** Databases: what an instance uses of its processor, memory and connections. */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { resourceMetrics } from "./resource-metrics";

export const RDS = "rds";
export const INSTANCE = "DBInstanceIdentifier";
export const CLUSTER = "DBClusterIdentifier";

/** Without dimensions: all databases of the region together, so that Maximum and Minimum are those of the worst. */
export const ofRegion = resourceMetrics("AWS/RDS");
export const ofInstance = resourceMetrics("AWS/RDS", { [INSTANCE]: chosen(INSTANCE) });
export const ofCluster = resourceMetrics("AWS/RDS", { [CLUSTER]: chosen(CLUSTER) });

export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;

/** What may be the cause, and who feels it. */
export const AROUND_INSTANCE: readonly DrillDown[] = [
  onlyThis(RDS, INSTANCE),
  { title: "Services", dashboard: "services" },
  { title: "Logs", dashboard: "logs" },
  { title: "Backups", dashboard: "backups", keep: CLOUDWATCH_PLACE },
];

/** Above 80 % queries begin to wait for each other, and little is left for a failover or a backup. */
const BUSY = { warnAbove: 80, badAbove: 90 } as const;

/** MemAvailable of the machine. Close to nothing the kernel ends the engine. */
const MEMORY_LEFT = { warnBelow: 256 * MIB, badBelow: 64 * MIB } as const;

export const highestCpu: Signal = {
  id: "rds-region-cpu",
  name: "Highest processor use",
  description: "Processor use of the busiest database of the region. The ranking below says which it is.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofRegion("CPUUtilization", "Maximum")),
  judgement: BUSY,
  runbook: "rds-cpu",
};

export const leastMemory: Signal = {
  id: "rds-region-memory",
  name: "Least memory left",
  description: "Memory that the tightest database of the region has left. The graph of memory below says which it is.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofRegion("FreeableMemory", "Minimum")),
  judgement: MEMORY_LEFT,
  runbook: "rds-memory",
};

export const cpu: Signal = {
  id: "rds-cpu",
  name: "Processor use",
  description:
    "Share of its virtual processors that each instance uses, on average. Look at the load per processor: if sessions wait for CPU, a query got a bad plan or there are too many; otherwise it is the engine's own work, such as vacuum or a backup.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofInstance("CPUUtilization", "Average")),
  judgement: BUSY,
  runbook: "rds-cpu",
  drillDowns: AROUND_INSTANCE,
};

export const loadPerCpu: Signal = {
  id: "rds-load-per-cpu",
  name: "Active sessions per processor",
  description:
    "Sessions that run or wait in the database, for each virtual processor: 1 is all that it can do at once, more is waiting. It needs Performance Insights. Open Database Insights for the waits and the statements behind them.",
  type: "gauge",
  unit: "short",
  decimals: 2,
  query: cloudWatch(ofInstance("DBLoadRelativeToNumVCPUs", "Average")),
  judgement: { warnAbove: 1, badAbove: 2 },
  runbook: "rds-load",
  drillDowns: AROUND_INSTANCE,
};

export const memory: Signal = {
  id: "rds-memory",
  name: "Memory left",
  description:
    "Memory of each instance that can still be given out, at the least. It falls slowly with connections and caches; a steep fall is a large sort or too many connections. At nothing the engine is killed and starts again.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofInstance("FreeableMemory", "Minimum")),
  judgement: MEMORY_LEFT,
  runbook: "rds-memory",
  drillDowns: AROUND_INSTANCE,
};

export const swap: Signal = {
  id: "rds-swap",
  name: "Swap",
  description:
    "Memory of each instance that was moved to disk. A constant amount does no harm; one that grows while memory is short makes every query slow.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofInstance("SwapUsage", "Maximum")),
  judgement: { unjudged: "Used and untouched swap does no harm; the memory left is judged." },
  drillDowns: AROUND_INSTANCE,
};

export const connections: Signal = {
  id: "rds-connections",
  name: "Connections",
  description:
    "Most connections of clients to each instance. A line that goes flat at the top has met max_connections, and new clients are refused; a jump is a deployment without a pool, or clients that wait for a slow database and open more.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofInstance("DatabaseConnections", "Maximum")),
  judgement: { unjudged: "CloudWatch does not know max_connections, which depends on class and parameters." },
  drillDowns: AROUND_INSTANCE,
};

export const cpuCredits: Signal = {
  id: "rds-cpu-credits",
  name: "Processor credits",
  description:
    "Minutes of one processor at full use that an instance of class db.t has saved. At none it goes on at a charge, or falls back to its baseline in standard mode: take another class if that happens often.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofInstance("CPUCreditBalance", "Minimum")),
  judgement: { unjudged: "By default these classes go on at a charge; processor use is judged." },
  drillDowns: AROUND_INSTANCE,
};

export const received: Signal = network("NetworkReceiveThroughput", "received", "Network received");
export const sent: Signal = network("NetworkTransmitThroughput", "sent", "Network sent");

function network(metric: string, id: string, name: string): Signal {
  return {
    id: `rds-network-${id}`,
    name,
    description: `${name} by each instance, replication and monitoring included. A jump without more transactions is a query that moves whole tables, or a replica that is built.`,
    type: "gauge",
    unit: "Bps",
    query: cloudWatch(ofInstance(metric, "Average")),
    judgement: { unjudged: "What is much depends on the class of the instance." },
    drillDowns: AROUND_INSTANCE,
  };
}
