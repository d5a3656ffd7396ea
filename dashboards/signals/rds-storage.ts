/** Storage of databases: how much is left, how fast it is, and what holds it back. */
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { AROUND_INSTANCE, GIB, ofInstance, ofRegion } from "./rds";

/** With nothing left an instance stops in state storage-full. Growing it takes minutes, and six hours until the next time. */
const STORAGE_LEFT = { warnBelow: 10 * GIB, badBelow: 2 * GIB } as const;

/** Credits gone, a volume falls to its baseline at once; a fifth is some minutes of full speed. */
const CREDITS_LEFT = { warnBelow: 50, badBelow: 20 } as const;

export const leastStorage: Signal = {
  id: "rds-region-storage",
  name: "Least storage left",
  description:
    "Storage that the fullest database of the region has left. The ranking below says which it is. Aurora grows by itself and is not in it.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofRegion("FreeStorageSpace", "Minimum")),
  judgement: STORAGE_LEFT,
  runbook: "rds-storage",
};

export const storage: Signal = {
  id: "rds-storage",
  name: "Storage left",
  description:
    "Storage of each instance that is free, at the least. A steady fall is data; a sudden one is a large sort, a replication slot that nobody reads, or binary logs that are kept. Enlarge it before it is full, and let it scale by itself.",
  type: "gauge",
  unit: "bytes",
  query: cloudWatch(ofInstance("FreeStorageSpace", "Minimum")),
  judgement: STORAGE_LEFT,
  runbook: "rds-storage",
  drillDowns: AROUND_INSTANCE,
};

export const readLatency: Signal = latency("read", "ReadLatency");
export const writeLatency: Signal = latency("write", "WriteLatency");

export const readOperations: Signal = operations("read", "ReadIOPS");
export const writeOperations: Signal = operations("write", "WriteIOPS");

export const bytesRead: Signal = throughput("read", "ReadThroughput");
export const bytesWritten: Signal = throughput("written", "WriteThroughput");

export const queueDepth: Signal = {
  id: "rds-queue-depth",
  name: "Operations that wait",
  description:
    "Reads and writes that wait for the storage of each instance, on average. High with high latency means that the storage is the limit; high alone is a storage with many operations at once.",
  type: "gauge",
  unit: "short",
  decimals: 1,
  query: cloudWatch(ofInstance("DiskQueueDepth", "Average")),
  judgement: { unjudged: "What is much depends on the operations provisioned; latency is judged." },
  drillDowns: AROUND_INSTANCE,
};

export const burstBalance: Signal = {
  id: "rds-burst-balance",
  name: "Burst balance",
  description:
    "Credits that a gp2 volume has left to go beyond its baseline of 3 operations a second for each GiB. At none it is held to the baseline and latency jumps: move to gp3, or enlarge it.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofInstance("BurstBalance", "Minimum")),
  judgement: CREDITS_LEFT,
  runbook: "rds-burst-balance",
  drillDowns: AROUND_INSTANCE,
};

export const operationCredits: Signal = instanceCredits(
  "EBSIOBalance%",
  "operations",
  "Operation credits of the class",
);
export const throughputCredits: Signal = instanceCredits("EBSByteBalance%", "bytes", "Throughput credits of the class");

function latency(kind: "read" | "write", metric: string): Signal {
  return {
    id: `rds-${kind}-latency`,
    name: `Time of a ${kind}`,
    description: `Mean time of a ${kind} of the storage of each instance. 20 ms and more is felt by every query: see whether operations or credits are at their limit, else it is the volume itself.`,
    type: "gauge",
    unit: "s",
    decimals: 4,
    query: cloudWatch(ofInstance(metric, "Average")),
    judgement: { warnAbove: 0.02, badAbove: 0.1 },
    runbook: "rds-latency",
    drillDowns: AROUND_INSTANCE,
  };
}

function operations(kind: "read" | "write", metric: string): Signal {
  return {
    id: `rds-${kind}-operations`,
    name: kind === "read" ? "Reads" : "Writes",
    description: `Operations per second that ${kind} the storage of each instance. A flat top is what the volume or the class can do at most.`,
    type: "gauge",
    unit: "iops",
    query: cloudWatch(ofInstance(metric, "Average")),
    judgement: { unjudged: "The limit depends on volume and class; latency is judged." },
    drillDowns: AROUND_INSTANCE,
  };
}

function throughput(kind: "read" | "written", metric: string): Signal {
  return {
    id: `rds-bytes-${kind}`,
    name: `Bytes ${kind}`,
    description: `Bytes per second ${kind} by each instance. A flat top far below the limit of operations is the limit of throughput.`,
    type: "gauge",
    unit: "Bps",
    query: cloudWatch(ofInstance(metric, "Average")),
    judgement: { unjudged: "The limit depends on volume and class; latency is judged." },
    drillDowns: AROUND_INSTANCE,
  };
}

function instanceCredits(metric: string, id: string, name: string): Signal {
  return {
    id: `rds-credits-${id}`,
    name,
    description: `Credits that smaller classes have left to go beyond their own baseline towards all volumes, whatever the volumes can do. At none latency jumps: take a larger class.`,
    type: "gauge",
    unit: "percent",
    query: cloudWatch(ofInstance(metric, "Minimum")),
    judgement: CREDITS_LEFT,
    runbook: "rds-burst-balance",
    drillDowns: AROUND_INSTANCE,
  };
}
