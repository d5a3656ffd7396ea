/** Grafana Cloud as the estate's platform: the stack, who may read and write, and whom AWS roles must trust. */
import { CloudPluginInstallation } from "@cdktf/provider-grafana/lib/cloud-plugin-installation";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { PrivateSignal } from "../../config/sections/grafana-private";
import type { Accounts } from "../core/accounts";
import type { Contribution, ManualStep } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import { tagDomain } from "../core/tags";
import { CloudAccess } from "./cloud-access";
import { readEndpoints } from "./cloud-endpoints";
import { grafanaStack, type GrafanaStack } from "./cloud-stack";
import { cloudContribution, PLUGIN_SCOPES } from "./cloud-steps";
import { cloudTrust } from "./cloud-trust";
import type { Intake, Shipper, Signal } from "../core/intake";
import type { Platform, TelemetryEndpoints } from "./platform";
import type { PrivateEndpoint } from "./private-link";
import { PrivateWays } from "./private-ways";
import { ServiceAccounts } from "./service-accounts";
import { TokenVault } from "./token-vault";

export class GrafanaCloud extends Construct implements Platform {
  readonly provider: GrafanaProvider;
  readonly trust: GrafanaTrust;
  readonly endpoints: TelemetryEndpoints;
  readonly cachesQueries: boolean;
  readonly contribution: Contribution;

  readonly #stack: GrafanaStack;
  readonly #cloud: GrafanaProvider;
  readonly #access: CloudAccess;
  readonly #privateWays: PrivateWays;

  constructor(scope: Construct, id: string, config: EstateConfig, accounts: Accounts) {
    super(scope, id);
    tagDomain(this, "platform");
    const { grafana } = config;
    // The token comes from GRAFANA_CLOUD_ACCESS_POLICY_TOKEN, so that it is neither in the JSON nor in the state.
    const cloud = new GrafanaProvider(this, "cloud-provider", { alias: "cloud" });
    const asksAws = Object.values(config.telemetry.cloudwatch.namespaces).includes("scrape");
    const stack = grafanaStack(this, cloud, grafana, asksAws);
    const vault = new TokenVault(this, "vault", config.name, accounts);
    this.#cloud = cloud;
    this.#stack = stack;
    this.#access = new CloudAccess(this, "access", { config, cloud, stack, vault });
    this.provider = stack.provider;
    new ServiceAccounts(this, "service-accounts", {
      provider: stack.provider,
      vault,
      accounts: grafana.access.serviceAccounts,
      lifetime: grafana.access,
    });
    this.endpoints = readEndpoints(stack.attributes, this.#access.readToken);
    this.cachesQueries = grafana.queryCaching;
    this.trust = cloudTrust(stack.id, grafana.externalId);
    this.#privateWays = new PrivateWays(this, "private", { config, accounts, cloud, stack });
    this.contribution = cloudContribution(grafana, this.#privateWays.prerequisites);
  }

  get stackId(): string {
    return this.#stack.id;
  }

  get privateNetworkId(): string | undefined {
    return this.#privateWays.networkId;
  }

  installPlugin(scope: Construct, slug: string): ITerraformDependable {
    return new CloudPluginInstallation(scope, slug, { provider: this.#cloud, stackSlug: this.#stack.slug, slug });
  }

  pluginSteps(): readonly ManualStep[] {
    return [];
  }

  pluginScopes(slugs: readonly string[]): readonly string[] {
    return slugs.length === 0 ? [] : PLUGIN_SCOPES;
  }

  intake(account: string, signal: Signal, shipper: Shipper = "collector"): Intake | undefined {
    return this.#access.intake(account, signal, shipper);
  }

  privateEndpoint(account: string, signal: PrivateSignal): PrivateEndpoint | undefined {
    return this.#privateWays.endpoint(account, signal);
  }
}
