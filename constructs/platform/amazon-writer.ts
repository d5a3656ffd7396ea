/** The role through which shippers of other accounts write to Amazon Managed Prometheus: they cannot write by themselves. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { allow, policyDocument } from "../core/iam";
import { physicalName } from "../core/names";
import type { AmazonPlace } from "./amazon-place";

export class AmazonWriter extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, config: EstateConfig, place: AmazonPlace, prometheusArn: string) {
    super(scope, id);
    const { provider } = place.account;
    const role = new IamRole(this, "resource", {
      provider,
      name: physicalName("iamRole", config.name, "metrics-writer"),
      description: "Shippers of the estate's other accounts write metrics",
      assumeRolePolicy: shippersTrust(config, place),
    });
    new IamRolePolicy(this, "policy", {
      provider,
      name: "write-metrics",
      role: role.name,
      policy: policyDocument([allow("WriteMetrics", ["aps:RemoteWrite"], [prometheusArn])]),
    });
    this.arn = role.arn;
  }
}

/** Roles of the estate by their names, in the accounts that ship: what else lives there gets no way in. */
function shippersTrust({ name, accounts, grafana }: EstateConfig, { account }: AmazonPlace): string {
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
