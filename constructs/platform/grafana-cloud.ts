/** Grafana Cloud: the stack, a provider that manages what is inside, and whom AWS roles must trust. */
import { CloudPluginInstallation } from "@cdktf/provider-grafana/lib/cloud-plugin-installation";
import { CloudStack } from "@cdktf/provider-grafana/lib/cloud-stack";
import { CloudStackServiceAccount } from "@cdktf/provider-grafana/lib/cloud-stack-service-account";
import { CloudStackServiceAccountToken } from "@cdktf/provider-grafana/lib/cloud-stack-service-account-token";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import grafanaAws from "../../config/facts/grafana-aws.json";
import type { EstateConfig } from "../../config/estate";
import type { GrafanaConfig } from "../../config/sections/grafana";
import { contribution, type Contribution, type ManualStep } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import { accountTrust } from "../core/iam";
import type { Platform, ReadEndpoint, TelemetryEndpoints } from "./platform";

/** What the rest of the estate knows of the Grafana stack. */
interface Stack {
  readonly slug: string;
  readonly id: string;
  readonly provider: GrafanaProvider;
  readonly endpoints: TelemetryEndpoints;
}

export class GrafanaCloud extends Construct implements Platform {
  readonly provider: GrafanaProvider;
  readonly trust: GrafanaTrust;
  readonly endpoints: TelemetryEndpoints;
  readonly cachesQueries: boolean;
  readonly contribution: Contribution;

  readonly #stack: Stack;
  readonly #cloud: GrafanaProvider;
  readonly #config: GrafanaConfig;

  constructor(scope: Construct, id: string, config: EstateConfig) {
    super(scope, id);
    this.#config = config.grafana;
    // The token comes from GRAFANA_CLOUD_ACCESS_POLICY_TOKEN, so that it is neither in the JSON nor in the state.
    this.#cloud = new GrafanaProvider(this, "cloud-provider", { alias: "cloud" });
    this.#stack = this.createdStack() ?? this.existingStack();
    this.provider = this.#stack.provider;
    this.endpoints = this.#stack.endpoints;
    this.cachesQueries = config.grafana.queryCaching;
    this.trust = cloudTrust(this.#stack.id, config.grafana.externalId);
    this.contribution = contribution("platform", {
      grafanaScopes: this.scopes(),
      prerequisites: [credential(config.grafana)],
      manualSteps: config.grafana.externalId === undefined ? [externalIdStep(stackSlug(config.grafana))] : [],
    });
  }

  installPlugin(scope: Construct, slug: string): ITerraformDependable {
    return new CloudPluginInstallation(scope, slug, { provider: this.#cloud, stackSlug: this.#stack.slug, slug });
  }

  pluginSteps(): readonly ManualStep[] {
    return [];
  }

  private createdStack(): Stack | undefined {
    const { create } = this.#config.stack ?? {};
    if (create === undefined) return undefined;
    const stack = new CloudStack(this, "stack", {
      provider: this.#cloud,
      name: create.slug,
      slug: create.slug,
      regionSlug: create.region,
      deleteProtection: create.deleteProtection,
      lifecycle: { preventDestroy: true },
    });
    return { slug: stack.slug, id: stack.id, provider: this.stackProvider(stack), endpoints: endpointsOf(stack) };
  }

  /** Not a rotating token: a replaced token is unknown at plan, and the provider would then log in with an empty one. */
  private stackProvider(stack: CloudStack): GrafanaProvider {
    const account = new CloudStackServiceAccount(this, "service-account", {
      provider: this.#cloud,
      stackSlug: stack.slug,
      name: "monitoring-estate",
      role: "Admin",
    });
    const token = new CloudStackServiceAccountToken(this, "service-account-token", {
      provider: this.#cloud,
      stackSlug: stack.slug,
      serviceAccountId: account.id,
      name: "monitoring-estate",
    });
    return new GrafanaProvider(this, "stack-provider", { alias: "stack", url: stack.url, auth: token.key });
  }

  private existingStack(): Stack {
    const { existing } = this.#config.stack ?? {};
    if (existing === undefined)
      throw new Error("grafana.stack has neither create nor existing; the config check lets none through");
    // The token comes from GRAFANA_AUTH.
    const provider = new GrafanaProvider(this, "stack-provider", { alias: "stack", url: existing.url });
    return { slug: existing.slug, id: existing.id, provider, endpoints: {} };
  }

  private scopes(): readonly string[] {
    const always = ["stacks:read"];
    return this.#config.stack?.create === undefined
      ? always
      : [...always, "stacks:write", "stacks:delete", "stack-service-accounts:write"];
  }
}

/**
 * A role is assumed from Grafana's own AWS account, with an external id: the data source's, and the stack's, which
 * Grafana's AWS SDK falls back to where a data source has none.
 */
function cloudTrust(stackId: string, shownExternalId: string | undefined): GrafanaTrust {
  return {
    trustPolicy: (partition, dataSourceUid) =>
      accountTrust(partition, grafanaAws.accountId, [`${stackId}-${dataSourceUid}`, shownExternalId ?? stackId]),
    authentication: (assumeRoleArn) => ({
      authType: "grafana_assume_role",
      assumeRoleArn,
      usePerDatasourceExternalId: true,
    }),
  };
}

/** Where a data source of Grafana reads: below the address of each store, by its own path. */
function endpointsOf(stack: CloudStack): TelemetryEndpoints {
  const at = (url: string, user: string): ReadEndpoint => ({ url, auth: { kind: "basic", user } });
  return {
    prometheus: at(`${stack.prometheusUrl}/api/prom`, Token.asString(stack.prometheusUserId)),
    loki: at(stack.logsUrl, Token.asString(stack.logsUserId)),
    tempo: at(`${stack.tracesUrl}/tempo`, Token.asString(stack.tracesUserId)),
  };
}

function stackSlug({ stack }: GrafanaConfig): string {
  return stack?.create?.slug ?? stack?.existing?.slug ?? "";
}

function credential(grafana: GrafanaConfig) {
  const existing = grafana.stack?.existing !== undefined;
  return {
    id: "grafana-token",
    title: "Tokens for Grafana Cloud in the environment",
    how: existing
      ? "Set GRAFANA_CLOUD_ACCESS_POLICY_TOKEN (installs plugins) and GRAFANA_AUTH (an Admin service account token of the stack)."
      : "Set GRAFANA_CLOUD_ACCESS_POLICY_TOKEN to a token of an access policy of the organisation.",
  };
}

function externalIdStep(slug: string): ManualStep {
  return {
    id: "grafana-external-id",
    when: "after apply",
    title: "Compare the external id of Grafana's AWS data sources",
    why: "Grafana chooses the external id and no API returns it; the estate assumes the stack's number.",
    how: `Open any AWS data source of ${slug}: if it shows another external id, put it into grafana.externalId.`,
  };
}
