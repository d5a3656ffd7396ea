/** EC2 instances that Systems Manager gives a collector, exporters and a log router, and keeps as the estate says. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import type { FleetConfig } from "../../../config/sections/telemetry-fleet";
import type { Account, Accounts } from "../../core/accounts";
import { contribution, type Contribution } from "../../core/contribution";
import type { TraceGateway } from "../collector/collector-input";
import type { Route } from "../destinations/route";
import type { Shipped } from "../shipping";
import { FleetAccount } from "./fleet-account";
import { fleetPrerequisites, fleetSteps } from "./fleet-steps";
import { hostOf, shippedBy } from "./host";

export interface FleetProps {
  readonly config: EstateConfig;
  /** `telemetry.fleet`. */
  readonly fleet: FleetConfig;
  readonly accounts: Accounts;
  /** The ways that telemetry of a role's instances takes, for each kind in the order of the config. */
  readonly routesFor: (shipped: Shipped) => readonly Route[];
  /**
   * Metrics that collectors keep, by every name that they may come in.
   * @default - every metric
   */
  readonly allowList?: readonly string[];
  /**
   * Where traces of an account go first.
   * @default - straight to their destinations
   */
  readonly gatewayFor?: (account: Account) => TraceGateway | undefined;
  /**
   * Whether log groups of the services are made elsewhere in an account and region.
   * @default - they are made here, where lines go there
   */
  readonly hasLogGroups?: (account: string, region: string) => boolean;
}

export class Fleet extends Construct {
  readonly contribution: Contribution;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { config, fleet, accounts, routesFor, allowList, gatewayFor } = props;
    const hasLogGroups = props.hasLogGroups ?? (() => false);
    for (const key of fleet.accounts) {
      const account = accounts.get(key);
      const gateway = gatewayFor?.(account);
      const hosts = Object.entries(fleet.roles).map(([role, settings]) => {
        const routes = routesFor(shippedBy(account, role, settings));
        return hostOf(fleet, { config, account, role, settings, routes, allowList, gateway });
      });
      new FleetAccount(this, key, { config, fleet, account, hosts, hasLogGroups: hasLogGroups(key, account.region) });
    }
    this.contribution = contribution("fleet", {
      prerequisites: fleetPrerequisites(fleet),
      manualSteps: fleetSteps(config, fleet),
    });
  }
}
