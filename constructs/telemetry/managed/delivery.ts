/**
 * Amazon Data Firehose to a receiver of Grafana Cloud: with a token from Secrets Manager, a bucket for what cannot be
 * delivered, and alarms that say so.
 */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { CustomerKey } from "../../core/customer-key";
import { allowLogEncryption, allowService } from "../../core/iam";
import type { BasicIntake } from "../../core/intake";
import { physicalName } from "../../core/names";
import { PrivateBucket } from "../../core/private-bucket";
import { DeliveryRole } from "./delivery-role";

/** Days that undelivered records are kept: long enough to send them again by hand after a holiday. */
const BACKUP_DAYS = 30;

/** Firehose tries so long before it writes to the bucket, in seconds. */
const RETRY_SECONDS = 3600;

export interface DeliveryProps {
  readonly organisation: string;
  readonly account: Account;
  readonly region: string;
  /** What is sent, kebab-case: `metrics`, `logs`. */
  readonly subject: string;
  /** Name shown for the receiver. */
  readonly receiver: string;
  readonly intake: BasicIntake;
  /** Bucket for what cannot be delivered. */
  readonly backupBucketName: string;
  /** Attributes sent with each request; become labels where the receiver says so. @default - none */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Log group in which Firehose says why a delivery failed. */
export function deliveryLogGroup(organisation: string, subject: string): string {
  return `/aws/kinesisfirehose/${physicalName("firehose", organisation, subject)}`;
}

export class Delivery extends Construct {
  readonly arn: string;
  /** Depend on it where records are sent at once. */
  readonly ready: ITerraformDependable;

  readonly #props: DeliveryProps;
  readonly #at: { readonly provider: Account["provider"]; readonly region: string };

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.#props = props;
    this.#at = { provider: props.account.provider, region: props.region };
    const key = this.key();
    const backup = this.backup(key);
    const logs = this.logs(key);
    const role = new DeliveryRole(this, "role", {
      ...props,
      keyArn: key.arn,
      bucketArn: backup.arn,
      logGroup: logs.name,
    });
    const stream = this.stream(key, backup, logs, role);
    this.arn = stream.arn;
    this.ready = stream;
    this.alarms(stream.name);
  }

  private key(): CustomerKey {
    const { account, region, organisation, subject } = this.#props;
    const group = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${deliveryLogGroup(organisation, subject)}`;
    return new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", organisation, "delivery", subject),
      description: `Records of ${subject} on their way, and those that could not be delivered`,
      statements: [
        allowLogEncryption("LogsEncryptDeliveryLogs", region, group),
        allowService({
          sid: "FirehoseEncryptsRecords",
          services: ["firehose.amazonaws.com"],
          actions: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:CreateGrant"],
          resources: ["*"],
          sourceAccount: account.id,
        }),
      ],
    });
  }

  private backup(key: CustomerKey): PrivateBucket {
    const { account, region, backupBucketName } = this.#props;
    return new PrivateBucket(this, "backup", {
      account,
      region,
      bucketName: backupBucketName,
      kmsKeyArn: key.arn,
      expireDays: BACKUP_DAYS,
    });
  }

  private logs(key: CustomerKey): CloudwatchLogGroup {
    const { organisation, subject } = this.#props;
    return new CloudwatchLogGroup(this, "logs", {
      ...this.#at,
      name: deliveryLogGroup(organisation, subject),
      retentionInDays: 30,
      kmsKeyId: key.arn,
    });
  }

  private stream(
    key: CustomerKey,
    backup: PrivateBucket,
    logs: CloudwatchLogGroup,
    role: DeliveryRole,
  ): KinesisFirehoseDeliveryStream {
    const { organisation, subject, intake, receiver, attributes = {} } = this.#props;
    const log = (logStreamName: string) => ({ enabled: true, logGroupName: logs.name, logStreamName });
    const commonAttributes = Object.entries(attributes).map(([name, value]) => ({ name, value }));
    return new KinesisFirehoseDeliveryStream(this, "stream", {
      ...this.#at,
      name: physicalName("firehose", organisation, subject),
      destination: "http_endpoint",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn },
      httpEndpointConfiguration: {
        url: intake.url,
        name: receiver,
        roleArn: role.arn,
        bufferingSize: 1,
        bufferingInterval: 60,
        retryDuration: RETRY_SECONDS,
        s3BackupMode: "FailedDataOnly",
        secretsManagerConfiguration: { enabled: true, secretArn: intake.secretArn, roleArn: role.arn },
        requestConfiguration: {
          contentEncoding: "GZIP",
          ...(commonAttributes.length === 0 ? {} : { commonAttributes }),
        },
        cloudwatchLoggingOptions: log("http"),
        s3Configuration: {
          bucketArn: backup.arn,
          roleArn: role.arn,
          kmsKeyArn: key.arn,
          compressionFormat: "GZIP",
          prefix: "undelivered/!{timestamp:yyyy/MM/dd}/",
          errorOutputPrefix: "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
          cloudwatchLoggingOptions: log("backup"),
        },
      },
      dependsOn: [role.ready, backup.ready],
    });
  }

  /** In CloudWatch itself, which knows of a failure even where nothing reaches Grafana. */
  private alarms(stream: string): void {
    const { organisation, subject } = this.#props;
    const common = {
      ...this.#at,
      namespace: "AWS/Firehose",
      dimensions: { DeliveryStreamName: stream },
      period: 300,
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
    };
    new CloudwatchMetricAlarm(this, "failing", {
      ...common,
      alarmName: physicalName("alarm", organisation, subject, "delivery-fails"),
      alarmDescription: `Less than 99 % of the records of ${subject} reach Grafana Cloud; the rest is kept for ${String(BACKUP_DAYS)} days in the backup bucket.`,
      metricName: "DeliveryToHttpEndpoint.Success",
      statistic: "Average",
      comparisonOperator: "LessThanThreshold",
      threshold: 0.99,
    });
    new CloudwatchMetricAlarm(this, "late", {
      ...common,
      alarmName: physicalName("alarm", organisation, subject, "delivery-lags"),
      alarmDescription: `The oldest record of ${subject} that has not reached Grafana Cloud is more than 15 minutes old.`,
      metricName: "DeliveryToHttpEndpoint.DataFreshness",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 900,
    });
  }
}
