/** A bucket for log lines that are kept for good, in the account that writes them. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { logArchiveBucketName } from "../../../config/names";
import type { Account } from "../../core/accounts";
import { CustomerKey } from "../../core/customer-key";
import { PrivateBucket } from "../../core/private-bucket";
import { archiveKeyAlias } from "../destinations/s3-archive";

/** Days after which lines move to a cheaper class, and after which they are deleted: ten years. */
const LIFE = { infrequentAccessDays: 30, expireDays: 3650 } as const;

export class LogArchive extends Construct {
  constructor(scope: Construct, id: string, config: EstateConfig, account: Account) {
    super(scope, id);
    const key = new CustomerKey(this, "key", {
      account,
      region: account.region,
      alias: archiveKeyAlias(config.name),
      description: "Log lines in the archive",
    });
    new PrivateBucket(this, "bucket", {
      account,
      region: account.region,
      bucketName: logArchiveBucketName(config, account.key),
      kmsKeyArn: key.arn,
      ...LIFE,
    });
  }
}
