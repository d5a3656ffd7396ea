/** What the cost dashboards and saved queries are made from: plain values that the estate's config resolves to. */
import type { CostSource } from "../config/facts/cost-columns";

/** A budget as the dashboards compare the forecast with it. */
export interface BudgetLine {
  readonly name: string;
  /** Limit a month, in US dollars. */
  readonly monthlyUsd: number;
  /** Count this 12-digit account only. @default - every account */
  readonly accountId?: string;
  /** Count what carries this value of the service tag only, as amortised cost. @default - everything, as billed */
  readonly service?: string;
}

/** Where the number of units of a service per day is found. */
export interface UnitLine {
  /** Value of the service tag. */
  readonly service: string;
  /** What is counted, in the singular: `order`. */
  readonly unit: string;
  /** Glue database. */
  readonly database: string;
  /** Table or view with one row per day. */
  readonly table: string;
  /** Column of type date. */
  readonly dateColumn: string;
  /** Column with the number of units of that day. */
  readonly countColumn: string;
}

export interface CostDashboardInput {
  /** Which export the table holds. */
  readonly source: CostSource;
  /** Glue database of the table. */
  readonly database: string;
  /** Glue table of the export. */
  readonly table: string;
  /** UID of the Athena data source. */
  readonly datasourceUid: string;
  /** Cost allocation tag that names the team, as people write it. */
  readonly teamTagKey: string;
  /** Cost allocation tag that names the service, as people write it. */
  readonly serviceTagKey: string;
  readonly accounts: readonly { readonly name: string; readonly id: string }[];
  /** Values of the team tag to choose from. */
  readonly teams: readonly string[];
  /** Regions to choose from. */
  readonly regions: readonly string[];
  readonly budgets: readonly BudgetLine[];
  readonly units: readonly UnitLine[];
}

/** A query saved in the Athena workgroup, for people who ask in the console. */
export interface NamedQuery {
  readonly name: string;
  readonly description: string;
  /** Trino SQL without Grafana macros: counted from today. */
  readonly sql: string;
}
