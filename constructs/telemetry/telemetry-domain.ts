/** Metrics, logs and traces: collected where they arise, kept as far as somebody asks for them, sent where the config says. */
import { Construct } from "constructs";
import { destinationsOf } from "../../config/destinations";
import type { EstateConfig } from "../../config/estate";
import { allowList, type AllowList, estateDashboards, serviceLogGroups } from "../../dashboards";
import type { Accounts } from "../core/accounts";
import { contribution, type Contribution } from "../core/contribution";
import { cloudWatchAccounts, estateScope } from "../core/estate-scope";
import type { GrafanaTrust } from "../core/grafana-trust";
import { tagDomain } from "../core/tags";
import { ManagedServices } from "./managed/managed-services";
import { ServiceLogGroups } from "./service-log-groups";
import type { PlatformIntake, ShippingProps } from "./shipping";
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
}

export class TelemetryDomain extends Construct {
  readonly contribution: Contribution;

  readonly #props: TelemetryDomainProps;
  /** What dashboards and rules ask for: nothing else is kept. */
  readonly #asked: AllowList;

  constructor(scope: Construct, id: string, props: TelemetryDomainProps) {
    super(scope, id);
    tagDomain(this, "telemetry");
    this.#props = props;
    const { config } = props;
    this.#asked = allowList(estateDashboards(estateScope(config)));
    const store = this.store();
    this.archives();
    this.serviceLogs();
    const managed = this.managed();
    this.contribution = contribution("telemetry", {
      dataSources: store === undefined ? [] : [store.dataSource],
      plugins: store === undefined ? [] : [store.dataSource.type],
      scrapeJobs: managed.scrapeJobs,
      manualSteps: telemetrySteps(config),
    });
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
    if (destinationsOf(config).logs[0] !== "cloudwatch") return;
    const scope = new Construct(this, "service-logs");
    const services = Object.keys(config.services);
    const { retentionDays } = config.telemetry.logs;
    for (const key of cloudWatchAccounts(Object.keys(config.accounts), config.grafana.dataSources.cloudwatch)) {
      const account = accounts.get(key);
      new ServiceLogGroups(scope, key, { organisation: config.name, account, services, retentionDays });
    }
  }

  private managed(): ManagedServices {
    const { config, accounts, intake, scrapeExternalId } = this.#props;
    return new ManagedServices(this, "managed", {
      config,
      accounts,
      intake,
      externalId: scrapeExternalId,
      uses: this.#asked.cloudWatch,
      ownLogGroups: serviceLogGroups(Object.keys(config.services)),
    });
  }
}

/** Accounts that send telemetry. */
function shippingAccounts({ grafana, accounts }: EstateConfig): readonly string[] {
  return grafana.access.accounts ?? Object.keys(accounts);
}

export type { ShippingProps };
