/** One service in one account: what all of its constructs need to know. */
import type { EstateConfig } from "../../../config/estate";
import type { EcsPlace } from "../../../config/ecs/places";
import type { ServiceEcsConfig } from "../../../config/sections/service-ecs";
import type { Account } from "../../core/accounts";
import { resourceAttributes } from "./resource-attributes";
import { serviceNames, type ServiceNames } from "./ecs-names";

export interface ServicePlace {
  readonly config: EstateConfig;
  /** Key of the service. */
  readonly service: string;
  readonly account: Account;
  readonly region: string;
  readonly settings: ServiceEcsConfig;
  readonly names: ServiceNames;
  /** The label contract. */
  readonly resource: Readonly<Record<string, string>>;
}

export function servicePlace(config: EstateConfig, account: Account, place: EcsPlace): ServicePlace {
  const { service, region, settings } = place;
  const names = serviceNames(config.name, service, account.key);
  const resource = resourceAttributes({
    service,
    organisation: config.name,
    environment: account.environment,
    accountId: account.id,
    region,
    launchType: settings.launchType,
    family: names.family,
  });
  return { config, service, account, region, settings, names, resource };
}
