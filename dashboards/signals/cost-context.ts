/** What every cost signal is computed from: the table, the clock, and the filters in force. */
import type { CostDashboardInput } from "../cost-input";
import { CONSOLE_CLOCK, GRAFANA_CLOCK, type Clock, type Cte, nameOf, type Span } from "../core/sql";
import { lines, type LineColumn, type LineFilter } from "./cost-lines";

export interface CostContext {
  readonly input: CostDashboardInput;
  readonly clock: Clock;
  /** Filters with a variable on the dashboard. */
  readonly filters: readonly LineFilter[];
}

/** Queries for a dashboard: its time picker and its variables. */
export function dashboardContext(input: CostDashboardInput): CostContext {
  const lists: Record<LineFilter, number> = {
    account: input.accounts.length,
    region: input.regions.length,
    team: input.teams.length,
  };
  const filters = (["account", "region", "team"] as const).filter((name) => lists[name] > 0);
  return { input, clock: GRAFANA_CLOCK, filters };
}

/** Queries for a dashboard of another subject: its time picker, and none of its variables. */
export function wholeContext(input: CostDashboardInput): CostContext {
  return { input, clock: GRAFANA_CLOCK, filters: [] };
}

/** Queries for a console: counted from today, without filters. */
export function consoleContext(input: CostDashboardInput): CostContext {
  return { input, clock: CONSOLE_CLOCK, filters: [] };
}

/** The `line` subquery of a context, filtered as the dashboard is. */
export function filteredLines({ input, filters }: CostContext, span: Span, columns: readonly LineColumn[]): Cte {
  return lines(input, span, columns, filters);
}

/** Readable name of an account id, the id itself where the estate does not know it. */
export function accountName({ input }: CostContext, column: string): string {
  return nameOf(column, input.accounts);
}
