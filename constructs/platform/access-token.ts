/** One access policy of a stack, and its token that is replaced before it ends. */
import { CloudAccessPolicy } from "@cdktf/provider-grafana/lib/cloud-access-policy";
import { CloudAccessPolicyRotatingToken } from "@cdktf/provider-grafana/lib/cloud-access-policy-rotating-token";
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { AccessConfig } from "../../config/sections/grafana-access";
import type { GrafanaStack } from "./cloud-stack";

/** How long a token lives, in days. */
export type Lifetime = Pick<AccessConfig, "rotateAfterDays" | "expireAfterDays">;

export interface AccessTokenProps {
  readonly cloud: GrafanaProvider;
  readonly stack: GrafanaStack;
  /** Name of the policy, at most 180 characters. */
  readonly name: string;
  readonly displayName: string;
  readonly scopes: readonly string[];
  readonly lifetime: Lifetime;
}

/**
 * The old token is left to end by itself: whoever has not read the new one yet goes on working. What uses the token may be
 * a resource, never a provider: while it is replaced, it is unknown.
 */
export class AccessToken extends Construct {
  /** A reference. */
  readonly token: string;

  constructor(scope: Construct, id: string, props: AccessTokenProps) {
    super(scope, id);
    const { cloud, stack, name, displayName, lifetime } = props;
    const policy = new CloudAccessPolicy(this, "policy", {
      provider: cloud,
      region: stack.region,
      name,
      displayName,
      scopes: [...props.scopes],
      realm: [{ type: "stack", identifier: stack.id }],
    });
    this.token = new CloudAccessPolicyRotatingToken(this, "token", {
      provider: cloud,
      region: stack.region,
      accessPolicyId: policy.policyId,
      namePrefix: name,
      displayName,
      expireAfter: hours(lifetime.expireAfterDays),
      earlyRotationWindow: hours(lifetime.expireAfterDays - lifetime.rotateAfterDays),
      deleteOnDestroy: false,
      lifecycle: { createBeforeDestroy: true },
    }).token;
  }
}

/** Go's durations know no days. */
function hours(days: number): string {
  return `${String(days * 24)}h`;
}
