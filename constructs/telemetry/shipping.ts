/** Who sends where: the routes of an account's shippers, to the platform's stores and to those of the telemetry domain. */
import type { EstateConfig } from "../../config/estate";
import { attributeOf } from "../../dashboards";
import type { Account } from "../core/accounts";
import { type Intake, type Shipper, type Signal, SIGNALS } from "../core/intake";
import { type Route, routesOf } from "./destinations";
import type { AmazonPrometheusStore } from "./stores/amazon-prometheus-store";

/** `Platform.intake`, which this domain is handed and does not know the origin of. */
export type PlatformIntake = (account: string, signal: Signal, shipper?: Shipper) => Intake | undefined;

/** A way to a store of the platform without the public internet. */
export interface PrivateWay {
  /** Takes the place of the host in the store's address; may be a reference. */
  readonly host: string;
  /** Security group that a shipper joins to be let in. */
  readonly securityGroupId: string;
}

/** The private way of an account and region for one kind of telemetry; undefined where there is none. */
export type PrivateWays = (account: string, region: string, signal: Signal) => PrivateWay | undefined;

/** Security groups that shippers of an account and region join, each once. */
export function privateGroups(ways: PrivateWays, account: string, region: string): readonly string[] {
  return [...new Set(SIGNALS.flatMap((signal) => ways(account, region, signal)?.securityGroupId ?? []))];
}

/** What is shipped, and from where. */
export interface Shipped {
  readonly account: Account;
  /** @default - the account's home region */
  readonly region?: string;
  /** Name of the service, or of the fleet. */
  readonly service: string;
  readonly logGroup: string;
}

export interface ShippingProps {
  readonly config: EstateConfig;
  readonly intake: PlatformIntake;
  readonly privateWays: PrivateWays;
  /** Store of metrics beside the platform's. @default - none */
  readonly store?: AmazonPrometheusStore | undefined;
}

/** Attributes of the resource that are known when the plan is made: the label contract, by OpenTelemetry's names. */
export function resourceOf({ account, region = account.region, service }: Shipped): Readonly<Record<string, string>> {
  return {
    [attributeOf("service")]: service,
    [attributeOf("environment")]: account.environment,
    [attributeOf("account")]: account.id,
    [attributeOf("region")]: region,
  };
}

/** The routes of what is shipped, one for each destination of the config. */
export function routesFor({ config, intake, store, privateWays }: ShippingProps, shipped: Shipped): readonly Route[] {
  const { account, region = account.region, logGroup } = shipped;
  return routesOf({
    config,
    account,
    region,
    logGroup,
    resource: resourceOf(shipped),
    intake: (destination, signal) =>
      destination === "amazon-managed-prometheus" && store !== undefined
        ? store.intake(account.key)
        : through(signal, privateWays(account.key, region, signal), intake(account.key, signal)),
  });
}

/** Paths of Grafana Cloud's receivers, which are the same by whatever host they are reached. */
const PATHS: Readonly<Record<Signal, string>> = {
  metrics: "/api/prom/push",
  logs: "/loki/api/v1/push",
  traces: "/otlp",
};

/** The same intake by another host. */
function through(signal: Signal, way: PrivateWay | undefined, intake: Intake | undefined): Intake | undefined {
  if (way === undefined || intake?.kind !== "basic") return intake;
  return { ...intake, url: `https://${way.host}${PATHS[signal]}`, host: way.host };
}
