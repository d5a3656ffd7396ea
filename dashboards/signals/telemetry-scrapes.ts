/** Scrapes: which targets answer, how long they take, and which of them bring most. */
import { prometheus, promql } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { fromCount } from "./count-thresholds";

const SCOPE = { account: true, environment: true, service: true } as const;

/** Targets drawn at once. */
const TOP = 10;

export const silentTargets: JudgedSignal = {
  id: "telemetry-silent-targets",
  name: "Targets that do not answer",
  description:
    "Exporters and endpoints whose last scrape failed. Each is a host or a database that nobody sees. The table below names them.",
  type: "gauge",
  unit: "short",
  query: prometheus(promql("up").where(SCOPE).equalTo(0).count().orZero()),
  judgement: fromCount(1, 3),
  runbook: "target-silent",
};

export const silentTargetList: Signal = {
  id: "telemetry-silent-target-list",
  name: "Who does not answer",
  description:
    "Exporters and endpoints whose last scrape failed, with the service that they belong to. See whether the host is up, then whether the exporter runs and the security group lets the collector in.",
  type: "table",
  unit: "none",
  query: prometheus(promql("up").where(SCOPE).equalTo(0).minBy("job", "instance", "service")),
  judgement: { unjudged: "The number of them is judged." },
  states: [{ value: 0, text: "no answer", is: "bad" }],
  drillDowns: [{ title: "Host", dashboard: "hosts", keep: ["account", "environment"] }],
};

export const slowScrapes: JudgedSignal = {
  id: "telemetry-slow-scrapes",
  name: "Slowest scrapes",
  description: `How long the last scrape of the ${String(TOP)} slowest targets took. At its timeout, 10 s unless it was changed, a target counts as down: scrape it less often, or have its exporter collect less.`,
  type: "gauge",
  unit: "s",
  query: prometheus(promql("scrape_duration_seconds").where(SCOPE).maxBy("job", "instance").topk(TOP)),
  judgement: { warnAbove: 5, badAbove: 9 },
  runbook: "scrape-slow",
};

export const largestTargets: Signal = {
  id: "telemetry-largest-targets",
  name: "Largest targets",
  description: `Samples that each scrape of the ${String(TOP)} largest targets keeps. One that grows has a label with too many values; what nobody asks for should be dropped before it is sent, since series are what metrics cost.`,
  type: "gauge",
  unit: "short",
  query: prometheus(promql("scrape_samples_post_metric_relabeling").where(SCOPE).maxBy("job", "instance").topk(TOP)),
  judgement: { unjudged: "How many are right depends on the exporter; what all of them cost is shown below." },
};
