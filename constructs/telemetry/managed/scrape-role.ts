/** The role with which Grafana Cloud asks CloudWatch of an account for metrics. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { discoveryOf } from "../../../config/cloudwatch-namespaces";
import grafanaAws from "../../../config/facts/grafana-aws.json" with { type: "json" };
import type { Account } from "../../core/accounts";
import { accountTrust, allow, policyDocument, type Statement } from "../../core/iam";
import { physicalName } from "../../core/names";

export interface ScrapeRoleProps {
  readonly organisation: string;
  readonly account: Account;
  readonly regions: readonly string[];
  /** May be a reference. */
  readonly externalId: string;
  /** What is asked for: some namespaces take more than metrics and tags to find what is in them. */
  readonly namespaces: readonly string[];
}

/** Source of the actions: https://grafana.com/docs/grafana-cloud/monitor-infrastructure/monitor-cloud-provider/aws/, read 2026-11. */
export class ScrapeRole extends Construct {
  readonly arn: string;
  /** Grafana Cloud tries the role when it is told of it. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ScrapeRoleProps) {
    super(scope, id);
    const { organisation, account, externalId } = props;
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
      policy: policyDocument([
        // None of these knows resources.
        allow("ReadMetrics", ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"], ["*"]),
        allow("FindResources", ["tag:GetResources"], ["*"]),
        ...discovery(props),
      ]),
    });
  }
}

/** One statement for each namespace that needs one. Reading all of API Gateway would show its API keys. */
function discovery({ account, regions, namespaces }: ScrapeRoleProps): readonly Statement[] {
  return namespaces.flatMap((namespace) => {
    const needed = discoveryOf(namespace);
    if (needed === undefined) return [];
    const resources = regions.flatMap((region) =>
      needed.resources.map((arn) => arn.replace("{partition}", account.partition).replace("{region}", region)),
    );
    return [allow(`Find${namespace.replaceAll(/[^A-Za-z0-9]/g, "")}`, needed.actions, [...new Set(resources)])];
  });
}
