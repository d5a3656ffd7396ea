/** A dashboard as rules look at it: read from the JSON model, so that one made elsewhere is judged the same. */
import type {
  Dashboard,
  DataSourceRef,
  Panel,
  RowPanel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardDefinition } from "../definition";
import { EXPRESSION } from "../expression";
import type { GrammarLanguage } from "./grammar";

/** One query of a panel. */
export interface TargetSubject {
  readonly panel: PanelSubject;
  readonly refId: string;
  /** UID of the data source as it is written, often a variable. */
  readonly dataSource: string;
  /** Plugin id. */
  readonly type: string;
  /** For a language with a grammar: which, and the query. */
  readonly query?: { readonly language: GrammarLanguage; readonly text: string };
  /** Whether it is asked for one value at the end of the range. */
  readonly instant: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface PanelSubject {
  /** Title, or the place of a panel without one. */
  readonly name: string;
  readonly panel: Panel;
}

export interface LintSubject {
  readonly definition: DashboardDefinition;
  readonly model: Dashboard;
  readonly variables: readonly VariableModel[];
  readonly panels: readonly PanelSubject[];
  readonly targets: readonly TargetSubject[];
}

/** Panels that ask Grafana itself. */
export const QUERYLESS: ReadonlySet<string> = new Set(["alertlist"]);

export function subjectOf(definition: DashboardDefinition): LintSubject {
  const { model } = definition;
  const panels = dashboardPanels(model).map((panel) => ({ name: panelName(panel), panel }));
  return {
    definition,
    model,
    variables: model.templating.list ?? [],
    panels,
    targets: panels.flatMap(panelTargets),
  };
}

/** Panels of a model in reading order, those in collapsed rows included, rows themselves left out. */
export function dashboardPanels(model: Dashboard): Panel[] {
  return (model.panels ?? []).flatMap((entry) => (isRow(entry) ? entry.panels : [entry]));
}

/** The variable that a reference names, if it is one. */
export function variableName(uid: string): string | undefined {
  return /^\$\{?(\w+)\}?$/.exec(uid)?.[1];
}

/** The data source UID that a reference stands for; a template variable stands for its default. */
export function resolveDataSource(model: Dashboard, uid: string): string {
  const name = /^\$\{(\w+)\}$/.exec(uid)?.[1];
  if (name === undefined) return uid;
  const variable = (model.templating.list ?? []).find((candidate) => candidate.name === name);
  return variable === undefined ? uid : defaultOf(variable);
}

/** References to data sources of a panel and its queries, resolved. */
export function panelDataSources(model: Dashboard, panel: Panel): string[] {
  const references = [panel.datasource, ...(panel.targets ?? []).map(targetDataSource)];
  const uids = references.flatMap((reference) => (reference?.uid === undefined ? [] : [reference.uid]));
  return [...new Set(uids.map((uid) => resolveDataSource(model, uid)))];
}

/** The value with which a variable begins. */
export function defaultOf({ current }: VariableModel): string {
  const value = current?.value ?? "";
  return typeof value === "string" ? value : value.join(",");
}

/** `namespace name` of a query for one metric of CloudWatch. */
export function cloudWatchMetricOf({ type, raw }: TargetSubject): string | undefined {
  const { namespace, metricName } = raw;
  if (type !== "cloudwatch" || typeof namespace !== "string" || typeof metricName !== "string") return undefined;
  return namespace === "" || metricName === "" ? undefined : `${namespace} ${metricName}`;
}

/** Whether a query is computed by Grafana from the others of its panel. */
export function isExpression(target: object): boolean {
  return targetDataSource(target)?.type === EXPRESSION.type;
}

function panelName(panel: Panel): string {
  const title = panel.title ?? "";
  if (title !== "") return title;
  const { gridPos } = panel;
  return `panel at ${gridPos === undefined ? "an unknown place" : `x=${String(gridPos.x)} y=${String(gridPos.y)}`}`;
}

function panelTargets(panel: PanelSubject): TargetSubject[] {
  return (panel.panel.targets ?? []).map((target) => {
    const raw: Readonly<Record<string, unknown>> = { ...target };
    const source = targetDataSource(target) ?? panel.panel.datasource;
    const type = source?.type ?? "";
    const query = queryOf(type, raw);
    return {
      panel,
      refId: text(raw["refId"]),
      dataSource: source?.uid ?? "",
      type,
      instant: raw["instant"] === true || raw["queryType"] === "instant",
      raw,
      ...(query === undefined ? {} : { query }),
    };
  });
}

function queryOf(type: string, raw: Readonly<Record<string, unknown>>): TargetSubject["query"] {
  switch (type) {
    case "prometheus":
    case "grafana-amazonprometheus-datasource":
      return { language: "promql", text: text(raw["expr"]) };
    case "loki":
      return { language: "logql", text: text(raw["expr"]) };
    case "tempo":
      // The filter of a service map is a selector of PromQL without a metric.
      if (raw["queryType"] === "serviceMap") return undefined;
      return { language: "traceql", text: text(raw["query"]) };
    default:
      return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isRow(entry: Panel | RowPanel): entry is RowPanel {
  return entry.type === "row";
}

/** The SDK's common query type leaves the data source to each query language. */
function targetDataSource(target: object): DataSourceRef | undefined {
  return "datasource" in target ? (target.datasource as DataSourceRef) : undefined;
}
