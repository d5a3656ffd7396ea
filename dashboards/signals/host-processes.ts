/** Programs of hosts, by the process exporter's groups: who takes the CPU, the memory and the files. */
import { secondsSince, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { fromCount } from "./count-thresholds";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

const GROUP = [...HOST, "groupname"] as const;

function byGroup(expr: PromExpr) {
  return byHost(expr, "groupname");
}

export const processCpu: Signal = {
  id: "host-process-cpu",
  name: "CPU of programs",
  description: "CPUs that the processes of each group keep busy, 1 for a whole one. It shows whose work it is.",
  type: "counter",
  unit: "short",
  decimals: 2,
  query: byGroup(
    onHosts("namedprocess_namegroup_cpu_seconds_total")
      .rate()
      .sumBy(...GROUP),
  ),
  judgement: { unjudged: "The host's CPU is judged." },
};

export const processMemory: Signal = {
  id: "host-process-memory",
  name: "Memory of programs",
  description:
    "Memory that the processes of each group hold; what they share counts for each. A line that only climbs is a leak: restart the program, and look at what was deployed last.",
  type: "gauge",
  unit: "bytes",
  query: byGroup(
    onHosts("namedprocess_namegroup_memory_bytes")
      .where({ memtype: "resident" })
      .sumBy(...GROUP),
  ),
  judgement: { unjudged: "The host's memory is judged." },
};

export const processes: Signal = {
  id: "host-processes",
  name: "Processes of programs",
  description:
    "Processes of each group. A drop to nothing is a program that ended; a steady climb, one that does not reap its children.",
  type: "gauge",
  unit: "short",
  query: byGroup(onHosts("namedprocess_namegroup_num_procs").sumBy(...GROUP)),
  judgement: { unjudged: "How many are right depends on the program." },
};

export const processFiles: JudgedSignal = {
  id: "host-process-files",
  name: "File handles of the worst process",
  description:
    "Files and sockets open of what the process may open, for the worst process of each group. At the limit it can accept no connection and open no file: raise LimitNOFILE of its unit, or find the leak.",
  type: "ratio",
  unit: "percentunit",
  query: byGroup(onHosts("namedprocess_namegroup_worst_fd_ratio").maxBy(...GROUP)),
  judgement: { warnAbove: 0.8, badAbove: 0.95 },
  runbook: "host-files-used-up",
  drillDowns: fromHost,
};

export const zombies: JudgedSignal = {
  id: "host-zombies",
  name: "Zombies",
  description:
    "Processes of each group that have ended and that no parent has asked about. A few come and go; many use up process ids: restart the parent.",
  type: "gauge",
  unit: "short",
  query: byGroup(
    onHosts("namedprocess_namegroup_states")
      .where({ state: "Zombie" })
      .sumBy(...GROUP),
  ),
  judgement: fromCount(5, 50),
  runbook: "host-zombies",
  drillDowns: fromHost,
};

export const processAge: Signal = {
  id: "host-process-age",
  name: "Programs running for",
  description:
    "How long ago the oldest process of each group was started. A line that falls to zero again and again is a program that keeps dying and being restarted.",
  type: "gauge",
  unit: "s",
  query: byGroup(secondsSince(onHosts("namedprocess_namegroup_oldest_start_time_seconds").minBy(...GROUP))),
  judgement: { unjudged: "A program may be young or old; failed units are judged." },
};
