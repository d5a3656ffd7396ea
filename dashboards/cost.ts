/** The cost dashboards, as a table of contents, and the saved queries made from the same signals. */
import { dashboard } from "./core/dashboard";
import type { DataSourceSet } from "./core/data-sources";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { stat, table, timeSeries } from "./core/panels";
import type { SqlSignal } from "./core/signal";
import { listVariable, type ListVariable } from "./core/variables";
import type { CostDashboardInput, NamedQuery } from "./cost-input";
import * as spend from "./signals/cost";
import { commitmentCoverage, commitments, commitmentUtilisation } from "./signals/cost-commitments";
import { consoleContext, type CostContext, dashboardContext } from "./signals/cost-context";
import { forecastAgainstBudgets, forecastOfMonth } from "./signals/cost-forecast";
import { SHARED, UNTAGGED, type LineFilter } from "./signals/cost-lines";
import { costPerUnit } from "./signals/cost-units";

/** UIDs of the cost dashboards; links from elsewhere rely on them. */
const COST_OVERVIEW_UID = "cost-overview";
const COST_ALLOCATION_UID = "cost-allocation";

const FOLDER = "Cost";
const FILE = "dashboards/cost.ts";
const FROM = "now-35d";

/** The cost dashboards over one export: what is spent and whether it fits, and whose it is. */
export function costDashboards(input: CostDashboardInput): DashboardDefinition[] {
  const context = dashboardContext(input);
  return [overview(context), allocation(context)];
}

/**
 * The same questions for the Athena console: counted from today, all accounts, without Grafana's macros.
 * Names start with `cost-` and are unique.
 */
export function costNamedQueries(input: CostDashboardInput): NamedQuery[] {
  const context = consoleContext(input);
  const signals = [
    spend.dailyByAccount(context),
    spend.dailyByProduct(context),
    spend.byTeamAndService(context),
    spend.topMovers(context),
    spend.untaggedByProduct(context),
    commitments(context),
    ...(input.budgets.length === 0 ? [] : [forecastAgainstBudgets(context)]),
    ...input.units.map((unit) => costPerUnit(context, unit)),
  ];
  return signals.map(namedQuery);
}

function overview(context: CostContext): DashboardDefinition {
  return dashboard({
    uid: COST_OVERVIEW_UID,
    title: "Cost overview",
    description: "What is spent, whether it fits the budgets, and what changed.",
    ...common(context),
    rows: [
      row("This month", [
        stat(spend.billedThisMonth(context)).w(5),
        stat(forecastOfMonth(context)).w(5),
        stat(spend.lastCompleteDay(context)).w(5),
        stat(spend.changeFromDayBefore(context)).w(5),
        stat(spend.untaggedShare(context)).w(4),
      ]),
      row("Budgets", context.input.budgets.length === 0 ? [] : [table(forecastAgainstBudgets(context)).w(24)]),
      row("Where it goes", [
        timeSeries(spend.dailyByAccount(context), { stacked: true }).w(12),
        timeSeries(spend.dailyByProduct(context), { stacked: true }).w(12),
      ]),
      row("What changed", [
        timeSeries(spend.dayOverDay(context), { stacked: true }).w(10),
        table(spend.topMovers(context)).w(14),
      ]),
    ],
  });
}

function allocation(context: CostContext): DashboardDefinition {
  return dashboard({
    uid: COST_ALLOCATION_UID,
    title: "Cost allocation",
    description: "Whose cost it is, what nobody owns, how commitments are used, and what a unit costs.",
    ...common(context),
    rows: [
      row("Teams and services", [
        timeSeries(spend.dailyByTeam(context), { stacked: true }).w(12),
        table(spend.byTeamAndService(context)).w(12),
      ]),
      row("Untagged", [table(spend.untaggedByProduct(context)).w(24)]),
      row("Commitments", [
        stat(commitmentUtilisation(context)).w(4),
        timeSeries(commitmentCoverage(context), { stacked: false }).w(8),
        table(commitments(context)).w(12),
      ]),
      row(
        "Cost per unit",
        context.input.units.map((unit) => timeSeries(costPerUnit(context, unit), { stacked: false }).w(12)),
      ),
    ],
  });
}

function common({ input, filters }: CostContext) {
  const sources: DataSourceSet = {
    "athena-cost": {
      uid: input.datasourceUid,
      type: "grafana-athena-datasource",
      variable: "datasource",
      label: "Data source",
    },
  };
  const variables = filters.map((name) => listVariable(filterVariable(input, name)));
  return { folder: FOLDER, tags: ["cost"], file: FILE, from: FROM, sources, variables };
}

function filterVariable({ accounts, regions, teams }: CostDashboardInput, name: LineFilter): ListVariable {
  const plain = (values: readonly string[]) => values.map((value) => ({ text: value, value }));
  switch (name) {
    case "account":
      return {
        name,
        label: "Account",
        description: "Account that used it; All includes accounts that are not in the list.",
        choices: accounts.map((account) => ({ text: account.name, value: account.id })),
      };
    case "region":
      return {
        name,
        label: "Region",
        description: "Region of usage; All includes regions that are not in the list.",
        choices: plain(regions),
      };
    case "team":
      return {
        name,
        label: "Team",
        description: "Value of the team tag; All includes values that are not in the list.",
        choices: plain([...teams, UNTAGGED, SHARED]),
      };
  }
}

function namedQuery({ id, description, query }: SqlSignal): NamedQuery {
  return { name: id, description, sql: query.sql };
}
