/** Metrics of CloudWatch to Prometheus as they arise: a metric stream of one region, with exactly what is asked for. */
import { CloudwatchMetricStream } from "@cdktf/provider-aws/lib/cloudwatch-metric-stream";
import { Construct } from "constructs";
import type { CloudWatchUse } from "../../../dashboards";
import { physicalName } from "../../core/names";
import { Delivery, type DeliveryProps } from "./delivery";
import { SenderRole } from "./sender-role";

/** A stream sends these by itself; only others are asked for, at a price. */
const ALWAYS: ReadonlySet<string> = new Set(["Average", "Maximum", "Minimum", "SampleCount", "Sum"]);

export interface MetricStreamProps extends Omit<DeliveryProps, "subject" | "receiver" | "attributes"> {
  readonly uses: readonly CloudWatchUse[];
}

export class MetricStream extends Construct {
  constructor(scope: Construct, id: string, { uses, ...props }: MetricStreamProps) {
    super(scope, id);
    const { account, region, organisation } = props;
    const delivery = new Delivery(this, "delivery", {
      ...props,
      subject: "metrics",
      receiver: "Grafana Cloud metrics",
    });
    const role = new SenderRole(this, "role", {
      organisation,
      account,
      subject: "metric-stream",
      description: "CloudWatch streams metrics to Firehose",
      service: "streams.metrics.cloudwatch.amazonaws.com",
      deliveryArn: delivery.arn,
    });
    new CloudwatchMetricStream(this, "stream", {
      provider: account.provider,
      region,
      name: physicalName("metricStream", organisation, "prometheus"),
      firehoseArn: delivery.arn,
      roleArn: role.arn,
      outputFormat: "opentelemetry1.0",
      includeFilter: includeFilters(uses),
      statisticsConfiguration: additionalStatistics(uses),
      dependsOn: [role.ready, delivery.ready],
    });
  }
}

/** One filter for each namespace, with its metrics in order, so that a plan compares equal. */
export function includeFilters(uses: readonly CloudWatchUse[]) {
  const namespaces = [...new Set(uses.map(({ namespace }) => namespace))].toSorted();
  return namespaces.map((namespace) => ({
    namespace,
    metricNames: uses
      .filter((use) => use.namespace === namespace)
      .map(({ metric }) => metric)
      .toSorted(),
  }));
}

/** Percentiles and the like, grouped by what is asked, since CloudWatch takes each metric once. */
export function additionalStatistics(uses: readonly CloudWatchUse[]) {
  const groups = new Map<string, CloudWatchUse[]>();
  for (const use of uses) {
    const wanted = use.statistics.filter((statistic) => !ALWAYS.has(statistic)).join(",");
    if (wanted !== "") groups.set(wanted, [...(groups.get(wanted) ?? []), use]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([statistics, group]) => ({
      additionalStatistics: statistics.split(","),
      includeMetric: group.map(({ namespace, metric }) => ({ namespace, metricName: metric })),
    }));
}
