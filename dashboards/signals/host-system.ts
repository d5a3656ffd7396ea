/** Hosts as a whole: whether they report, since when they run, their clocks, units and limits. */
import { percentOf, prometheus, secondsSince } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { fromCount, NONE_ALLOWED } from "./count-thresholds";
import { byHost, fromHost, HOST, onHosts } from "./host-scope";

/** Every host tells when it was started, so that these series are the hosts. */
const boot = onHosts("node_boot_time_seconds");
const now = boot.countBy(...HOST);
const withinTheHour = boot.overTime("present_over_time", "1h").countBy(...HOST);

export const hostsReporting: Signal = {
  id: "hosts-reporting",
  name: "Hosts reporting",
  description: "Hosts whose node exporter is scraped now.",
  type: "gauge",
  unit: "short",
  query: prometheus(now.count().orZero()),
  judgement: { unjudged: "How many are right depends on the load; hosts that went silent are judged." },
};

export const hostsSilent: JudgedSignal = {
  id: "hosts-silent",
  name: "Hosts gone silent",
  description:
    "Hosts that reported within the last hour and do not now. Hosts that were scaled in are among them; of the others, the status checks below tell whether the instance or only its collector is down.",
  type: "gauge",
  unit: "short",
  query: prometheus(withinTheHour.unless(now).count().orZero()),
  judgement: fromCount(1, 3),
  runbook: "host-silent",
};

const uptimeSeconds = secondsSince(boot.maxBy(...HOST));

export const uptime: Signal = {
  id: "host-uptime",
  name: "Uptime",
  description:
    "How long ago each host was started. A line that falls to zero is a restart: again and again, the host panics or is stopped from outside.",
  type: "gauge",
  unit: "s",
  query: byHost(uptimeSeconds),
  judgement: { unjudged: "A host may be young or old; restarts are judged." },
};

export const justStarted: JudgedSignal = {
  id: "hosts-just-started",
  name: "Started within the hour",
  description:
    "Hosts that were started within the last hour. Scaling out and patching start hosts; any other start is a panic, a watchdog or a person: read the log of the boot before.",
  type: "gauge",
  unit: "short",
  query: prometheus(uptimeSeconds.below(3600).count().orZero()),
  judgement: fromCount(1, 5),
  runbook: "host-restarts",
};

export const clockOffset: JudgedSignal = {
  id: "host-clock-offset",
  name: "Clock off by",
  description:
    "By how much the clock of each host is off, as its time service reckons. Beyond 50 ms traces and logs of hosts do not line up; beyond minutes, signed requests to AWS are refused. Restart chronyd and check that it reaches 169.254.169.123.",
  type: "gauge",
  unit: "s",
  query: byHost(
    onHosts("node_timex_offset_seconds")
      .apply("abs")
      .maxBy(...HOST),
  ),
  judgement: { warnAbove: 0.05, badAbove: 1 },
  runbook: "host-clock-wrong",
  drillDowns: fromHost,
};

export const clocksAdrift: JudgedSignal = {
  id: "host-clocks-adrift",
  name: "Clocks not kept",
  description:
    "Hosts whose kernel says that no time service keeps its clock. It drifts from now on: start chronyd and check that it reaches 169.254.169.123.",
  type: "gauge",
  unit: "short",
  query: prometheus(onHosts("node_timex_sync_status").equalTo(0).count().orZero()),
  judgement: NONE_ALLOWED,
  runbook: "host-clock-wrong",
};

const failedUnits = onHosts("node_systemd_unit_state").where({ state: "failed" });

export const unitsFailed: JudgedSignal = {
  id: "host-units-failed",
  name: "Units failed",
  description:
    "Units of systemd in state failed, on all hosts. They are not started again by themselves: `systemctl status` says why, and `systemctl reset-failed` clears what is settled.",
  type: "gauge",
  unit: "short",
  query: prometheus(failedUnits.sum().orZero()),
  judgement: NONE_ALLOWED,
  runbook: "host-unit-failed",
};

export const failedUnitNames: JudgedSignal = {
  id: "host-failed-units",
  name: "Failed",
  description:
    "Units of systemd in state failed, by host; nothing here is what is wanted. `systemctl status` says why, and `systemctl reset-failed` clears what is settled.",
  type: "table",
  unit: "none",
  query: byHost(failedUnits.above(0).maxBy(...HOST, "name"), "name"),
  judgement: NONE_ALLOWED,
  runbook: "host-unit-failed",
  states: [{ value: 1, text: "failed", is: "bad" }],
};

export const filesOpen: JudgedSignal = {
  id: "host-files-open",
  name: "File handles used",
  description:
    "Files and sockets open on each host, of what its kernel allows. At the limit, no program can open anything: see below which processes hold them.",
  type: "ratio",
  unit: "percent",
  query: byHost(
    percentOf(onHosts("node_filefd_allocated").maxBy(...HOST), onHosts("node_filefd_maximum").maxBy(...HOST)),
  ),
  judgement: { warnAbove: 75, badAbove: 90 },
  runbook: "host-files-used-up",
  drillDowns: fromHost,
};

export const blindCollectors: JudgedSignal = {
  id: "host-blind-collectors",
  name: "Collectors failing",
  description:
    "Parts of the node exporter, and on how many hosts each fails. What they measure is missing above. The log of the exporter says why, most often a missing permission.",
  type: "gauge",
  unit: "short",
  query: prometheus(onHosts("node_scrape_collector_success").is("==", 0).sumBy("collector")),
  judgement: NONE_ALLOWED,
  runbook: "host-silent",
};
