/** Shippers besides the collectors: Fluent Bit beside services, metric streams and Firehose for what CloudWatch has. */
import { cloudWatch, cloudWatchMath, percentOf, prometheus, promql } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";

const SCOPE = { account: true, environment: true, service: true } as const;

const STREAMS = { namespace: "AWS/Firehose", dimensions: { DeliveryStreamName: "*" } } as const;
const METRIC_STREAMS = {
  namespace: "AWS/CloudWatch/MetricStreams",
  dimensions: { MetricStreamName: "*" },
} as const;

export const fluentBitDropped: JudgedSignal = {
  id: "telemetry-fluent-bit-dropped",
  name: "Log records dropped",
  description:
    "Share of log records that Fluent Bit gave up after its last try, by service. They are gone. Check the endpoint and the token; the service's standard output still has the lines until the task ends.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      output("dropped_records").rate().sumBy("service"),
      output("proc_records").rate().sumBy("service").plus(output("dropped_records").rate().sumBy("service")),
    ),
  ),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "fluent-bit-drops",
};

export const fluentBitDroppedShare: JudgedSignal = {
  ...fluentBitDropped,
  id: "telemetry-fluent-bit-dropped-share",
  name: "Dropped by Fluent Bit",
  description:
    "Share of all log records that Fluent Bit gave up after its last try. They are gone. The graph below tells whose they were.",
  query: prometheus(
    percentOf(
      output("dropped_records").rate().sum(),
      output("proc_records").rate().sum().plus(output("dropped_records").rate().sum()),
    ),
  ),
};

export const fluentBitRecords: Signal = {
  id: "telemetry-fluent-bit-records",
  name: "Log records sent",
  description: "Log records that Fluent Bit delivered, each second, by service.",
  type: "counter",
  unit: "eps",
  query: prometheus(output("proc_records").rate().sumBy("service")),
  judgement: { unjudged: "Traffic is neither good nor bad; what is dropped is judged." },
  drillDowns: [{ title: "Logs", dashboard: "logs", hand: ["service"], keep: ["environment"] }],
};

/** Second tries, errors, and tries given up, which share an axis. */
export const fluentBitTrouble: readonly Signal[] = [
  trouble("retries", "Tried again", "Chunks that Fluent Bit sends a second time or more, each second."),
  trouble("errors", "Errors", "Chunks that the store refused, each second."),
  trouble("retries_failed", "Given up", "Chunks that Fluent Bit no longer tries to send, each second: lost lines."),
];

export const fluentBitPaused: JudgedSignal = {
  id: "telemetry-fluent-bit-paused",
  name: "Fluent Bit's buffer",
  description:
    "Whether a Fluent Bit has filled its buffer and stopped reading, by service. Services may block on their own log lines then: find out why the store does not take them.",
  type: "gauge",
  unit: "none",
  query: prometheus(promql("fluentbit_input_storage_overlimit").where(SCOPE).maxBy("service")),
  judgement: NONE_ALLOWED,
  runbook: "fluent-bit-paused",
  states: [
    { value: 0, text: "has room", is: "good" },
    { value: 1, text: "full, reading stopped", is: "bad" },
  ],
};

export const firehoseAge: JudgedSignal = {
  id: "telemetry-firehose-age",
  name: "Firehose, oldest record",
  description:
    "Age of the oldest record that Firehose has not delivered to Grafana yet, by stream. AWS advises to worry above the longest buffer, 15 minutes; nothing is lost while it tries.",
  type: "gauge",
  unit: "s",
  decimals: 0,
  query: cloudWatch({ ...STREAMS, metric: "DeliveryToHttpEndpoint.DataFreshness", statistic: "Maximum" }),
  judgement: { warnAbove: 600, badAbove: 900 },
  runbook: "firehose-behind",
};

export const firehoseSuccess: JudgedSignal = {
  id: "telemetry-firehose-success",
  name: "Firehose, deliveries that succeed",
  description:
    "Share of deliveries to Grafana that succeed, by stream. Firehose tries again; below 90 % for long, the endpoint or its key is wrong.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * success", {
    success: { ...STREAMS, metric: "DeliveryToHttpEndpoint.Success", statistic: "Average" },
  }),
  judgement: { warnBelow: 99, badBelow: 90 },
  runbook: "firehose-behind",
};

export const firehosePutAside: JudgedSignal = {
  id: "telemetry-firehose-put-aside",
  name: "Firehose, records put aside",
  description:
    "Records that Firehose wrote to its bucket in five minutes, by stream. The estate's streams keep only there what they could not deliver: it has to be sent again by hand.",
  type: "counter",
  unit: "short",
  query: cloudWatch({ ...STREAMS, metric: "DeliveryToS3.Records", statistic: "Sum", period: FIVE_MINUTES }),
  judgement: fromCount(1, 100),
  runbook: "firehose-behind",
};

export const firehoseThrottled: JudgedSignal = {
  id: "telemetry-firehose-throttled",
  name: "Firehose, records throttled",
  description:
    "Records that Firehose turned away in five minutes because a stream is at its quota. Senders try again; ask AWS for more when it goes on.",
  type: "counter",
  unit: "short",
  query: cloudWatch({ ...STREAMS, metric: "ThrottledRecords", statistic: "Sum", period: FIVE_MINUTES }),
  judgement: fromCount(1, 1000),
  runbook: "firehose-throttled",
};

export const metricStreamErrors: JudgedSignal = {
  id: "telemetry-metric-stream-errors",
  name: "Metric streams, updates lost",
  description:
    "Share of CloudWatch's metric updates that could not be written to Firehose, by metric stream. Mostly the stream's role lost its permission.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * share", {
    share: { ...METRIC_STREAMS, metric: "PublishErrorRate", statistic: "Average" },
  }),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "metric-stream-errors",
};

export const metricStreamUpdates: Signal = {
  id: "telemetry-metric-stream-updates",
  name: "Metric streams, updates",
  description:
    "Updates that CloudWatch streams, each second, by metric stream. AWS charges for every thousand of them: take out namespaces that no dashboard asks for.",
  type: "counter",
  unit: "eps",
  query: cloudWatchMath(`updates / ${String(FIVE_MINUTES)}`, {
    updates: { ...METRIC_STREAMS, metric: "TotalMetricUpdate", statistic: "Sum", period: FIVE_MINUTES },
  }),
  judgement: { unjudged: "What they may cost is a matter of the budget." },
};

export const subscriptionErrors: JudgedSignal = {
  id: "telemetry-subscription-errors",
  name: "Log subscriptions, deliveries that fail",
  description:
    "Deliveries from CloudWatch Logs to Firehose that failed in five minutes, by log group. CloudWatch tries for a day, then drops them: see whether the stream is there and the role may write to it.",
  type: "counter",
  unit: "short",
  query: cloudWatch({
    namespace: "AWS/Logs",
    metric: "DeliveryErrors",
    statistic: "Sum",
    period: FIVE_MINUTES,
    dimensions: { LogGroupName: "*", DestinationType: "*", FilterName: "*" },
  }),
  judgement: fromCount(1, 100),
  runbook: "log-subscription-errors",
};

function trouble(metric: string, name: string, description: string): Signal {
  return {
    id: `telemetry-fluent-bit-${metric.replace("_", "-")}`,
    name,
    description,
    type: "counter",
    unit: "ops",
    query: prometheus(output(metric).rate().sum()),
    judgement: { unjudged: "Second tries are normal; what is dropped in the end is judged." },
  };
}

function output(what: string) {
  return promql(`fluentbit_output_${what}_total`).where(SCOPE);
}
