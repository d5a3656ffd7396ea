/** Memory of hosts: how full, whether it swaps, and whether the kernel has killed for it. */
import { percentOf, prometheus } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { NONE_ALLOWED } from "./count-thresholds";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

const total = onHosts("node_memory_MemTotal_bytes").maxBy(...HOST);
const available = onHosts("node_memory_MemAvailable_bytes").maxBy(...HOST);
const used = percentOf(total.minus(available), total);

const swap = onHosts("node_memory_SwapTotal_bytes").maxBy(...HOST);
const swapUsed = swap.minus(onHosts("node_memory_SwapFree_bytes").maxBy(...HOST));

const killed = onHosts("node_vmstat_oom_kill").increase("1h");

export const memoryUsed: JudgedSignal = {
  id: "host-memory-used",
  name: "Memory used",
  description:
    "Memory of each host that cannot be had without swapping: all, less what the kernel says is available. Caches do not count. Above 95 % the kernel is about to kill: see below which processes grow.",
  type: "ratio",
  unit: "percent",
  query: byHost(used),
  judgement: { warnAbove: 85, badAbove: 95 },
  runbook: "host-memory-full",
  drillDowns: fromHost,
};

export const fullestHost: JudgedSignal = {
  ...memoryUsed,
  id: "host-fullest-memory",
  name: "Memory of the fullest host",
  query: prometheus(used.max()),
  drillDowns: [],
};

export const memoryAvailable: Signal = {
  id: "host-memory-available",
  name: "Memory available",
  description: "Memory that new work on each host can have without swapping, by the kernel's estimate.",
  type: "gauge",
  unit: "bytes",
  query: byHost(available),
  judgement: { unjudged: "The share that is used is judged." },
};

export const swapShare: Signal = {
  id: "host-swap-used",
  name: "Swap used",
  description:
    "How full the swap of each host is; hosts without swap do not have it. What lies there idle does no harm.",
  type: "ratio",
  unit: "percent",
  query: byHost(percentOf(swapUsed, swap)),
  judgement: { unjudged: "Full swap alone does no harm; page faults that wait for a disk do." },
};

export const majorFaults: JudgedSignal = {
  id: "host-major-page-faults",
  name: "Page faults from disk",
  description:
    "Times per second that a process of the host waited for a page of memory to be read from disk. A start of a program makes many at once; hundreds that last mean that memory is too small for what runs.",
  type: "counter",
  unit: "ops",
  query: byHost(
    onHosts("node_vmstat_pgmajfault")
      .rate()
      .maxBy(...HOST),
  ),
  judgement: { warnAbove: 500, badAbove: 1000 },
  runbook: "host-memory-full",
  drillDowns: fromHost,
};

export const oomKills: JudgedSignal = {
  id: "host-oom-kills",
  name: "Killed for memory",
  description:
    "Processes that the kernel of each host killed within the last hour because memory had run out, in a container or on the host. The log of the kernel names them: give them more, or find the leak.",
  type: "counter",
  unit: "short",
  query: byHost(killed.maxBy(...HOST)),
  judgement: NONE_ALLOWED,
  runbook: "host-out-of-memory",
  drillDowns: fromHost,
};

export const allOomKills: JudgedSignal = {
  ...oomKills,
  id: "host-all-oom-kills",
  name: "Killed for memory, all hosts",
  query: prometheus(killed.sum().orZero()),
  drillDowns: [],
};
