/** The role with which Grafana Cloud asks CloudWatch of an account for metrics. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import grafanaAws from "../../../config/facts/grafana-aws.json" with { type: "json" };
import type { Account } from "../../core/accounts";
import { accountTrust, allow, policyDocument } from "../../core/iam";
import { physicalName } from "../../core/names";

export interface ScrapeRoleProps {
  readonly organisation: string;
  readonly account: Account;
  /** May be a reference. */
  readonly externalId: string;
}

/** Source of the actions: https://grafana.com/docs/grafana-cloud/monitor-infrastructure/monitor-cloud-provider/aws/, read 2026-11. */
export class ScrapeRole extends Construct {
  readonly arn: string;
  /** Grafana Cloud tries the role when it is told of it. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { organisation, account, externalId }: ScrapeRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "resource", {
      provider: account.provider,
      name: physicalName("iamRole", organisation, "grafana-scrape", account.key),
      description: "Grafana Cloud reads metrics of CloudWatch",
      assumeRolePolicy: accountTrust(account.partition, grafanaAws.accountId, [externalId]),
    });
    this.arn = role.arn;
    this.ready = new IamRolePolicy(this, "policy", {
      provider: account.provider,
      name: "scrape",
      role: role.name,
      // None of these knows resources.
      policy: policyDocument([
        allow("ReadMetrics", ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"], ["*"]),
        allow("FindResources", ["tag:GetResources"], ["*"]),
      ]),
    });
  }
}
