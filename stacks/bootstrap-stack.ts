/**
 * What must exist before the estate's state can: the bucket that holds it, and its key. Applied once, with its own state
 * in a local file, by somebody with administrator rights in the state account.
 */
import { LocalBackend } from "cdktf";
import type { Construct } from "constructs";
import type { EstateConfig } from "../config/estate";
import { Accounts } from "../constructs/core/accounts";
import { CustomerKey } from "../constructs/core/customer-key";
import { physicalName } from "../constructs/core/names";
import { PrivateBucket } from "../constructs/core/private-bucket";
import { tagDomain } from "../constructs/core/tags";
import { BaseStack } from "./base-stack";

/** Old versions of the state are how a mistake is undone; a state itself never expires in practice. */
const OLD_STATE_DAYS = 365;
const STATE_EXPIRES_DAYS = 36_500;

export class BootstrapStack extends BaseStack {
  constructor(scope: Construct, id: string, config: EstateConfig) {
    super(scope, id, config);
    tagDomain(this, "bootstrap");
    const { s3 } = config.state;
    if (s3?.create === undefined) return;
    const account = new Accounts(this, config).get(s3.create.account);
    const key = new CustomerKey(this, "state-key", {
      account,
      region: s3.region,
      alias: physicalName("kmsAlias", config.name, "terraform-state"),
      description: "Terraform state of the estate",
    });
    new PrivateBucket(this, "state", {
      account,
      region: s3.region,
      bucketName: s3.bucket,
      kmsKeyArn: key.arn,
      expireDays: STATE_EXPIRES_DAYS,
      oldVersionDays: OLD_STATE_DAYS,
    });
  }

  protected override declareBackend(): void {
    new LocalBackend(this, { path: "bootstrap.tfstate" });
  }
}
