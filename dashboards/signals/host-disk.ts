/** Disks of hosts: how full, for how long that will do, and how fast they answer. */
import { percentOf, prometheus, type PromExpr, ratio } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { NONE_ALLOWED } from "./count-thresholds";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

const MOUNT = [...HOST, "mountpoint", "device"] as const;
const DISK = [...HOST, "device"] as const;

/** What lies in memory, in images, or elsewhere cannot fill a disk. */
const ON_DISK = { fstype: { matchesNot: "tmpfs|ramfs|overlay|squashfs|iso9660|nfs.*|fuse.*" } } as const;

const size = onHosts("node_filesystem_size_bytes").where(ON_DISK);
const available = onHosts("node_filesystem_avail_bytes").where(ON_DISK);
const inodes = onHosts("node_filesystem_files").where(ON_DISK);
const inodesFree = onHosts("node_filesystem_files_free").where(ON_DISK);

const used = percentOf(size.maxBy(...MOUNT).minus(available.maxBy(...MOUNT)), size.maxBy(...MOUNT));

/** How many days ahead the last day is drawn on, and what counts as never. */
const AHEAD_DAYS = 7;
const NEVER_DAYS = 365;

const inAWeek = available.predictLinear("1d", AHEAD_DAYS * 86_400).maxBy(...MOUNT);
const lostInAWeek = available
  .maxBy(...MOUNT)
  .minus(inAWeek)
  .apply("clamp_min", 1);
const daysLeft = available
  .maxBy(...MOUNT)
  .dividedBy(lostInAWeek)
  .times(AHEAD_DAYS)
  .apply("clamp_max", NEVER_DAYS);

export const diskUsed: JudgedSignal = {
  id: "host-disk-used",
  name: "Disk space used",
  description:
    "How full each file system is, for those who are not root. Above 90 % clear logs and old files, or extend the volume; full ones stop databases and leave half-written files.",
  type: "ratio",
  unit: "percent",
  query: byHost(used, "mountpoint"),
  judgement: { warnAbove: 80, badAbove: 90 },
  runbook: "host-disk-full",
  drillDowns: fromHost,
};

export const fullestDisk: JudgedSignal = {
  ...diskUsed,
  id: "host-fullest-disk",
  name: "Fullest disk",
  query: prometheus(used.max()),
  drillDowns: [],
};

/** The fullest file system of each host. */
export const fullestDiskOfHost: JudgedSignal = {
  ...diskUsed,
  id: "host-fullest-disk-of-host",
  name: "Fullest disk",
  query: byHost(used.maxBy(...HOST)),
};

export const daysUntilFull: JudgedSignal = {
  id: "host-days-until-disk-full",
  name: "Days until a disk is full",
  description: `When each file system is full if it goes on as in the last day, by linear regression. ${String(NEVER_DAYS)} stands for a year or longer, and for what does not grow. Below a week, extend the volume in office hours; below a day, now.`,
  type: "gauge",
  unit: "d",
  query: byHost(daysLeft, "mountpoint"),
  judgement: { warnBelow: 7, badBelow: 1 },
  runbook: "host-disk-full",
  drillDowns: fromHost,
};

export const firstDiskFull: JudgedSignal = {
  ...daysUntilFull,
  id: "host-first-disk-full",
  name: "First disk full in",
  query: prometheus(daysLeft.min()),
  drillDowns: [],
};

export const daysUntilFullOfHost: JudgedSignal = {
  ...daysUntilFull,
  id: "host-days-until-disk-of-host-full",
  query: byHost(daysLeft.minBy(...HOST)),
};

export const inodesUsed: JudgedSignal = {
  id: "host-inodes-used",
  name: "Inodes used",
  description:
    "How many of the files that each file system can hold are there. Without inodes nothing can be written, though there is space: look for millions of small files, such as sessions and mail queues.",
  type: "ratio",
  unit: "percent",
  query: byHost(
    percentOf(inodes.maxBy(...MOUNT).minus(inodesFree.maxBy(...MOUNT)), inodes.maxBy(...MOUNT)),
    "mountpoint",
  ),
  judgement: { warnAbove: 80, badAbove: 90 },
  runbook: "host-disk-full",
  drillDowns: fromHost,
};

const readOnly = onHosts("node_filesystem_readonly")
  .where(ON_DISK)
  .maxBy(...MOUNT);
const unreadable = onHosts("node_filesystem_device_error")
  .where(ON_DISK)
  .maxBy(...MOUNT);

export const brokenDisks: JudgedSignal = {
  id: "host-broken-disks",
  name: "Disks read-only or failing",
  description:
    "File systems that are mounted read-only, which the kernel does after errors, and those that cannot be asked how full they are. Look at the log of the kernel and at the volume's checks; mount anew only after a check of the file system.",
  type: "gauge",
  unit: "short",
  query: prometheus(readOnly.plus(unreadable).above(0).count().orZero()),
  judgement: NONE_ALLOWED,
  runbook: "host-disk-broken",
};

function rateOf(metric: string): PromExpr {
  return onHosts(metric)
    .rate()
    .sumBy(...DISK);
}

function latency(kind: "read" | "write", name: string): JudgedSignal {
  const done = kind === "read" ? "reads" : "writes";
  const time = rateOf(`node_disk_${kind}_time_seconds_total`);
  return {
    id: `host-disk-${kind}-latency`,
    name,
    description: `Seconds that one ${kind} of each disk took on average, waiting included. EBS on SSD answers within single milliseconds; more than 20 means that the volume or the instance has used up its throughput: see the checks of EBS below.`,
    type: "ratio",
    unit: "s",
    query: byHost(ratio(time, rateOf(`node_disk_${done}_completed_total`)), "device"),
    judgement: { warnAbove: 0.02, badAbove: 0.1 },
    runbook: "host-disk-slow",
    drillDowns: fromHost,
  };
}

export const readLatency = latency("read", "Reads");
export const writeLatency = latency("write", "Writes");

export const diskBusy: Signal = {
  id: "host-disk-busy",
  name: "Disks busy",
  description:
    "Share of the time in which each disk had something to do. Volumes serve many requests at once, so that a busy one need not be at its limit: read it with the latency.",
  type: "counter",
  unit: "percentunit",
  query: byHost(rateOf("node_disk_io_time_seconds_total"), "device"),
  judgement: { unjudged: "Latency is judged." },
};

function traffic(id: string, name: string, metric: string, unit: "Bps" | "iops", what: string): Signal {
  return {
    id: `host-disk-${id}`,
    name,
    description: `${what} of each disk per second. Compare with what the volume and the instance type allow.`,
    type: "counter",
    unit,
    query: byHost(rateOf(metric), "device"),
    judgement: { unjudged: "Work is neither good nor bad; latency is judged." },
  };
}

export const bytesRead = traffic("bytes-read", "Read", "node_disk_read_bytes_total", "Bps", "Bytes read");
export const bytesWritten = traffic(
  "bytes-written",
  "Written",
  "node_disk_written_bytes_total",
  "Bps",
  "Bytes written",
);
export const reads = traffic("reads", "Reads", "node_disk_reads_completed_total", "iops", "Reads");
export const writes = traffic("writes", "Writes", "node_disk_writes_completed_total", "iops", "Writes");
