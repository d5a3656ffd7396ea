/** Metrics, logs and traces: collected where they arise, kept as far as somebody asks for them, sent where the config says. */
import { Construct } from "constructs";
import { destinationsOf } from "../../config/destinations";
import type { EstateConfig } from "../../config/estate";
import { allowList, type AllowList, estateDashboards, serviceLogGroups } from "../../dashboards";
import { catalogue } from "../../dashboards/catalogue";
import type { Accounts } from "../core/accounts";
import { contribution, type Contribution } from "../core/contribution";
import { cloudWatchAccounts, estateScope } from "../core/estate-scope";
import type { GrafanaTrust } from "../core/grafana-trust";
import { tagDomain } from "../core/tags";
import { keptMetrics } from "./allow-list/kept-metrics";
import type { Route } from "./destinations";
import { sidecarLogGroup } from "./ecs/ecs-names";
import { EcsTelemetry } from "./ecs/ecs-telemetry";
import { Fleet } from "./fleet/fleet";
import { ManagedServices } from "./managed/managed-services";
import { ServiceLogGroups } from "./service-log-groups";
import { type PlatformIntake, privateGroups, type PrivateWays, routesFor, type Shipped } from "./shipping";
import { AmazonPrometheusStore } from "./stores/amazon-prometheus-store";
import { LogArchive } from "./stores/log-archive";
import { telemetrySteps } from "./telemetry-steps";

export interface TelemetryDomainProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  /** Whom the roles of data sources trust. */
  readonly trust: GrafanaTrust;
  readonly intake: PlatformIntake;
  /** What Grafana Cloud presents as external id when it asks CloudWatch. @default - another platform, which asks nothing */
  readonly scrapeExternalId: string | undefined;
  readonly privateWays: PrivateWays;
}

export class TelemetryDomain extends Construct {
  /** Of the domain and of its parts, in the order in which they are made. */
  readonly contributions: readonly Contribution[];

  readonly #props: TelemetryDomainProps;
  /** What dashboards and rules ask for: nothing else is kept. */
  readonly #asked: AllowList;
  /** The same as collectors take it: names, and beginnings of names. */
  readonly #kept: readonly string[];
  readonly #store: AmazonPrometheusStore | undefined;

  constructor(scope: Construct, id: string, props: TelemetryDomainProps) {
    super(scope, id);
    tagDomain(this, "telemetry");
    this.#props = props;
    const { config } = props;
    this.#asked = allowList(estateDashboards(estateScope(config)));
    this.#kept = this.kept();
    this.#store = this.store();
    this.archives();
    this.serviceLogs();
    const { scrapeJobs } = this.managed();
    const own = contribution("telemetry", {
      dataSources: this.#store === undefined ? [] : [this.#store.dataSource],
      plugins: this.#store === undefined ? [] : [this.#store.dataSource.type],
      scrapeJobs,
      manualSteps: telemetrySteps(config),
    });
    this.contributions = [own, this.ecs(), ...this.fleet()];
  }

  /** The ways that telemetry takes from where it arises. */
  private routes(shipped: Shipped): readonly Route[] {
    const { config, intake, privateWays } = this.#props;
    return routesFor({ config, intake, privateWays, store: this.#store }, shipped);
  }

  /** Metrics that collectors keep, by every name that they may come in. */
  private kept(): readonly string[] {
    const { names, prefixes } = keptMetrics(this.#asked, this.#props.config.telemetry.allowList.keep, catalogue);
    return [...names, ...prefixes.map((prefix) => `${prefix}*`)];
  }

  private ecs(): Contribution {
    const { config, accounts, privateWays } = this.#props;
    return new EcsTelemetry(this, "ecs", {
      config,
      accounts,
      routes: ({ account, region, service, names }) =>
        this.routes({ account, region, service, logGroup: names.logGroup }),
      choice: () => ({ allowList: this.#kept }),
      securityGroupIds: (account, region) => privateGroups(privateWays, account, region),
      hasLogGroups: (account, region) => this.hasServiceLogs(account, region),
    }).contribution;
  }

  private fleet(): readonly Contribution[] {
    const { config, accounts } = this.#props;
    const { fleet } = config.telemetry;
    if (fleet === undefined) return [];
    const routesOf = (shipped: Shipped) => this.routes(shipped);
    const hasLogGroups = (account: string, region: string) => this.hasServiceLogs(account, region);
    const props = { config, fleet, accounts, routesFor: routesOf, allowList: this.#kept, hasLogGroups };
    return [new Fleet(this, "fleet", props).contribution];
  }

  /** A store of metrics beside Grafana Cloud's, during a move or for good. */
  private store(): AmazonPrometheusStore | undefined {
    const { config, accounts, trust } = this.#props;
    const place = config.destinations.amazonPrometheus;
    if (place === undefined) return undefined;
    const account = accounts.get(place.account);
    const isRead = destinationsOf(config).metrics[0] === "amazon-managed-prometheus";
    const region = place.region ?? account.region;
    return new AmazonPrometheusStore(this, "prometheus", { config, accounts, trust, account, region, isRead });
  }

  private archives(): void {
    const { config, accounts } = this.#props;
    if (!destinationsOf(config).logs.includes("s3")) return;
    const scope = new Construct(this, "log-archive");
    for (const key of shippingAccounts(config)) new LogArchive(scope, key, config, accounts.get(key));
  }

  /** Where lines are read in CloudWatch Logs, in every account that people can look into. */
  private serviceLogs(): void {
    const { config, accounts } = this.#props;
    const scope = new Construct(this, "service-logs");
    const services = Object.keys(config.services);
    const { retentionDays } = config.telemetry.logs;
    for (const key of Object.keys(config.accounts)) {
      const account = accounts.get(key);
      if (!this.hasServiceLogs(key, account.region)) continue;
      new ServiceLogGroups(scope, key, { organisation: config.name, account, services, retentionDays });
    }
  }

  /** Whether people can look into CloudWatch Logs there, and dashboards ask it for lines. */
  private hasServiceLogs(account: string, region: string): boolean {
    const { accounts, grafana } = this.#props.config;
    const read = cloudWatchAccounts(Object.keys(accounts), grafana.dataSources.cloudwatch);
    const asksLogs = destinationsOf(this.#props.config).logs[0] === "cloudwatch";
    return asksLogs && read.includes(account) && accounts[account]?.region === region;
  }

  private managed(): ManagedServices {
    const { config, accounts, intake, scrapeExternalId } = this.#props;
    return new ManagedServices(this, "managed", {
      config,
      accounts,
      intake,
      externalId: scrapeExternalId,
      uses: this.#asked.cloudWatch,
      ownLogGroups: ownLogGroups(Object.keys(config.services)),
    });
  }
}

/** Accounts that send telemetry. */
function shippingAccounts({ grafana, accounts }: EstateConfig): readonly string[] {
  return grafana.access.accounts ?? Object.keys(accounts);
}

/** Log groups of services and their sidecars: lines of the first are shipped already, of the second by nobody's wish. */
function ownLogGroups(services: readonly string[]): readonly string[] {
  return [...serviceLogGroups(services), ...services.map(sidecarLogGroup)];
}
