import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { Account } from "./accounts";
import { policyDocument, type Statement } from "./iam";

export interface CustomerKeyProps {
  readonly account: Account;
  readonly region: string;
  /** Alias without the leading `alias/`. */
  readonly alias: string;
  /** What is encrypted with it. */
  readonly description: string;
  /**
   * Who may use the key besides the account's own identity policies.
   * @default - nobody
   */
  readonly statements?: readonly Statement[];
}

/** A customer-managed key: rotated yearly, deleted after 30 days at the earliest, and never by a plan. */
export class CustomerKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CustomerKeyProps) {
    super(scope, id);
    const { provider } = props.account;
    const key = new KmsKey(this, "resource", {
      provider,
      region: props.region,
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([administration(props.account), ...(props.statements ?? [])]),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "alias", {
      provider,
      region: props.region,
      name: `alias/${props.alias}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
  }
}

/** Without it the key could not be managed by anybody (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html). */
function administration(account: Account): Statement {
  return {
    Sid: "AccountAdministersKey",
    Effect: "Allow",
    Principal: { AWS: `arn:${account.partition}:iam::${account.id}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}
