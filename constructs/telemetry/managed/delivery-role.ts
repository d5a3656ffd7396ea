/** The role of a delivery stream: read its token, write what cannot be delivered, say why. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { allow, policyDocument, serviceTrust, type Statement } from "../../core/iam";
import type { BasicIntake } from "../../core/intake";
import { physicalName } from "../../core/names";

export interface DeliveryRoleProps {
  readonly organisation: string;
  readonly account: Account;
  readonly region: string;
  readonly subject: string;
  readonly intake: BasicIntake;
  readonly keyArn: string;
  readonly bucketArn: string;
  readonly logGroup: string;
}

export class DeliveryRole extends Construct {
  readonly arn: string;
  /** Depend on it where the rights are used at once. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: DeliveryRoleProps) {
    super(scope, id);
    const { account, organisation, subject } = props;
    const role = new IamRole(this, "resource", {
      provider: account.provider,
      name: physicalName("iamRole", organisation, "delivery", subject, account.key),
      description: `Firehose delivers ${subject} to Grafana Cloud`,
      assumeRolePolicy: serviceTrust("firehose.amazonaws.com", account.id),
    });
    this.arn = role.arn;
    this.ready = new IamRolePolicy(this, "policy", {
      provider: account.provider,
      name: "deliver",
      role: role.name,
      policy: policyDocument(statements(props)),
    });
  }
}

/** Source: https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html, read 2026-11. */
function statements(props: DeliveryRoleProps): readonly Statement[] {
  const { account, region, intake, keyArn, bucketArn, logGroup } = props;
  const via = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } });
  const logs = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${logGroup}:log-stream:*`;
  return [
    allow("ReadToken", ["secretsmanager:GetSecretValue"], [intake.secretArnPattern]),
    allow("DecryptToken", ["kms:Decrypt"], [intake.keyArn], via("secretsmanager")),
    allow("FindBackup", ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [bucketArn]),
    allow("WriteBackup", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [`${bucketArn}/*`]),
    allow("EncryptBackup", ["kms:Decrypt", "kms:GenerateDataKey"], [keyArn], via("s3")),
    allow("SayWhy", ["logs:PutLogEvents"], [logs]),
  ];
}
