/** CPU of hosts: how busy, how many wait, and for what. */
import { type Filter, percentOf, prometheus, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

const seconds = onHosts("node_cpu_seconds_total");
const all = seconds.rate().sumBy(...HOST);

function shareOf(mode: Filter[string]): PromExpr {
  return percentOf(
    seconds
      .where({ mode })
      .rate()
      .sumBy(...HOST),
    all,
  );
}

const busy = shareOf({ matchesNot: "idle|iowait" });

export const cpuBusy: JudgedSignal = {
  id: "host-cpu-busy",
  name: "CPU busy",
  description:
    "Share of the time in which the CPUs of each host work, waiting for disks not counted. Above 95 % for long, requests wait: see below which processes it is, and scale out or up.",
  type: "ratio",
  unit: "percent",
  query: byHost(busy),
  judgement: { warnAbove: 85, badAbove: 95 },
  runbook: "host-cpu-full",
  drillDowns: fromHost,
};

export const busiestHost: JudgedSignal = {
  ...cpuBusy,
  id: "host-busiest-cpu",
  name: "CPU of the busiest host",
  query: prometheus(busy.max()),
  drillDowns: [],
};

export const cpuStolen: JudgedSignal = {
  id: "host-cpu-stolen",
  name: "CPU stolen",
  description:
    "Share of the time in which each host wanted to run and the hypervisor did not let it. On burstable instances it means that the credits are spent: switch to unlimited, or to another type.",
  type: "ratio",
  unit: "percent",
  query: byHost(shareOf("steal")),
  judgement: { warnAbove: 5, badAbove: 20 },
  runbook: "host-cpu-stolen",
  drillDowns: fromHost,
};

export const cpuWaiting: Signal = {
  id: "host-cpu-waiting-for-disk",
  name: "Waiting for disks",
  description:
    "Share of the time in which the CPUs of each host had nothing to do but to wait for a disk. Read it with the latency of the disks below.",
  type: "ratio",
  unit: "percent",
  query: byHost(shareOf("iowait")),
  judgement: { unjudged: "An idle CPU that waits is no fault; the latency of disks is judged." },
};

export const loadPerCpu: JudgedSignal = {
  id: "host-load-per-cpu",
  name: "Load per CPU",
  description:
    "Processes that run, wait to run, or wait for a disk, on average over 5 minutes, for each CPU of the host. 1 is fully used; well above, work queues up. High with idle CPUs: processes hang on a disk or on a network file system.",
  type: "ratio",
  unit: "short",
  decimals: 2,
  query: byHost(
    onHosts("node_load5")
      .maxBy(...HOST)
      .dividedBy(seconds.where({ mode: "idle" }).countBy(...HOST)),
  ),
  judgement: { warnAbove: 1.5, badAbove: 3 },
  runbook: "host-cpu-full",
  drillDowns: fromHost,
};

/** Share of the time in which at least one process was held up by lack of something. */
function pressure(id: string, name: string, metric: string, what: string): Signal {
  return {
    id,
    name,
    description: `Share of the time in which at least one process of the host was held up ${what}. It is measured by the kernel (pressure stall information), and empty where that is off.`,
    type: "counter",
    unit: "percentunit",
    query: byHost(
      onHosts(metric)
        .rate()
        .maxBy(...HOST),
    ),
    judgement: { unjudged: "It tells what is short where another signal is bad." },
  };
}

export const cpuPressure = pressure(
  "host-cpu-pressure",
  "Waiting for CPU",
  "node_pressure_cpu_waiting_seconds_total",
  "because no CPU was free",
);
export const memoryPressure = pressure(
  "host-memory-pressure",
  "Waiting for memory",
  "node_pressure_memory_waiting_seconds_total",
  "because memory had to be freed first",
);
export const diskPressure = pressure(
  "host-disk-pressure",
  "Waiting for disk",
  "node_pressure_io_waiting_seconds_total",
  "by a disk",
);
