/**
 * An alert rule from a signal, as data: the same query, threshold and unit as the graph. Queries are written for an
 * alert, so that no variable and no interval of a dashboard can be in them.
 */
import { ask } from "./ask";
import type { DataSourceSet, DataSourceUse } from "./data-sources";
import { checkPairs, type CloudWatchMathQuery, renamed } from "./query/cloudwatch-math";
import { isNumeric, metricsOf, type Query, queryText } from "./query/query";
import { type Target, targetsOf } from "./query/target";
import type { Duration } from "./query/use";
import type { JudgedSignal, Threshold } from "./signal";
import type { Unit } from "./units";
import { refId } from "./ref-id";

/** Which tier of the signal bus hears of it. */
export type Severity = "info" | "warn" | "page";

export interface AlertProps {
  readonly severity: Severity;
  /** How long it must be bad. */
  readonly for: Duration;
  readonly sources: DataSourceSet;
  /**
   * What it means when there is no data: nothing to alert about, or a fault itself.
   * @default "ok"
   */
  readonly noData?: "ok" | "alert";
}

export interface AlertRule {
  /** `<signal>-<severity>`, unique. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly for: Duration;
  /** Slug of the runbook. */
  readonly runbook: string;
  readonly unit: Unit;
  readonly dataSource: DataSourceUse;
  /** Queries by their `refId`; they answer with one value for each series. */
  readonly queries: readonly Target[];
  /** Arithmetic over the queries in Grafana's own notation; without it the only query is judged. */
  readonly expression?: string;
  readonly condition: { readonly is: "above" | "below"; readonly threshold: number };
  readonly noData: "ok" | "alert";
  /** The query as people read it. */
  readonly text: string;
  /** Metrics read: names of Prometheus, `namespace name` of CloudWatch. */
  readonly metrics: readonly string[];
}

/** The rule that says when a signal is bad (`page`) or about to be (`warn`, `info`). Fails for lines, traces and maps. */
export function alertRule(signal: JudgedSignal, props: AlertProps): AlertRule {
  const { query, source } = ask(signal, props.sources);
  if (!isNumeric(query))
    throw new Error(`Signal "${signal.id}" finds no number that could be above or below a threshold.`);
  const context = { source, use: "alert", shape: "series", instant: true, name: signal.name, named: false } as const;
  const queries = targetsOf(query, context).map(
    (target, index) => ({ ...target, refId: refOf(query, index) }) as Target,
  );
  return {
    id: `${signal.id}-${props.severity}`,
    title: signal.name,
    description: signal.description,
    severity: props.severity,
    for: props.for,
    runbook: signal.runbook,
    unit: signal.unit,
    dataSource: { uid: source.uid, type: source.type },
    queries,
    ...(query.language === "cloudwatch-math" ? { expression: grafanaArithmetic(query) } : {}),
    condition: condition(signal.judgement, props.severity),
    noData: props.noData ?? "ok",
    text: queryText(query, "alert"),
    metrics: metricsOf(query),
  };
}

/** A metric of an arithmetic keeps its name, so that the expression can be read. */
function refOf(query: Query, index: number): string {
  return query.language === "cloudwatch-math" ? (Object.keys(query.metrics)[index] ?? refId(index)) : refId(index);
}

/** Grafana marks names by a dollar sign: `100 * $errors / $calls`. It computes alerts itself, even of one series. */
function grafanaArithmetic(query: CloudWatchMathQuery): string {
  checkPairs(query);
  return renamed(query.expression, (name) => `$${name}`);
}

function condition(judgement: Threshold, severity: Severity): AlertRule["condition"] {
  const page = severity === "page";
  if ("warnAbove" in judgement) return { is: "above", threshold: page ? judgement.badAbove : judgement.warnAbove };
  return { is: "below", threshold: page ? judgement.badBelow : judgement.warnBelow };
}
