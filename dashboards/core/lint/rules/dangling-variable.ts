import { nearest } from "../../../../config/nearest";
import { variablesIn } from "../neutral";
import type { LintRule } from "../rule";
import { isExpression, type PanelSubject } from "../subject";

/** What Grafana puts in by itself. */
const BUILT_IN: ReadonlySet<string> = new Set([
  "__all_variables",
  "__auto",
  "__dashboard",
  "__data",
  "__dateFilter",
  "__field",
  "__from",
  "__interval",
  "__interval_ms",
  "__name",
  "__org",
  "__range",
  "__range_ms",
  "__range_s",
  "__rate_interval",
  "__series",
  "__timeFilter",
  "__timeFrom",
  "__timeGroup",
  "__timeTo",
  "__to",
  "__unixEpochFilter",
  "__url_time_range",
  "__user",
  "__value",
]);

export const danglingVariable: LintRule = {
  id: "dangling-variable",
  wants: "Every variable in a text is one of the dashboard's or of Grafana's.",
  find({ panels, variables }) {
    const names = variables.map(({ name }) => name);
    const known = new Set([...names, ...BUILT_IN]);
    const texts = [
      ...panels.map(({ name, panel }) => ({ where: name, texts: strings(withoutExpressions(panel)) })),
      ...variables.map((variable) => ({ where: variable.name, texts: strings([variable.query, variable.datasource]) })),
    ];
    return texts.flatMap((part) => {
      const unknown = part.texts.flatMap((text) => variablesIn(text)).filter(({ name }) => !known.has(name));
      return [...new Map(unknown.map((use) => [use.name, use])).values()].map(({ name, text }) => {
        const [meant] = nearest(name, names);
        return {
          where: [part.where],
          message: `variable "${name}" is not declared${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
          value: JSON.stringify(text),
          fix: "Declare it among the dashboard's variables.",
        };
      });
    });
  },
};

/** Grafana's arithmetic writes names of queries like variables. */
function withoutExpressions(panel: PanelSubject["panel"]): PanelSubject["panel"] {
  return panel.targets === undefined
    ? panel
    : { ...panel, targets: panel.targets.filter((target) => !isExpression(target)) };
}

/** Every text in a value. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
