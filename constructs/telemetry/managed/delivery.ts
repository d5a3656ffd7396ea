/**
 * Amazon Data Firehose to a receiver of Grafana Cloud: with a token from Secrets Manager, a bucket for what cannot be
 * delivered, and alarms that say so.
 */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { CustomerKey } from "../../core/customer-key";
import { allowLogEncryption } from "../../core/iam";
import type { BasicIntake } from "../../core/intake";
import { physicalName } from "../../core/names";
import { PrivateBucket } from "../../core/private-bucket";
import { DeliveryAlarms } from "./delivery-alarms";
import { DeliveryRole } from "./delivery-role";

/** Days that undelivered records are kept: long enough to send them again by hand after a holiday. */
const BACKUP_DAYS = 30;

/** Firehose tries so long before it writes to the bucket, in seconds; it allows up to 7200. */
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
  /** Key of the stream. Whoever puts records needs rights on it, as `SenderRole` has. */
  readonly keyArn: string;
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
    this.keyArn = key.arn;
    this.ready = stream;
    new DeliveryAlarms(this, "alarms", {
      ...props,
      stream: stream.name,
      retrySeconds: RETRY_SECONDS,
      backupDays: BACKUP_DAYS,
    });
  }

  /**
   * Firehose itself needs no statement: whoever creates the stream grants it the key
   * (https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html).
   */
  private key(): CustomerKey {
    const { account, region, organisation, subject } = this.#props;
    const group = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${deliveryLogGroup(organisation, subject)}`;
    return new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", organisation, "delivery", subject),
      description: `Records of ${subject} on their way, and those that could not be delivered`,
      statements: [allowLogEncryption("LogsEncryptDeliveryLogs", region, group)],
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

  /** Firehose writes to streams that are there; only the console of AWS makes them. */
  private logTo(logs: CloudwatchLogGroup, name: string) {
    const stream = new CloudwatchLogStream(this, `logs-${name}`, { ...this.#at, logGroupName: logs.name, name });
    return { enabled: true, logGroupName: logs.name, logStreamName: stream.name };
  }

  private stream(
    key: CustomerKey,
    backup: PrivateBucket,
    logs: CloudwatchLogGroup,
    role: DeliveryRole,
  ): KinesisFirehoseDeliveryStream {
    const { organisation, subject, intake, receiver, attributes = {} } = this.#props;
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
        cloudwatchLoggingOptions: this.logTo(logs, "http"),
        s3Configuration: {
          bucketArn: backup.arn,
          roleArn: role.arn,
          kmsKeyArn: key.arn,
          compressionFormat: "GZIP",
          // What failed goes below this prefix alone; `prefix` would be for what is kept besides being sent.
          errorOutputPrefix: "failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
          cloudwatchLoggingOptions: this.logTo(logs, "backup"),
        },
      },
      dependsOn: [role.ready, backup.ready],
    });
  }
}
