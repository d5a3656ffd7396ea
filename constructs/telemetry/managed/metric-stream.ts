/** Metrics of CloudWatch to Prometheus as they arise: a metric stream of one region, with exactly what is asked for. */
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { CloudwatchMetricStream } from "@cdktf/provider-aws/lib/cloudwatch-metric-stream";
import { Construct } from "constructs";
import type { CloudWatchUse } from "../../../dashboards";
import { physicalName } from "../../core/names";
import { Delivery, type DeliveryProps } from "./delivery";
import { SenderRole } from "./sender-role";
import { additionalStatistics, includeFilters } from "./stream-filters";

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
      delivery,
    });
    const stream = new CloudwatchMetricStream(this, "stream", {
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
    this.alarm(props, stream.name);
  }

  /** What CloudWatch cannot hand to Firehose is lost, and Firehose does not know of it. */
  private alarm(
    { account, region, organisation }: Pick<DeliveryProps, "account" | "region" | "organisation">,
    stream: string,
  ): void {
    new CloudwatchMetricAlarm(this, "losing", {
      provider: account.provider,
      region,
      alarmName: physicalName("alarm", organisation, "metrics", "stream-loses"),
      alarmDescription: "CloudWatch cannot hand metrics to Firehose: mostly the role of the stream lacks a right.",
      namespace: "AWS/CloudWatch/MetricStreams",
      metricName: "PublishErrorRate",
      dimensions: { MetricStreamName: stream },
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    });
  }
}
