/** Every service of the estate on ECS: stores, clusters and log groups of each account, and the services themselves. */
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { Construct } from "constructs";
import { destinationsOf } from "../../../config/destinations";
import { ecsPlaces, type EcsPlace } from "../../../config/ecs/places";
import type { EstateConfig } from "../../../config/estate";
import type { Account, Accounts } from "../../core/accounts";
import { contribution, type Contribution } from "../../core/contribution";
import { physicalName } from "../../core/names";
import { tagDomain } from "../../core/tags";
import type { Route } from "../destinations/route";
import { logsToCloudWatch } from "./app-container";
import { ConfigStore } from "./config-store";
import { ecsPrerequisites, ecsSteps } from "./ecs-steps";
import { LogGroups } from "./log-groups";
import { servicePlace, type ServicePlace } from "./service-place";
import { ServiceTelemetry } from "./service-telemetry";
import type { CollectorChoice } from "./sidecar-files";

export interface EcsTelemetryProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  /** The ways that a service's telemetry takes, for each kind in the order of the config. */
  readonly routes: (place: ServicePlace) => readonly Route[];
  /**
   * What a service's collector keeps, and the gateway that its traces go through.
   * @default - every metric, and straight to the destinations
   */
  readonly choice?: (place: ServicePlace) => CollectorChoice;
  /**
   * Ids of security groups that tasks of an account and region join, such as those that PrivateLink lets in.
   * @default - none
   */
  readonly securityGroupIds?: (account: string, region: string) => readonly string[];
  /**
   * Whether log groups of the services are made elsewhere in an account and region.
   * @default - they are made here, where lines go there
   */
  readonly hasLogGroups?: (account: string, region: string) => boolean;
}

export class EcsTelemetry extends Construct {
  readonly contribution: Contribution;

  readonly #props: EcsTelemetryProps;

  constructor(scope: Construct, id: string, props: EcsTelemetryProps) {
    super(scope, id);
    tagDomain(this, "telemetry");
    this.#props = props;
    const { config, accounts } = props;
    const places = ecsPlaces(config);
    for (const account of new Set(places.map((place) => place.account))) {
      const inAccount = places.filter((place) => place.account === account);
      const scopeOfAccount = new Construct(this, account);
      for (const region of new Set(inAccount.map((place) => place.region))) {
        const among = inAccount.filter((place) => place.region === region);
        this.region(new Construct(scopeOfAccount, region), accounts.get(account), region, among);
      }
    }
    this.contribution = contribution("ecs", {
      prerequisites: ecsPrerequisites(places),
      manualSteps: ecsSteps(config, places),
    });
  }

  private region(scope: Construct, account: Account, region: string, among: readonly EcsPlace[]): void {
    const { config, routes, choice, securityGroupIds } = this.#props;
    const store = new ConfigStore(scope, "store", { config, account, region });
    const places = among.map((place) => servicePlace(config, account, place));
    this.logGroups(scope, store, places);
    const cluster = this.cluster(scope, account, region, places);
    const services = new Construct(scope, "services");
    for (const place of places)
      new ServiceTelemetry(services, place.service, {
        place,
        store,
        routes: routes(place),
        choice: choice?.(place) ?? {},
        cluster: existingCluster(place) ?? cluster(),
        securityGroupIds: securityGroupIds?.(account.key, region) ?? [],
      });
  }

  private logGroups(scope: Construct, store: ConfigStore, places: readonly ServicePlace[]): void {
    const [first] = places;
    if (first === undefined) return;
    const { config, account, region } = first;
    const all = destinationsOf(config).logs.includes("cloudwatch");
    const isMadeElsewhere = this.#props.hasLogGroups?.(account.key, region) === true;
    const writing = isMadeElsewhere ? [] : places.filter((place) => all || logsToCloudWatch(place));
    const common = { account, region, keyArn: store.key.arn, retentionDays: config.telemetry.logs.retentionDays };
    const named = (among: readonly ServicePlace[], name: "logGroup" | "sidecarLogGroup") =>
      Object.fromEntries(among.map(({ service, names }) => [service, names[name]]));
    new LogGroups(scope, "sidecar-logs", { ...common, names: named(places, "sidecarLogGroup") });
    new LogGroups(scope, "service-logs", { ...common, names: named(writing, "logGroup") });
  }

  /** Made when a service first needs it: one for all services of the account and region. */
  private cluster(scope: Construct, account: Account, region: string, places: readonly ServicePlace[]) {
    const needed = places.some((place) => place.settings.mode === "service" && existingCluster(place) === undefined);
    const name = physicalName("ecsCluster", this.#props.config.name, "services");
    const made = needed
      ? new EcsCluster(scope, "cluster", {
          provider: account.provider,
          region,
          name,
          setting: [{ name: "containerInsights", value: "enabled" }],
        })
      : undefined;
    return () => ({ arn: made?.arn ?? "", name: made?.name ?? "" });
  }
}

function existingCluster({ settings, account }: ServicePlace) {
  const arn = settings.existingClusters[account.key];
  return arn === undefined ? undefined : { arn, name: arn.split("/").at(-1) ?? "" };
}
