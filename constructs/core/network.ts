/** The network of an account in a region, as the estate describes it. */
import type { EstateConfig } from "../../config/estate";

/** A VPC that stands already. */
export interface Network {
  readonly vpcId: string;
  /** One or more, each in a zone of its own. */
  readonly privateSubnetIds: readonly string[];
}

/** The existing network of an account, which the config check has found. */
export function existingNetwork(config: EstateConfig, account: string, region: string): Network {
  const existing = config.accounts[account]?.network[region]?.existing;
  if (existing === undefined)
    throw new Error(`accounts.${account}.network.${region}.existing is missing; the config check lets no such pass`);
  return existing;
}
