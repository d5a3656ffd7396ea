/** The role with which CloudWatch puts records into a delivery stream. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { allow, policyDocument, serviceTrust } from "../../core/iam";
import { physicalName } from "../../core/names";
import type { Delivery } from "./delivery";

export interface SenderRoleProps {
  readonly organisation: string;
  readonly account: Account;
  /** Last part of the role's name, such as `metric-stream`. */
  readonly subject: string;
  readonly description: string;
  /** Service principal that sends. */
  readonly service: string;
  /** ARN patterns of what it may send for. @default - anything of the account */
  readonly sourceArns?: readonly string[];
  readonly delivery: Pick<Delivery, "arn" | "keyArn">;
}

/**
 * Since 2026-04-20 Firehose asks the sender, too, for rights on the customer key of a stream; without them it takes no
 * record (notice of AWS, in https://github.com/ministryofjustice/modernisation-platform/issues/12957). The key is this
 * stream's own. `kms:ViaService` is left out: AWS does not say that Firehose sets it.
 */
export class SenderRole extends Construct {
  readonly arn: string;
  /** Depend on it where the rights are used at once. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: SenderRoleProps) {
    super(scope, id);
    const { account, delivery } = props;
    const role = new IamRole(this, "resource", {
      provider: account.provider,
      name: physicalName("iamRole", props.organisation, props.subject, account.key),
      description: props.description,
      assumeRolePolicy: serviceTrust(props.service, account.id, props.sourceArns),
    });
    this.arn = role.arn;
    this.ready = new IamRolePolicy(this, "policy", {
      provider: account.provider,
      name: "send",
      role: role.name,
      policy: policyDocument([
        allow("PutRecords", ["firehose:PutRecord", "firehose:PutRecordBatch"], [delivery.arn]),
        allow("EncryptRecords", ["kms:Decrypt", "kms:GenerateDataKey"], [delivery.keyArn]),
      ]),
    });
  }
}
