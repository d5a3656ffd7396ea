/** A role through which Grafana reads one thing in one account, and may do nothing else. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { readerRoleName, type GrafanaTrust } from "../../core/grafana-trust";
import { policyDocument, type Statement } from "../../core/iam";

export interface ReaderRoleProps {
  readonly organisation: string;
  readonly account: Account;
  readonly trust: GrafanaTrust;
  /** Last part of the role's name, such as `cloudwatch`. */
  readonly subject: string;
  readonly description: string;
  /** UID of the data source that assumes the role. */
  readonly dataSourceUid: string;
  readonly statements: readonly Statement[];
}

export class ReaderRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ReaderRoleProps) {
    super(scope, id);
    const { account, trust, subject } = props;
    const role = new IamRole(this, "resource", {
      provider: account.provider,
      name: readerRoleName(props.organisation, subject),
      description: props.description,
      assumeRolePolicy: trust.trustPolicy(account.partition, props.dataSourceUid),
    });
    new IamRolePolicy(this, "policy", {
      provider: account.provider,
      name: `read-${subject}`,
      role: role.name,
      policy: policyDocument(props.statements),
    });
    this.arn = role.arn;
  }
}
