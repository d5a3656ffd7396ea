/** The token with which the provider manages what Grafana Cloud asks AWS for. It does not rotate: see docs/adr/0008. */
import { CloudAccessPolicy } from "@cdktf/provider-grafana/lib/cloud-access-policy";
import { CloudAccessPolicyToken } from "@cdktf/provider-grafana/lib/cloud-access-policy-token";
import type { CloudStack } from "@cdktf/provider-grafana/lib/cloud-stack";
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";

/** Source: https://registry.terraform.io/providers/grafana/grafana/latest/docs, "Managing Cloud Provider", read 2026-11. */
const SCOPES = ["integration-management:read", "integration-management:write", "stacks:read"];

export interface CloudProviderTokenProps {
  readonly cloud: GrafanaProvider;
  readonly stack: CloudStack;
  readonly region: string;
}

export class CloudProviderToken extends Construct {
  /** A reference. */
  readonly token: string;

  constructor(scope: Construct, id: string, { cloud, stack, region }: CloudProviderTokenProps) {
    super(scope, id);
    const policy = new CloudAccessPolicy(this, "policy", {
      provider: cloud,
      region,
      name: "estate-cloud-provider",
      displayName: "Terraform of the estate: what Grafana Cloud asks AWS for",
      scopes: SCOPES,
      realm: [{ type: "stack", identifier: stack.id }],
    });
    this.token = new CloudAccessPolicyToken(this, "token", {
      provider: cloud,
      region,
      accessPolicyId: policy.policyId,
      name: "estate-cloud-provider",
      displayName: "Terraform of the estate",
      lifecycle: { createBeforeDestroy: true },
    }).token;
  }
}
