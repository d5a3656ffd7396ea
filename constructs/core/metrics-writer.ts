/** The role through which shippers of other accounts write to Amazon Managed Prometheus: they cannot write by themselves. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Account } from "./accounts";
import { allow, policyDocument } from "./iam";
import { physicalName } from "./names";

export interface MetricsWriterProps {
  readonly config: EstateConfig;
  /** Account of the workspace. */
  readonly account: Account;
  /** ARN of the workspace, may be a reference. */
  readonly workspaceArn: string;
}

export class MetricsWriter extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { config, account, workspaceArn }: MetricsWriterProps) {
    super(scope, id);
    const { provider } = account;
    const role = new IamRole(this, "resource", {
      provider,
      name: physicalName("iamRole", config.name, "metrics-writer"),
      description: "Shippers of the estate's other accounts write metrics",
      assumeRolePolicy: shippersTrust(config, account),
    });
    new IamRolePolicy(this, "policy", {
      provider,
      name: "write-metrics",
      role: role.name,
      policy: policyDocument([allow("WriteMetrics", ["aps:RemoteWrite"], [workspaceArn])]),
    });
    this.arn = role.arn;
  }
}

/** Roles of the estate by their names, in the accounts that ship: what else lives there gets no way in. */
function shippersTrust({ name, accounts, grafana }: EstateConfig, account: Account): string {
  const shipping = (grafana.access.accounts ?? Object.keys(accounts)).filter((key) => key !== account.key);
  const inAccounts = (rest: string) =>
    shipping.map((key) => `arn:${account.partition}:iam::${accounts[key]?.id ?? ""}:${rest}`);
  return policyDocument([
    {
      Sid: "ShippersOfTheEstate",
      Effect: "Allow",
      Principal: { AWS: inAccounts("root") },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:PrincipalArn": inAccounts(`role/${name}-*`) } },
    },
  ]);
}
