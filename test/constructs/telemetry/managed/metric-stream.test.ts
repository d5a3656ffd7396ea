/** Metrics as they arise: what a stream sends, within what CloudWatch takes, and who may hand it to Firehose. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../dashboards/catalogue";
import type { CloudWatchUse } from "../../../../dashboards";
import { additionalStatistics, includeFilters } from "../../../../constructs/telemetry/managed/stream-filters";
import { policy, resource, resources } from "../../../support/template";
import { managedServices, USES } from "./support";

const { stack } = managedServices({
  namespaces: { "AWS/Lambda": "stream", "AWS/ApiGateway": "stream", "AWS/RDS": "scrape" },
  accounts: ["shop"],
  externalId: "42",
});
const ID = "managed_metric-streams_shop";

describe("a metric stream", () => {
  it("sends what is asked of its namespaces, in the format that Grafana Cloud takes", () => {
    expect(resource(stack, `aws_cloudwatch_metric_stream.${ID}_stream`)).toEqual({
      provider: "aws.shop",
      region: "eu-central-1",
      name: "smallco-prometheus",
      firehose_arn: `\${aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream.arn}`,
      role_arn: `\${aws_iam_role.${ID}_role.arn}`,
      output_format: "opentelemetry1.0",
      include_filter: [
        { namespace: "AWS/ApiGateway", metric_names: ["Latency"] },
        { namespace: "AWS/Lambda", metric_names: ["Duration", "Errors"] },
      ],
      statistics_configuration: [
        {
          additional_statistics: ["p50", "p95", "p99"],
          include_metric: [{ namespace: "AWS/Lambda", metric_name: "Duration" }],
        },
        {
          additional_statistics: ["p95"],
          include_metric: [{ namespace: "AWS/ApiGateway", metric_name: "Latency" }],
        },
      ],
      depends_on: [
        `aws_iam_role_policy.${ID}_role_policy`,
        `aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream`,
      ],
      tags: { domain: "telemetry" },
    });
  });

  it("hands records over by a role of its own, with rights on the key: Firehose takes none without", () => {
    expect(policy(stack, `aws_iam_role.${ID}_role`, "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "streams.metrics.cloudwatch.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } },
        },
      ],
    });
    expect(policy(stack, `aws_iam_role_policy.${ID}_role_policy`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PutRecords",
          Effect: "Allow",
          Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          Resource: [`\${aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream.arn}`],
        },
        {
          Sid: "EncryptRecords",
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: [`\${aws_kms_key.${ID}_delivery_key.arn}`],
        },
      ],
    });
  });

  it("is watched for what never reaches Firehose", () => {
    expect(resource(stack, `aws_cloudwatch_metric_alarm.${ID}_losing`)).toMatchObject({
      alarm_name: "smallco-metrics-stream-loses",
      namespace: "AWS/CloudWatch/MetricStreams",
      metric_name: "PublishErrorRate",
      dimensions: { MetricStreamName: `\${aws_cloudwatch_metric_stream.${ID}_stream.name}` },
      statistic: "Average",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
    });
  });

  it("and its delivery are watched by metrics of the catalogue, by dimensions that they have", () => {
    const alarms = Object.values(resources(stack, "aws_cloudwatch_metric_alarm"));
    expect(alarms.length).toBe(5);
    for (const { namespace, metric_name, dimensions } of alarms) {
      const name = `${String(namespace)} ${String(metric_name)}`;
      expect([name, catalogue.find(name)?.labels]).toEqual([name, Object.keys(dimensions as object)]);
    }
  });
});

const use = (metric: string, ...statistics: string[]): CloudWatchUse => ({ namespace: "AWS/X", metric, statistics });

describe("the filters of a stream", () => {
  it("are one for each namespace, both in order, whatever the order of what is asked", () => {
    expect(includeFilters(USES.toReversed())).toEqual(includeFilters(USES));
    expect(includeFilters([])).toEqual([]);
  });

  it("hold no more names than CloudWatch takes", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => use(`m${String(index)}`));
    expect(includeFilters(many(999))).toHaveLength(1);
    expect(() => includeFilters(many(1000))).toThrow(
      "a metric stream takes 1000 names of namespaces and metrics, not 1001",
    );
  });
});

describe("further statistics of a stream", () => {
  it("are percentiles alone: the others it sends by itself, or leads to", () => {
    expect(additionalStatistics([use("m", "Average", "Maximum", "Minimum", "SampleCount", "Sum")])).toEqual([]);
    expect(additionalStatistics([use("m", "Sum", "p99.9", "p100")])).toEqual([
      { additionalStatistics: ["p99.9", "p100"], includeMetric: [{ namespace: "AWS/X", metricName: "m" }] },
    ]);
  });

  it.each(["tm99", "IQM", "p101", "PR(:300)"])("are refused as %s, which the format does not know", (statistic) => {
    expect(() => additionalStatistics([use("m", statistic)])).toThrow(
      `a metric stream sends no ${statistic} of AWS/X m: scrape the namespace instead`,
    );
  });

  it("come in parts of a hundred metrics", () => {
    const many = Array.from({ length: 201 }, (_, index) => use(`m${String(index)}`, "p95"));
    expect(additionalStatistics(many).map(({ includeMetric }) => includeMetric.length)).toEqual([100, 100, 1]);
  });
});
