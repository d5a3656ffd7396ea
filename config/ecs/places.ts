/** Where services run on Amazon ECS: each in one or more accounts, with the settings that hold there. */
import type { EstateDraft } from "../draft";
import { entriesOf } from "../draft";
import type { EstateConfig } from "../estate";
import type { ServiceEcsConfig } from "../sections/service-ecs";

export interface EcsPlace {
  /** Key of the service. */
  readonly service: string;
  /** Key of the account. */
  readonly account: string;
  readonly region: string;
  readonly settings: ServiceEcsConfig;
}

/** Every service on ECS in every account that it runs in, by service and then by account. */
export function ecsPlaces({ services, accounts }: Pick<EstateConfig, "services" | "accounts">): readonly EcsPlace[] {
  return Object.entries(services)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([service, { ecs, accounts: all }]) =>
      ecs === undefined
        ? []
        : [...(ecs.accounts ?? all)].toSorted().flatMap((account): EcsPlace[] => {
            const region = ecs.region ?? accounts[account]?.region;
            return region === undefined ? [] : [{ service, account, region, settings: ecs }];
          }),
    );
}

/** A service on ECS as far as it could be read. */
export type EcsDraft = NonNullable<NonNullable<NonNullable<EstateDraft["services"]>[string]>["ecs"]>;

export interface EcsService {
  readonly service: string;
  readonly path: readonly (string | number)[];
  readonly ecs: EcsDraft;
  /** Keys of the accounts in which it runs, as far as they could be read. */
  readonly accounts: readonly string[];
}

/** The services of a draft that are on ECS. */
export function ecsServices({ services }: EstateDraft): readonly EcsService[] {
  return entriesOf(services).flatMap(([service, { ecs, accounts }]) =>
    ecs === undefined
      ? []
      : [
          {
            service,
            path: ["services", service, "ecs"],
            ecs,
            accounts: [...new Set((ecs.accounts ?? accounts ?? []).filter((key) => key !== undefined))],
          },
        ],
  );
}
