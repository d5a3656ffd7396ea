/** Amazon Managed Grafana and Prometheus as the estate's platform. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { Accounts } from "../core/accounts";
import { contribution, type Contribution, type ManualStep } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import { roleTrust } from "../core/iam";
import { MetricsWriter } from "../core/metrics-writer";
import { tagDomain } from "../core/tags";
import { emailOf } from "../core/teams";
import { AmazonGrafana } from "./amazon-grafana";
import { amazonPlace, type AmazonPlace } from "./amazon-place";
import { AmazonPrometheus } from "./amazon-prometheus";
import { AmazonRole } from "./amazon-role";
import { amazonSteps, IDENTITY_CENTER, pluginStep } from "./amazon-steps";
import type { Intake, Shipper, Signal } from "../core/intake";
import type { Platform, TelemetryEndpoints } from "./platform";
import { ServiceAccounts } from "./service-accounts";
import { TokenVault } from "./token-vault";

/** AWS lets no token of its Grafana live longer, in days. */
const LONGEST_TOKEN = 30;

export class AmazonManaged extends Construct implements Platform {
  readonly provider: GrafanaProvider;
  readonly trust: GrafanaTrust;
  /** Metrics only: there is no managed Loki or Tempo. */
  readonly endpoints: TelemetryEndpoints;
  readonly cachesQueries = false;
  readonly contribution: Contribution;
  /** Nothing of Grafana Cloud takes part. */
  readonly stackId = undefined;
  /** The workspace reads private data sources from `grafana.amazonManaged.vpc`. */
  readonly privateNetworkId = undefined;

  readonly #place: AmazonPlace;
  readonly #prometheus: AmazonPrometheus;
  #writer: MetricsWriter | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly config: EstateConfig,
    accounts: Accounts,
  ) {
    super(scope, id);
    tagDomain(this, "platform");
    const place = amazonPlace(config, accounts);
    this.#place = place;
    const email = emailOf(config, config.grafana.owner);
    const prometheus = new AmazonPrometheus(this, "prometheus", place, email);
    this.#prometheus = prometheus;
    const role = new AmazonRole(this, "role", config, place, prometheus.arn);
    const grafana = new AmazonGrafana(this, "grafana", place, role.arn);
    this.provider = grafana.provider;
    this.serviceAccounts(accounts);
    this.trust = workspaceTrust(place);
    const auth = { kind: "sigv4", service: "aps", region: place.region } as const;
    this.endpoints = { prometheus: { url: prometheus.url, auth } };
    this.contribution = contribution("platform", {
      plugins: config.grafana.access.plugins,
      prerequisites: [IDENTITY_CENTER],
      manualSteps: amazonSteps(config, { email, tokenAddress: grafana.tokenAddress, days: place.managed.tokenDays }),
    });
  }

  /** Terraform's providers cannot install plugins in a workspace. */
  installPlugin(): undefined {
    return undefined;
  }

  /** Amazon Managed Prometheus has endpoints of its own, which the network's owner makes. */
  privateEndpoint(): undefined {
    return undefined;
  }

  pluginSteps(slugs: readonly string[]): readonly ManualStep[] {
    return slugs.length === 0 ? [] : [pluginStep(slugs, this.#place.workspaceName)];
  }

  /** No token of Grafana Cloud takes part. */
  pluginScopes(): readonly string[] {
    return [];
  }

  /** Metrics alone have a store here. The role for other accounts is made when one of them first asks. */
  intake(account: string, signal: Signal, shipper: Shipper = "collector"): Intake | undefined {
    const { accounts, signals } = this.config.grafana.access;
    const ships = accounts?.includes(account) ?? Object.hasOwn(this.config.accounts, account);
    if (signal !== "metrics" || shipper === "firehose" || !ships || !signals.includes(signal)) return undefined;
    const { url, arn } = this.#prometheus;
    const intake = {
      kind: "sigv4",
      url: `${url}api/v1/remote_write`,
      service: "aps",
      region: this.#place.region,
      resourceArn: arn,
    } as const;
    return account === this.#place.account.key ? intake : { ...intake, roleArn: this.writer().arn };
  }

  private writer(): MetricsWriter {
    this.#writer ??= new MetricsWriter(this, "writer", {
      config: this.config,
      account: this.#place.account,
      workspaceArn: this.#prometheus.arn,
    });
    return this.#writer;
  }

  private serviceAccounts(accounts: Accounts): void {
    const { access } = this.config.grafana;
    const expireAfterDays = Math.min(access.expireAfterDays, LONGEST_TOKEN);
    new ServiceAccounts(this, "service-accounts", {
      provider: this.provider,
      vault: new TokenVault(this, "vault", this.config.name, accounts),
      accounts: access.serviceAccounts,
      lifetime: { expireAfterDays, rotateAfterDays: Math.min(access.rotateAfterDays, Math.ceil(expireAfterDays / 2)) },
    });
  }
}

/** A role of the same organisation needs no external id: no other customer of AWS can act with the workspace's role. */
function workspaceTrust({ account, roleName }: AmazonPlace): GrafanaTrust {
  return {
    trustPolicy: (partition) => roleTrust(partition, account.id, roleName),
    authentication: (assumeRoleArn) => ({ authType: "ec2_iam_role", assumeRoleArn }),
  };
}
