/** The dashboards of the estate: pure functions of plain values, no Terraform. */
export { costDashboards, costNamedQueries } from "./cost";
export type { BudgetLine, CostDashboardInput, NamedQuery, UnitLine } from "./cost-input";
export { checkDashboards, type KnownNames } from "./core/check";
export { describeDashboards, type DashboardDescription } from "./core/describe";
export type {
  DashboardDefinition,
  DashboardPanel,
  DashboardQuery,
  DataSourceType,
  DataSourceUse,
} from "./core/definition";
