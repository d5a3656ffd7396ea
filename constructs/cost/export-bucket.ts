/** The bucket that receives the exports, the key that encrypts them, and the policy that both billing services need. */
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { costBucketName } from "../../config/names";
import type { EstateConfig } from "../../config/estate";
import { CustomerKey } from "../core/customer-key";
import { allowLogEncryption, allowService, type Statement } from "../core/iam";
import { physicalName } from "../core/names";
import { PrivateBucket } from "../core/private-bucket";
import { BILLING_REGION } from "../core/accounts";
import { regionalArn, type CostPlace } from "./place";

/** Data Exports and the legacy report are delivered by different services; a bucket may have to serve both. */
const BILLING_SERVICES = ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"];

/** Every refresh, several a day, overwrites the files of the month: old versions are many and soon useless. */
const OLD_VERSION_DAYS = 7;

export class ExportBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  /** Key of everything in the cost domain. */
  readonly key: CustomerKey;
  /** Keys with which files in the bucket may be encrypted. */
  readonly kmsKeyArns: readonly string[];
  /** What exports depend on: AWS checks the policy of a bucket that the estate makes when an export is created. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, config: EstateConfig, place: CostPlace) {
    super(scope, id);
    const { existing, kmsKeyArn } = place.cost.bucket;
    this.bucketName = existing ?? costBucketName(config);
    this.arn = `arn:${place.account.partition}:s3:::${this.bucketName}`;
    this.key = this.customerKey(place);
    this.kmsKeyArns = [this.key.arn, ...(kmsKeyArn === undefined ? [] : [kmsKeyArn])];
    this.ready = existing === undefined ? [this.bucket(place).ready] : [];
  }

  private bucket(place: CostPlace): PrivateBucket {
    const { infrequentAccessDays, expireDays } = place.cost.bucket;
    return new PrivateBucket(this, "bucket", {
      account: place.account,
      region: place.region,
      bucketName: this.bucketName,
      kmsKeyArn: this.key.arn,
      infrequentAccessDays,
      expireDays,
      oldVersionDays: OLD_VERSION_DAYS,
      statements: deliveryStatements(place, this.arn),
    });
  }

  private customerKey(place: CostPlace): CustomerKey {
    return new CustomerKey(this, "key", {
      account: place.account,
      region: place.region,
      alias: physicalName("kmsAlias", place.organisation, "cost"),
      description: "Billing exports, Athena results and crawler logs of the cost domain",
      statements: keyUsers(place),
    });
  }
}

/** Billing uses the key only for a bucket that the estate makes, CloudWatch Logs only where a crawler logs. */
function keyUsers(place: CostPlace): readonly Statement[] {
  const { bucket, exports } = place.cost;
  const isCrawled = Object.values(exports).some((one) => one?.catalogue === "crawler");
  return [
    ...(bucket.existing === undefined
      ? [delivery(place, "BillingEncryptsExports", ["kms:GenerateDataKey*", "kms:Decrypt"], ["*"])]
      : []),
    ...(isCrawled ? [crawlerLogs(place)] : []),
  ];
}

/**
 * The bucket policy of the vendor, for both services, for exports of this account only.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/dataexports-s3-bucket.html, read 2026-11.
 */
export function deliveryStatements(place: CostPlace, bucketArn: string): readonly Statement[] {
  return [
    delivery(place, "BillingChecksBucket", ["s3:GetBucketPolicy", "s3:GetBucketAcl"], [bucketArn]),
    delivery(place, "BillingWritesExports", ["s3:PutObject"], [`${bucketArn}/*`]),
  ];
}

function delivery(place: CostPlace, sid: string, actions: readonly string[], resources: readonly string[]): Statement {
  const { id, partition } = place.account;
  return allowService({
    sid,
    services: BILLING_SERVICES,
    actions,
    resources,
    sourceAccount: id,
    sourceArns: [
      `arn:${partition}:cur:${BILLING_REGION}:${id}:definition/*`,
      `arn:${partition}:bcm-data-exports:${BILLING_REGION}:${id}:export/*`,
    ],
  });
}

function crawlerLogs(place: CostPlace): Statement {
  const logGroups = regionalArn(place, "logs", "log-group:/aws-glue/crawlers*");
  return allowLogEncryption("LogsEncryptCrawlerLogs", place.region, logGroups);
}
