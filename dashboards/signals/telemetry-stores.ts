/**
 * The stores and the alerting over them. Grafana Cloud tells of itself in its usage data source; Amazon's services tell
 * CloudWatch.
 */
import { cloudWatch, cloudWatchMath, type CloudWatchMetric, promql, type PromExpr, usage } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { FIVE_MINUTES } from "./count-thresholds";

/** What Amazon Managed Prometheus counts of each workspace, in AWS/Usage. */
const WORKSPACES = { Service: "Prometheus", Type: "Resource", Class: "None", ResourceId: "*" } as const;

export const activeSeries: Signal = {
  id: "telemetry-active-series",
  name: "Active series",
  description:
    "Series that got a sample lately, by stack or workspace: what metrics are charged by. A jump is a label with too many values, or a service that was rolled out with more metrics.",
  type: "gauge",
  unit: "short",
  query: usage(named(promql("grafanacloud_instance_active_series")), { legend: ["name"] }),
  elsewhere: [cloudWatch(workspaces("ActiveSeries"))],
  judgement: { unjudged: "What they cost is shown beside; what is discarded for too many is judged." },
};

export const samples: Signal = {
  id: "telemetry-samples",
  name: "Samples taken in",
  description: "Samples that the store for metrics takes in, each second, by stack or workspace.",
  type: "gauge",
  unit: "eps",
  query: usage(named(promql("grafanacloud_instance_samples_per_second")), { legend: ["name"] }),
  elsewhere: [cloudWatch(workspaces("IngestionRate"))],
  judgement: { unjudged: "Traffic is neither good nor bad; what is discarded is judged." },
};

export const discardedSamples: JudgedSignal = {
  id: "telemetry-discarded-samples",
  name: "Samples discarded",
  description:
    "Samples that the store for metrics throws away, each second, by reason: limits of series or of the rate, samples too old or out of order. Senders are not told. Drop labels, or ask for a higher limit.",
  type: "gauge",
  unit: "eps",
  query: usage(promql("grafanacloud_instance_samples_discarded_per_second").sumBy("reason")),
  elsewhere: [cloudWatchMath(`discarded / ${String(FIVE_MINUTES)}`, { discarded: discarded() })],
  judgement: { warnAbove: 1, badAbove: 100 },
  runbook: "samples-discarded",
};

export const logBytes: Signal = {
  id: "telemetry-log-bytes",
  name: "Logs taken in",
  description:
    "Bytes of log lines that come in, each second: Loki's in Grafana Cloud, those of CloudWatch Logs on Amazon. It is what logs are charged by; a service left at debug shows here.",
  type: "gauge",
  unit: "Bps",
  query: usage(promql("grafanacloud_logs_instance_bytes_received_per_second").sum()),
  elsewhere: [
    cloudWatchMath(`bytes / ${String(FIVE_MINUTES)}`, {
      bytes: { namespace: "AWS/Logs", metric: "IncomingBytes", statistic: "Sum", period: FIVE_MINUTES },
    }),
  ],
  judgement: { unjudged: "What they cost is shown beside." },
  drillDowns: [{ title: "Logs", dashboard: "logs", keep: ["environment", "service"] }],
};

export const failedRules: JudgedSignal = {
  id: "telemetry-failed-rules",
  name: "Alert rules that fail",
  description:
    "Evaluations of alert rules that fail, each second: those rules see nothing and fire for nothing. Mostly a data source whose token ran out. Open the list of rules and look for errors.",
  type: "gauge",
  unit: "ops",
  query: usage(promql("grafanacloud_grafana_instance_alerting_rule_evaluation_failures_total:rate5m").sum()),
  elsewhere: [
    cloudWatchMath(`failures / ${String(FIVE_MINUTES)}`, {
      failures: {
        namespace: "AWS/Prometheus",
        metric: "RuleEvaluationFailures",
        statistic: "Sum",
        period: FIVE_MINUTES,
        dimensions: { Workspace: "*", RuleGroup: "*" },
      },
    }),
  ],
  judgement: { warnAbove: 0.001, badAbove: 0.1 },
  runbook: "alert-rules-fail",
};

export const failedNotifications: JudgedSignal = {
  id: "telemetry-failed-notifications",
  name: "Notifications that fail",
  description:
    "Messages about alerts that did not get through, each second. Somebody is not told of something that burns: test the contact points at once.",
  type: "gauge",
  unit: "ops",
  query: usage(promql("grafanacloud_instance_alertmanager_notifications_failed_per_second").sum()),
  elsewhere: [
    cloudWatchMath(`failures / ${String(FIVE_MINUTES)}`, {
      failures: {
        namespace: "AWS/Prometheus",
        metric: "AlertManagerNotificationsFailed",
        statistic: "Sum",
        period: FIVE_MINUTES,
        dimensions: { Workspace: "*" },
      },
    }),
  ],
  judgement: { warnAbove: 0.001, badAbove: 0.01 },
  runbook: "notifications-fail",
};

/** Series of a stack with the stack's name: they carry its number only. */
function named(series: PromExpr): PromExpr {
  return series.times(promql("grafanacloud_instance_info"), { on: ["id"], groupLeft: ["name"] });
}

function workspaces(resource: string): CloudWatchMetric {
  return {
    namespace: "AWS/Usage",
    metric: "ResourceCount",
    statistic: "Average",
    dimensions: { ...WORKSPACES, Resource: resource },
  };
}

function discarded(): CloudWatchMetric {
  return {
    namespace: "AWS/Prometheus",
    metric: "DiscardedSamples",
    statistic: "Sum",
    period: FIVE_MINUTES,
    dimensions: { Workspace: "*", Reason: "*" },
  };
}
