/**
 * Checks from outside, by Grafana Synthetic Monitoring or by blackbox_exporter, which share their metrics: `job` is the
 * name of the check, `instance` its target, `probe` where it was asked from.
 */
import { chosen, now, overRange, prometheus, promql } from "../core/query";
import type { DrillDown } from "../core/drill-down";
import type { JudgedSignal, Signal } from "../core/signal";
import { fromCount } from "./count-thresholds";

/** Variable with the check to look at. */
export const CHECK = "check";

const SCOPE = { environment: true, service: true, job: chosen(CHECK) } as const;

const DAY_SECONDS = 86_400;

/** Half of the probes: one that fails alone has a problem of its own. */
const MOST = 0.5;

const success = promql("probe_success").where(SCOPE);

const toService: DrillDown = { title: "Services", dashboard: "services", keep: ["environment", "service"] };

export const failing: JudgedSignal = {
  id: "synthetics-failing",
  name: "Checks that fail",
  description:
    "Checks that most of their probes cannot reach now. Users cannot either: open the table for which, and the load balancer or the certificate for why.",
  type: "gauge",
  unit: "short",
  query: prometheus(success.avgBy("job", "instance").below(MOST).count().orZero()),
  judgement: fromCount(1, 2),
  runbook: "check-fails",
};

export const worstUptime: JudgedSignal = {
  id: "synthetics-worst-uptime",
  name: "Lowest uptime",
  description:
    "Uptime of the check that was down longest in the range: the share of the time in which at least one probe reached its target.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: prometheus(upBy("job", "instance").over("avg_over_time", overRange("1h"), "1m").min().times(100)),
  judgement: { warnBelow: 99.9, badBelow: 99 },
  runbook: "check-fails",
};

export const uptime: JudgedSignal = {
  id: "synthetics-uptime",
  name: "Uptime",
  description:
    "Share of the range in which at least one probe reached the target: what users had, whatever one probe says.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: prometheus(upBy("job", "instance").over("avg_over_time", overRange("1h"), "1m").times(100)),
  judgement: { warnBelow: 99.9, badBelow: 99 },
  runbook: "check-fails",
};

export const reachability: JudgedSignal = {
  id: "synthetics-reachability",
  name: "Reachability",
  description:
    "Share of all runs in the range that succeeded. Below the uptime, some probes have trouble: a network between, or a region of yours.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: prometheus(success.overTime("avg_over_time", overRange("1h")).avgBy("job", "instance").times(100)),
  judgement: { warnBelow: 99.5, badBelow: 95 },
  runbook: "check-fails",
};

export const reachabilityByProbe: JudgedSignal = {
  ...reachability,
  id: "synthetics-reachability-probe",
  name: "Reachability by probe",
  description:
    "Share of the runs from each place that succeeded in the range. One place alone below the others: its network, not your service.",
  query: prometheus(success.overTime("avg_over_time", overRange("1h")).avgBy("probe").times(100)),
  judgement: { warnBelow: 99, badBelow: 95 },
};

export const states: Signal = {
  id: "synthetics-states",
  name: "Reached from where, and when",
  description:
    "Whether each probe reached each target. Red all over at once is an outage, red in one line is a probe; a pattern of single failures is a timeout that is too short.",
  type: "gauge",
  unit: "none",
  query: prometheus(success.minBy("job", "instance", "probe"), { legend: ["job", "instance", "probe"] }),
  judgement: { warnBelow: 1, badBelow: 0.5 },
  runbook: "check-fails",
  states: [
    { value: 1, text: "reached", is: "good" },
    { value: 0, text: "failed", is: "bad" },
  ],
};

export const duration: JudgedSignal = {
  id: "synthetics-duration",
  name: "Duration",
  description:
    "How long a run takes from outside, the mean of all probes, with the name's lookup and the handshakes. Above 3 s people leave: see which phase grew.",
  type: "gauge",
  unit: "s",
  decimals: 2,
  query: prometheus(promql("probe_duration_seconds").where(SCOPE).avgBy("job", "instance")),
  judgement: { warnAbove: 1, badAbove: 3 },
  runbook: "check-slow",
  drillDowns: [toService],
};

export const slowest: JudgedSignal = {
  ...duration,
  id: "synthetics-slowest",
  name: "Slowest check",
  description: "Duration of the check that takes longest now, the mean of its probes. The graph below tells which.",
  query: prometheus(promql("probe_duration_seconds").where(SCOPE).avgBy("job", "instance").max()),
};

export const phases: Signal = {
  id: "synthetics-phases",
  name: "Where the time goes",
  description:
    "Mean duration of each phase of HTTP checks. resolve is DNS, connect the network, tls the certificate, processing your service, transfer the size of the answer.",
  type: "gauge",
  unit: "s",
  decimals: 3,
  query: prometheus(promql("probe_http_duration_seconds").where(SCOPE).avgBy("phase")),
  judgement: { unjudged: "The duration as a whole is judged." },
  drillDowns: [{ title: "Load balancers", dashboard: "load-balancers" }],
};

export const expiry: JudgedSignal = {
  id: "synthetics-expiry",
  name: "Certificate is valid for",
  description:
    "Days until the first certificate of the chain expires. Managed ones renew weeks before: below 21 days the renewal is stuck, mostly for a DNS record of the validation that is gone.",
  type: "gauge",
  unit: "d",
  query: prometheus(daysLeft("job", "instance")),
  judgement: { warnBelow: 21, badBelow: 7 },
  runbook: "certificate-expires",
};

export const nextExpiry: JudgedSignal = {
  ...expiry,
  id: "synthetics-next-expiry",
  name: "Next certificate expires in",
  query: prometheus(promql("probe_ssl_earliest_cert_expiry").where(SCOPE).min().minus(now()).dividedBy(DAY_SECONDS)),
};

export const statusCode: Signal = {
  id: "synthetics-status",
  name: "Status",
  description: "HTTP status that the last run got, the largest of all probes; 0 is no answer at all.",
  type: "gauge",
  unit: "none",
  query: prometheus(promql("probe_http_status_code").where(SCOPE).maxBy("job", "instance")),
  judgement: { warnAbove: 400, badAbove: 500 },
  runbook: "check-fails",
};

/** 1 while at least one probe reaches a target. */
function upBy(...labels: readonly string[]) {
  return success.maxBy(...labels);
}

function daysLeft(...labels: readonly string[]) {
  const first = promql("probe_ssl_earliest_cert_expiry")
    .where(SCOPE)
    .minBy(...labels);
  return first.minus(now()).dividedBy(DAY_SECONDS);
}
