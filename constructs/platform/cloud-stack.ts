/** The stack of Grafana Cloud, made or found, as the rest of the platform knows it. */
import { CloudStack } from "@cdktf/provider-grafana/lib/cloud-stack";
import { CloudStackServiceAccount } from "@cdktf/provider-grafana/lib/cloud-stack-service-account";
import { CloudStackServiceAccountToken } from "@cdktf/provider-grafana/lib/cloud-stack-service-account-token";
import { DataGrafanaCloudStack } from "@cdktf/provider-grafana/lib/data-grafana-cloud-stack";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import type { Construct } from "constructs";
import type { GrafanaConfig } from "../../config/sections/grafana";
import { CloudProviderToken } from "./cloud-provider-token";

/** What Grafana Cloud tells of a stack; the same of one that is made and of one that is read. All are references. */
export type StackAttributes = CloudStack | DataGrafanaCloudStack;

export interface GrafanaStack {
  /** May be a reference. */
  readonly slug: string;
  /** Number of the stack; a reference where the stack is made. */
  readonly id: string;
  /** Region of Grafana Cloud; a reference where the stack is read. */
  readonly region: string;
  /** Logged in to the stack. */
  readonly provider: GrafanaProvider;
  readonly attributes: StackAttributes;
}

/**
 * Makes the stack, or reads the one that stands.
 * @param asksAws whether Grafana Cloud asks AWS for something by itself, which needs a token of its own
 */
export function grafanaStack(
  scope: Construct,
  cloud: GrafanaProvider,
  config: GrafanaConfig,
  asksAws: boolean,
): GrafanaStack {
  const { create, existing } = config.stack ?? {};
  if (create !== undefined) return createdStack(scope, cloud, create, config.access.providerTokens, asksAws);
  if (existing !== undefined) return existingStack(scope, cloud, existing, asksAws);
  throw new Error("grafana.stack has neither create nor existing; the config check lets none through");
}

type Created = NonNullable<NonNullable<GrafanaConfig["stack"]>["create"]>;
type Existing = NonNullable<NonNullable<GrafanaConfig["stack"]>["existing"]>;

function createdStack(
  scope: Construct,
  cloud: GrafanaProvider,
  create: Created,
  tokens: readonly number[],
  asksAws: boolean,
): GrafanaStack {
  const stack = new CloudStack(scope, "stack", {
    provider: cloud,
    name: create.slug,
    slug: create.slug,
    regionSlug: create.region,
    deleteProtection: create.deleteProtection,
    lifecycle: { preventDestroy: true },
  });
  const provider = new GrafanaProvider(scope, "stack-provider", {
    alias: "stack",
    url: stack.url,
    auth: providerToken(scope, cloud, stack, tokens).key,
    ...(asksAws
      ? {
          cloudProviderUrl: stack.cloudProviderUrl,
          cloudProviderAccessToken: new CloudProviderToken(scope, "cloud-provider-token", {
            cloud,
            stack,
            region: create.region,
          }).token,
        }
      : {}),
  });
  return { slug: stack.slug, id: stack.id, region: create.region, provider, attributes: stack };
}

/**
 * Tokens that do not rotate by themselves: a replaced token is unknown at plan, and the provider would then log in with
 * an empty one. There may be two, so that the next one stands in the state before it is used; the first logs in.
 */
function providerToken(
  scope: Construct,
  cloud: GrafanaProvider,
  stack: CloudStack,
  numbers: readonly number[],
): CloudStackServiceAccountToken {
  const account = new CloudStackServiceAccount(scope, "service-account", {
    provider: cloud,
    stackSlug: stack.slug,
    name: "monitoring-estate",
    role: "Admin",
  });
  const [first] = numbers.map((number) => {
    const suffix = number === 1 ? "" : `-${String(number)}`;
    return new CloudStackServiceAccountToken(scope, `service-account-token${suffix}`, {
      provider: cloud,
      stackSlug: stack.slug,
      serviceAccountId: account.id,
      name: `monitoring-estate${suffix}`,
    });
  });
  if (first === undefined) throw new Error("grafana.access.providerTokens is empty; the config lets no such pass");
  return first;
}

/** Tokens come from GRAFANA_AUTH and GRAFANA_CLOUD_PROVIDER_ACCESS_TOKEN. The stack is read through the other provider, whose settings are known at plan. */
function existingStack(scope: Construct, cloud: GrafanaProvider, existing: Existing, asksAws: boolean): GrafanaStack {
  const attributes = new DataGrafanaCloudStack(scope, "existing-stack", { provider: cloud, slug: existing.slug });
  const provider = new GrafanaProvider(scope, "stack-provider", {
    alias: "stack",
    url: existing.url,
    ...(asksAws ? { cloudProviderUrl: attributes.cloudProviderUrl } : {}),
  });
  return { slug: existing.slug, id: existing.id, region: attributes.regionSlug, provider, attributes };
}
