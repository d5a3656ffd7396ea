/** The bucket from which sidecars of an account and region read their configurations. */
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { telemetryBucketName } from "../../../config/names";
import type { Account } from "../../core/accounts";
import { CustomerKey } from "../../core/customer-key";
import { literal } from "../../core/escape";
import { allowLogEncryption } from "../../core/iam";
import { physicalName } from "../../core/names";
import { PrivateBucket } from "../../core/private-bucket";
import type { ConfigObject } from "./config-object";
import { LOG_GROUP_PATTERNS } from "./ecs-names";

/** A configuration is in use for as long as a task that was started with it: it never expires. */
const NEVER = 36_500;

export interface ConfigFile {
  /** Path and name without ending: `acme/ecs/checkout/collector`. */
  readonly name: string;
  /** With its dot: `.yaml`. */
  readonly ending: string;
  readonly text: string;
  /** Of the text, in hexadecimal digits. */
  readonly sha256: string;
  /**
   * Whether the object is named by its content, so that a task keeps the configuration that it was registered with. Off
   * where the task is registered by somebody else at another time: its name must then be there for as long as it is asked for.
   */
  readonly isPinned: boolean;
}

export interface ConfigStoreProps {
  readonly config: EstateConfig;
  readonly account: Account;
  readonly region: string;
}

export class ConfigStore extends Construct {
  /** Encrypts configurations, and the lines of services and sidecars. */
  readonly key: CustomerKey;

  readonly #bucket: PrivateBucket;
  readonly #props: ConfigStoreProps;

  constructor(scope: Construct, id: string, props: ConfigStoreProps) {
    super(scope, id);
    this.#props = props;
    const { config, account, region } = props;
    this.key = new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", config.name, "telemetry"),
      description: "Configurations of sidecars, and log lines of services on ECS",
      statements: LOG_GROUP_PATTERNS.map((pattern, index) =>
        allowLogEncryption(
          ["LogsEncryptSidecarLogs", "LogsEncryptServiceLogs"][index] ?? `LogsEncrypt${String(index)}`,
          region,
          `arn:${account.partition}:logs:${region}:${account.id}:log-group:${pattern}`,
        ),
      ),
    });
    this.#bucket = new PrivateBucket(this, "bucket", {
      account,
      region,
      bucketName: telemetryBucketName(config, account.key, region),
      kmsKeyArn: this.key.arn,
      expireDays: NEVER,
    });
  }

  /** Puts a file there. A new one is there before the old one goes, so that a task that starts in between finds its own. */
  put(scope: Construct, id: string, { name, ending, text, sha256, isPinned }: ConfigFile): ConfigObject {
    const { account, region } = this.#props;
    const key = `${name}${isPinned ? `-${sha256}` : ""}${ending}`;
    const bucket = this.#bucket;
    new S3Object(scope, id, {
      provider: account.provider,
      region,
      bucket: bucket.bucketName,
      key,
      content: literal(text),
      contentType: "text/plain; charset=utf-8",
      serverSideEncryption: "aws:kms",
      kmsKeyId: this.key.arn,
      dependsOn: [bucket.ready],
      ...(isPinned ? { lifecycle: { createBeforeDestroy: true } } : {}),
    });
    return {
      bucket: bucket.bucketName,
      key,
      arn: `${bucket.arn}/${key}`,
      bucketArn: bucket.arn,
      region,
      keyArn: this.key.arn,
      sha256,
    };
  }
}
