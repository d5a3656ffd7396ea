/** PromQL of dashboards as Grafana would send it: macros and variables put in. */
import { type VariableModel, VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardDefinition } from "../../../dashboards/core/definition";
import { subjectOf } from "../../../dashboards/core/lint/subject";
import { RANGE, STEP } from "./metric-series";
import type { Prometheus } from "./prometheus";

/** One question of a panel. */
export interface PanelQuery {
  /** UID of the dashboard, and title of the panel. */
  readonly dashboard: string;
  readonly panel: string;
  readonly refId: string;
  /** As Prometheus gets it. */
  readonly expr: string;
  readonly instant: boolean;
  /** Labels that the legend names. */
  readonly legend: readonly string[];
}

/** What variables hold when a dashboard is opened; the first value where one has to be chosen. */
export type Values = ReadonlyMap<string, string>;

/** Panels of a dashboard that ask Prometheus. */
export function panelQueries(definition: DashboardDefinition, values: Values): PanelQuery[] {
  return subjectOf(definition).targets.flatMap(({ panel, refId, query, instant, raw }) => {
    if (query?.language !== "promql") return [];
    const legend = typeof raw["legendFormat"] === "string" ? raw["legendFormat"] : "";
    return [
      {
        dashboard: definition.uid,
        panel: panel.name,
        refId,
        expr: interpolate(query.text, values),
        instant,
        legend: [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, label]) => label ?? []),
      },
    ];
  });
}

/** Values of all variables of a dashboard. Throws when one that reads labels finds none. */
export async function valuesOf(definition: DashboardDefinition, prometheus: Prometheus): Promise<Values> {
  const values = new Map<string, string>();
  for (const variable of definition.model.templating.list ?? []) {
    const found = variable.type === VariableType.Query ? await labelsOf(variable, values, prometheus) : [];
    values.set(variable.name, heldBy(variable, found));
  }
  return values;
}

/** Macros as Grafana computes them for a step of two minutes, and variables as text. */
export function interpolate(text: string, values: Values): string {
  const macros: Readonly<Record<string, string>> = {
    __rate_interval: `${String(4 * STEP)}s`,
    __interval: `${String(STEP)}s`,
    __range: `${String(RANGE / 2)}s`,
    __range_s: String(RANGE / 2),
  };
  return text.replaceAll(/\$\{(\w+)(?::\w+)?\}|\$(\w+)|\[\[(\w+)\]\]/g, (whole, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((one) => one !== undefined) ?? "";
    const value = macros[name] ?? values.get(name);
    if (value === undefined) throw new Error(`nothing holds ${whole} of ${text}`);
    return value;
  });
}

async function labelsOf(variable: VariableModel, values: Values, prometheus: Prometheus): Promise<string[]> {
  const text = typeof variable.query === "string" ? variable.query : "";
  const [, selector = "", label = ""] = /^label_values\((.*), *(\w+)\)$/s.exec(text) ?? [];
  const found = await prometheus.labelValues(interpolate(selector, values), label);
  if (found.length === 0) throw new Error(`variable "${variable.name}" finds nothing: ${text}`);
  return found;
}

/** All stands for its own text; a single choice for the value it opens with. */
function heldBy({ current, includeAll, allValue }: VariableModel, found: readonly string[]): string {
  if (includeAll === true && allValue !== undefined) return allValue;
  const value = current?.value;
  const held = typeof value === "string" ? value : (value ?? []).join("|");
  return held === "" ? (found[0] ?? "") : held;
}
