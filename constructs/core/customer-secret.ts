/** A secret in Secrets Manager: its value comes from a resource and goes nowhere else. */
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Construct } from "constructs";
import type { Account } from "./accounts";
import type { CustomerKey } from "./customer-key";
import { policyDocument } from "./iam";

/** Days that AWS keeps a deleted secret, the least that it allows: the value can be made anew. */
const RECOVERY_DAYS = 7;

export interface CustomerSecretProps {
  readonly account: Account;
  readonly region: string;
  readonly key: CustomerKey;
  readonly name: string;
  /** What it opens, and for whom. */
  readonly description: string;
  /** Fields of the JSON; every secret one is a reference. */
  readonly value: Readonly<Record<string, string>>;
}

/** Encrypted with a customer key and readable within its account only, by whoever IAM allows there. */
export class CustomerSecret extends Construct {
  /** A reference: AWS adds six characters to the name. */
  readonly arn: string;
  /** The ARN as a policy can name it before the secret exists. */
  readonly arnPattern: string;
  /** Id of the version that holds the newest value, a reference. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: CustomerSecretProps) {
    super(scope, id);
    const { account, region, name } = props;
    const at = { provider: account.provider, region };
    const secret = new SecretsmanagerSecret(this, "resource", {
      ...at,
      name,
      description: props.description,
      kmsKeyId: props.key.arn,
      policy: secretPolicy(account.id),
      recoveryWindowInDays: RECOVERY_DAYS,
    });
    const version = new SecretsmanagerSecretVersion(this, "version", {
      ...at,
      secretId: secret.id,
      secretString: JSON.stringify(props.value),
    });
    this.arn = secret.arn;
    this.arnPattern = `arn:${account.partition}:secretsmanager:${region}:${account.id}:secret:${name}-??????`;
    this.version = version.versionId;
  }
}

/** Denies only: who may read is said by the readers' own policies, and none outside of the account can. */
function secretPolicy(account: string): string {
  return policyDocument([
    {
      Sid: "OnlyThisAccountReads",
      Effect: "Deny",
      Principal: "*",
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": account } },
    },
    {
      Sid: "DenyWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "secretsmanager:GetSecretValue",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
