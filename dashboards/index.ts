/** The dashboards of the estate: pure functions of plain values, no Terraform. */
export { costDashboards, costNamedQueries } from "./cost";
export type { BudgetLine, CostDashboardInput, NamedQuery, UnitLine } from "./cost-input";
export { type MetricCatalogue, type MetricFact } from "./core/catalogue";
export { checkDashboards, type KnownNames, lintDashboards, type LintProps } from "./core/check";
export { checkAlerts, lintAlerts } from "./core/check-alerts";
export { describeDashboards, type DashboardDescription } from "./core/describe";
export { alertRule, type AlertProps, type AlertRule, type Severity } from "./core/alert-rule";
export {
  cloudWatchUid,
  DATA_SOURCES,
  dataSourceSet,
  type DataSourceChoice,
  type DataSourceKind,
  type DataSourceSet,
  metricsUid,
  PRE_MADE,
} from "./core/data-sources";
export { allowList, type AllowList, type CloudWatchUse, collectorNames } from "./core/allow-list";
export { attributeOf, labelOf } from "./core/labels";
export { serviceLogGroup, serviceLogGroups } from "./core/log-groups";
export type { EstateScope } from "./core/variables";
export { leftOut, type LeftOut } from "./left-out";
export { estateDashboards } from "./registry";
export type {
  DashboardDefinition,
  DashboardPanel,
  DashboardQuery,
  DataSourceType,
  DataSourceUse,
} from "./core/definition";
