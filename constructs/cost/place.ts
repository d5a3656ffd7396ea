/** Where the cost domain lives: the payer account, its region, and the names that several constructs share. */
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EstateConfig } from "../../config/estate";
import type { CostConfig } from "../../config/sections/cost";
import type { Account, Accounts } from "../core/accounts";
import { physicalName } from "../core/names";

export interface CostPlace {
  /** Name of the organisation, the first part of every physical name. */
  readonly organisation: string;
  readonly cost: CostConfig;
  readonly account: Account;
  /** Region of bucket, catalogue and Athena. */
  readonly region: string;
  /** Provider in us-east-1, for the billing APIs. */
  readonly billing: AwsProvider;
  /** Glue database of all cost tables. */
  readonly database: string;
  readonly workgroup: string;
}

export function costPlace(config: EstateConfig, cost: CostConfig, accounts: Accounts): CostPlace {
  const account = accounts.get(cost.account);
  return {
    organisation: config.name,
    cost,
    account,
    region: cost.region ?? account.region,
    billing: accounts.billing(cost.account),
    database: physicalName("glueDatabase", config.name.replaceAll("-", "_"), "cost"),
    workgroup: physicalName("athenaWorkgroup", config.name, "cost"),
  };
}

/** ARN of something in the cost account and region. */
export function regionalArn(place: CostPlace, service: string, resource: string): string {
  return `arn:${place.account.partition}:${service}:${place.region}:${place.account.id}:${resource}`;
}
