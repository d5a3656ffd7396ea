/** Who sends where: the routes of an account's shippers, to the platform's stores and to those of the telemetry domain. */
import type { EstateConfig } from "../../config/estate";
import { attributeOf } from "../../dashboards";
import type { Account } from "../core/accounts";
import type { Intake, Shipper, Signal } from "../core/intake";
import { type Route, routesOf } from "./destinations";
import type { AmazonPrometheusStore } from "./stores/amazon-prometheus-store";

/** `Platform.intake`, which this domain is handed and does not know the origin of. */
export type PlatformIntake = (account: string, signal: Signal, shipper?: Shipper) => Intake | undefined;

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
export function routesFor({ config, intake, store }: ShippingProps, shipped: Shipped): readonly Route[] {
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
        : intake(account.key, signal),
  });
}
