/** The way of records to Grafana Cloud: what it is made of, who may do what on it, and which alarms watch it. */
import { describe, expect, it } from "vitest";
import { policy, resource, resources } from "../../../support/template";
import { managedServices } from "./support";

const made = managedServices({ namespaces: { "AWS/Lambda": "stream" }, accounts: ["shop"] });
const { stack } = made;

const DELIVERY = "managed_metric-streams_shop_delivery";
const KEY = `\${aws_kms_key.${DELIVERY}_key.arn}`;
const BUCKET = "arn:aws:s3:::smallco-unsent-metrics-444455556666-eu-central-1";

describe("a delivery", () => {
  it("is this and nothing else", () => {
    expect(made.inventory.filter((entry) => entry.includes("_delivery"))).toEqual(
      [
        "aws_cloudwatch_log_group _logs", // why a delivery failed
        "aws_cloudwatch_log_stream _logs-backup", // Firehose makes no streams by itself
        "aws_cloudwatch_log_stream _logs-http",
        "aws_cloudwatch_metric_alarm _alarms_failing", // requests are refused
        "aws_cloudwatch_metric_alarm _alarms_late", // records wait
        "aws_cloudwatch_metric_alarm _alarms_put-aside", // records were given up
        "aws_cloudwatch_metric_alarm _alarms_refused", // the stream is at its quota
        "aws_iam_role _role", // Firehose assumes it
        "aws_iam_role_policy _role_policy", // token, bucket, log
        "aws_kinesis_firehose_delivery_stream _stream",
        "aws_kms_alias _key_alias", // name of the key for people
        "aws_kms_key _key", // encrypts records, backup and log
        "aws_s3_bucket _backup", // what could not be delivered
        "aws_s3_bucket_lifecycle_configuration _backup_lifecycle", // 30 days
        "aws_s3_bucket_ownership_controls _backup_ownership", // no ACLs
        "aws_s3_bucket_policy _backup_policy", // TLS only
        "aws_s3_bucket_public_access_block _backup_public-access",
        "aws_s3_bucket_server_side_encryption_configuration _backup_encryption",
        "aws_s3_bucket_versioning _backup_versioning", // undoes a wrong deletion
      ].map((entry) => entry.replace(" _", " metric-streams_shop_delivery_")),
    );
  });

  it("sends to the receiver with the token of the secret, and keeps only what failed", () => {
    const log = (name: string) => ({
      enabled: true,
      log_group_name: `\${aws_cloudwatch_log_group.${DELIVERY}_logs.name}`,
      log_stream_name: `\${aws_cloudwatch_log_stream.${DELIVERY}_logs-${name}.name}`,
    });
    expect(resource(stack, `aws_kinesis_firehose_delivery_stream.${DELIVERY}_stream`)).toEqual({
      provider: "aws.shop",
      region: "eu-central-1",
      name: "smallco-metrics",
      destination: "http_endpoint",
      server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK", key_arn: KEY },
      http_endpoint_configuration: {
        url: "https://metrics.example.com/push",
        name: "Grafana Cloud metrics",
        role_arn: `\${aws_iam_role.${DELIVERY}_role.arn}`,
        buffering_size: 1,
        buffering_interval: 60,
        retry_duration: 3600,
        s3_backup_mode: "FailedDataOnly",
        secrets_manager_configuration: {
          enabled: true,
          secret_arn: "arn:secret:shop:metrics-firehose-AbCdEf",
          role_arn: `\${aws_iam_role.${DELIVERY}_role.arn}`,
        },
        request_configuration: { content_encoding: "GZIP" },
        cloudwatch_logging_options: log("http"),
        s3_configuration: {
          bucket_arn: BUCKET,
          role_arn: `\${aws_iam_role.${DELIVERY}_role.arn}`,
          kms_key_arn: KEY,
          compression_format: "GZIP",
          error_output_prefix: "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
          cloudwatch_logging_options: log("backup"),
        },
      },
      depends_on: [`aws_iam_role_policy.${DELIVERY}_role_policy`, `aws_s3_bucket_policy.${DELIVERY}_backup_policy`],
      tags: { domain: "telemetry" },
    });
  });

  it("has no key in its settings: the secret is read by Firehose", () => {
    expect(JSON.stringify(resources(stack, "aws_kinesis_firehose_delivery_stream"))).not.toContain("access_key");
  });

  it("is trusted to Firehose for this account alone, and may do what a delivery takes", () => {
    const role = `aws_iam_role.${DELIVERY}_role`;
    expect(policy(stack, role, "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "firehose.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } },
        },
      ],
    });
    const via = (service: string) => ({
      StringEquals: { "kms:ViaService": `${service}.eu-central-1.amazonaws.com` },
    });
    const allow = (Sid: string, Action: string[], Resource: string[]) => ({ Sid, Effect: "Allow", Action, Resource });
    const log = `arn:aws:logs:eu-central-1:444455556666:log-group:\${aws_cloudwatch_log_group.${DELIVERY}_logs.name}`;
    expect(policy(stack, `aws_iam_role_policy.${DELIVERY}_role_policy`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        allow("ReadToken", ["secretsmanager:GetSecretValue"], ["arn:secret:shop:metrics-firehose-??????"]),
        {
          ...allow("DecryptToken", ["kms:Decrypt"], ["arn:key:shop:tokens"]),
          Condition: via("secretsmanager"),
        },
        allow("FindBackup", ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [BUCKET]),
        allow("WriteBackup", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [`${BUCKET}/*`]),
        { ...allow("EncryptBackup", ["kms:Decrypt", "kms:GenerateDataKey"], [KEY]), Condition: via("s3") },
        allow("SayWhy", ["logs:PutLogEvents"], [`${log}:log-stream:*`]),
      ],
    });
  });

  it("lets no service use its key but CloudWatch Logs, for its one log group: Firehose is granted it", () => {
    expect(policy(stack, `aws_kms_key.${DELIVERY}_key`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountAdministersKey",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "LogsEncryptDeliveryLogs",
          Effect: "Allow",
          Principal: { Service: "logs.eu-central-1.amazonaws.com" },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn":
                "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/kinesisfirehose/smallco-metrics",
            },
          },
        },
      ],
    });
  });

  it("keeps what it could not deliver for 30 days, out of reach of a plan that destroys", () => {
    expect(resource(stack, `aws_s3_bucket.${DELIVERY}_backup`)).toMatchObject({
      bucket: "smallco-unsent-metrics-444455556666-eu-central-1",
      lifecycle: { prevent_destroy: true },
    });
    expect(resource(stack, `aws_s3_bucket_lifecycle_configuration.${DELIVERY}_backup_lifecycle`)["rule"]).toMatchObject(
      [{ expiration: [{ days: 30 }] }],
    );
    expect(resource(stack, `aws_cloudwatch_log_group.${DELIVERY}_logs`)).toMatchObject({
      name: "/aws/kinesisfirehose/smallco-metrics",
      retention_in_days: 30,
      kms_key_id: KEY,
    });
  });

  it("is watched by metrics that Firehose has, of this stream", () => {
    const alarms = Object.entries(resources(stack, "aws_cloudwatch_metric_alarm")).filter(([id]) =>
      id.startsWith(DELIVERY),
    );
    expect(
      alarms.map(([, alarm]) => [
        alarm["alarm_name"],
        `${String(alarm["statistic"])} of ${String(alarm["metric_name"])}`,
        `${String(alarm["comparison_operator"])} ${String(alarm["threshold"])}`,
        `${String(alarm["evaluation_periods"])} x ${String(alarm["period"])} s`,
      ]),
    ).toEqual([
      [
        "smallco-metrics-delivery-fails",
        "Average of DeliveryToHttpEndpoint.Success",
        "LessThanThreshold 0.99",
        "3 x 300 s",
      ],
      [
        "smallco-metrics-delivery-lags",
        "Maximum of DeliveryToHttpEndpoint.DataFreshness",
        "GreaterThanThreshold 900",
        "3 x 300 s",
      ],
      ["smallco-metrics-delivery-gives-up", "Sum of DeliveryToS3.Records", "GreaterThanThreshold 0", "1 x 300 s"],
      ["smallco-metrics-delivery-throttles", "Sum of ThrottledRecords", "GreaterThanThreshold 0", "3 x 300 s"],
    ]);
    for (const [, alarm] of alarms)
      expect(alarm).toMatchObject({
        namespace: "AWS/Firehose",
        dimensions: { DeliveryStreamName: `\${aws_kinesis_firehose_delivery_stream.${DELIVERY}_stream.name}` },
        treat_missing_data: "notBreaching",
        region: "eu-central-1",
      });
  });
});
