/** All rules, as data. */
import type { LintRule, StructureRule } from "./rule";
import { danglingVariable } from "./rules/dangling-variable";
import { dashboardSize } from "./rules/dashboard-size";
import { dashboardUid } from "./rules/dashboard-uid";
import { knownDataSource } from "./rules/known-data-source";
import { knownLabel } from "./rules/known-label";
import { knownMetric } from "./rules/known-metric";
import { legendLabel } from "./rules/legend-label";
import { linkTarget } from "./rules/link-target";
import { panelDatasource } from "./rules/panel-datasource";
import { panelNoTargets } from "./rules/panel-no-targets";
import { panelTitleDescription } from "./rules/panel-title-description";
import { panelUnits } from "./rules/panel-units";
import { queryName } from "./rules/query-name";
import { targetCounterAgg } from "./rules/target-counter-agg";
import { targetInstance } from "./rules/target-instance";
import { targetJob } from "./rules/target-job";
import { targetLogql } from "./rules/target-logql";
import { targetLogqlAuto } from "./rules/target-logql-auto";
import { targetPromql } from "./rules/target-promql";
import { targetRateInterval } from "./rules/target-rate-interval";
import { targetSql } from "./rules/target-sql";
import { targetTraceql } from "./rules/target-traceql";
import { templateDatasource } from "./rules/template-datasource";
import { templateInstance } from "./rules/template-instance";
import { templateJob } from "./rules/template-job";
import { templateLabelPromql } from "./rules/template-label-promql";
import { templateOnTimeChangeReload } from "./rules/template-on-time-change-reload";
import { thresholdUnit } from "./rules/threshold-unit";
import { uneditableDashboard } from "./rules/uneditable-dashboard";
import { unitOfMetric } from "./rules/unit-of-metric";

/** Rules that every synth applies. */
export const STRUCTURE_RULES: readonly StructureRule[] = [
  dashboardUid,
  panelTitleDescription,
  panelUnits,
  panelNoTargets,
  knownDataSource,
];

/** The rules of Grafana's dashboard-linter, for all data sources of the estate, in its order. */
export const LINTER_RULES: readonly LintRule[] = [
  templateDatasource,
  templateJob,
  templateInstance,
  templateLabelPromql,
  templateOnTimeChangeReload,
  panelDatasource,
  panelTitleDescription,
  panelUnits,
  panelNoTargets,
  targetPromql,
  targetLogql,
  targetLogqlAuto,
  targetRateInterval,
  targetJob,
  targetInstance,
  targetCounterAgg,
  uneditableDashboard,
];

/** All rules, each once. */
export const RULES: readonly LintRule[] = [
  ...new Set<LintRule>([
    ...STRUCTURE_RULES,
    ...LINTER_RULES,
    targetTraceql,
    targetSql,
    knownMetric,
    knownLabel,
    unitOfMetric,
    thresholdUnit,
    danglingVariable,
    queryName,
    legendLabel,
    linkTarget,
    dashboardSize,
  ]),
];
