/** Inputs and macros shared by the tests of dashboards and by the engine test that runs their SQL. */
import type { CostSource } from "../../config/facts/cost-columns";
import type { CostDashboardInput } from "../../dashboards/cost-input";

export const SOURCES: readonly CostSource[] = ["cur2", "focus", "legacy"];

/** A complete input; a test overrides what it is about. */
export function costInput(overrides: Partial<CostDashboardInput> = {}): CostDashboardInput {
  return {
    source: "cur2",
    database: "billing",
    table: "cost_lines",
    datasourceUid: "athena-cost",
    teamTagKey: "Team",
    serviceTagKey: "Service",
    accounts: [
      { name: "production", id: "777788889999" },
      { name: "staging", id: "123456789012" },
    ],
    teams: ["payments", "platform"],
    regions: ["eu-central-1", "us-east-1"],
    budgets: [
      { name: "organisation", monthlyUsd: 900 },
      { name: "staging", monthlyUsd: 100, accountId: "123456789012" },
      { name: "checkout", monthlyUsd: 300, service: "checkout" },
    ],
    units: [
      {
        service: "checkout",
        unit: "order",
        database: "billing",
        table: "orders_per_day",
        dateColumn: "day",
        countColumn: "orders",
      },
    ],
    ...overrides,
  };
}

/** What the dashboard's time picker and variables hold. */
export interface Chosen {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Values chosen per variable; All where absent. */
  readonly variables?: Readonly<Record<string, readonly string[]>>;
}

/** SQL as Grafana sends it to Athena: macros and variables put in. */
export function interpolate(sql: string, { from, to, variables = {} }: Chosen): string {
  return sql
    .replaceAll("$__timeFrom()", `TIMESTAMP '${from} 00:00:00'`)
    .replaceAll("$__timeTo()", `TIMESTAMP '${to} 15:30:00'`)
    .replaceAll(/\$\{(\w+):singlequote\}/g, (_, name: string) =>
      (variables[name] ?? ["*"]).map((value) => `'${value}'`).join(","),
    );
}
