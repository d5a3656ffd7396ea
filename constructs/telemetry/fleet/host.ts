/** One role in one account: who its instances are, what they have, and where their telemetry goes. */
import type { EstateConfig } from "../../../config/estate";
import type { Architecture } from "../../../config/fleet-programs";
import type { FleetConfig, FleetRoleConfig } from "../../../config/sections/telemetry-fleet";
import { OTHER_LOG_GROUP, serviceLogGroup } from "../../../dashboards/core/log-groups";
import type { Account } from "../../core/accounts";
import type { TraceGateway } from "../collector/collector-input";
import type { Route } from "../destinations/route";
import { resourceOf, type Shipped } from "../shipping";

export interface Host {
  readonly config: EstateConfig;
  readonly account: Account;
  /** Key of the role. */
  readonly role: string;
  readonly settings: FleetRoleConfig;
  readonly architectures: readonly Architecture[];
  /** Digests of the estate, by file. */
  readonly digests: Readonly<Record<string, string>>;
  /** Name of the service, or of the role where its instances belong to none. */
  readonly service: string;
  /** The label contract, as far as the plan knows it. */
  readonly resource: Readonly<Record<string, string>>;
  readonly routes: readonly Route[];
  /** Metrics that are kept. @default - every metric */
  readonly allowList?: readonly string[] | undefined;
  /** Where traces go first. @default - straight to their destinations */
  readonly gateway?: TraceGateway | undefined;
}

/** Values of the routes that a role's instances take: who they are, and the log group of their lines. */
export function shippedBy(account: Account, role: string, { service }: FleetRoleConfig): Shipped {
  return {
    account,
    service: service ?? role,
    logGroup: service === undefined ? OTHER_LOG_GROUP : serviceLogGroup(service),
  };
}

export type HostInput = Pick<Host, "config" | "account" | "role" | "settings" | "routes" | "allowList" | "gateway">;

export function hostOf(fleet: FleetConfig, input: HostInput): Host {
  const shipped = shippedBy(input.account, input.role, input.settings);
  return {
    ...input,
    architectures: fleet.architectures,
    digests: fleet.artefacts?.sha256 ?? {},
    service: shipped.service,
    resource: {
      ...resourceOf(shipped),
      "service.namespace": input.config.name,
      "cloud.provider": "aws",
      "cloud.platform": "aws_ec2",
    },
  };
}
