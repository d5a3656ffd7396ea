/** Checks over alert rules made from signals: what dashboards interpolate and alerts do not, and valid queries. */
import { pathText, type Problem } from "../../config/problem";
import type { AlertRule } from "./alert-rule";
import { type GrammarLanguage, type Grammars, loadGrammars, parse } from "./lint/grammar";
import { variablesIn } from "./lint/neutral";
import { syntaxError } from "./lint/syntax";

/** SQL's macros for the time range are put in by the data source itself, for alerts as well. */
const BY_DATA_SOURCE: ReadonlySet<string> = new Set([
  "__timeFrom",
  "__timeTo",
  "__timeFilter",
  "__timeGroup",
  "__dateFilter",
]);

const LANGUAGES: Readonly<Record<string, GrammarLanguage>> = {
  prometheus: "promql",
  "grafana-amazonprometheus-datasource": "promql",
  loki: "logql",
  tempo: "traceql",
};

/** Every alert rule with a variable or an interval of dashboards in a query, and every id used twice. */
export function checkAlerts(rules: readonly AlertRule[]): Problem[] {
  return rules.flatMap((rule, index) => [
    ...(rules.findIndex(({ id }) => id === rule.id) === index
      ? []
      : [
          problem(
            rule,
            `alert "${rule.id}" is made twice`,
            `"${rule.id}"`,
            "Make each signal's alert once per severity.",
          ),
        ]),
    ...variablesOf(rule).map((text) =>
      problem(
        rule,
        "alerts do not interpolate dashboard variables",
        `"${text}"`,
        "Filter by true or chosen(), which alerts leave out, and leave windows to the builder.",
      ),
    ),
  ]);
}

/** The same, and queries that their grammar cannot read. */
export async function lintAlerts(rules: readonly AlertRule[]): Promise<Problem[]> {
  const grammars = await loadGrammars();
  return [...checkAlerts(rules), ...rules.flatMap((rule) => syntaxProblems(rule, grammars))];
}

function variablesOf({ queries }: AlertRule): string[] {
  const uses = queries.flatMap((query) => strings(query)).flatMap(variablesIn);
  return [...new Set(uses.filter(({ name }) => !BY_DATA_SOURCE.has(name)).map(({ text }) => text))];
}

function syntaxProblems(rule: AlertRule, grammars: Grammars): Problem[] {
  const language = LANGUAGES[rule.dataSource.type];
  if (language === undefined) return [];
  const error = syntaxError(language, rule.text, parse(grammars, language, rule.text));
  return error === undefined ? [] : [problem(rule, error, JSON.stringify(rule.text), "Write it with the builder.")];
}

function problem({ id }: AlertRule, message: string, value: string, fix: string): Problem {
  return { file: "", line: 0, column: 0, path: pathText(["alerts", id]), message, value, fix };
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
