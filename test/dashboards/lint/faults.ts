/** For each lint rule, faults that it catches, put into a dashboard that is right. */
import {
  type Dashboard,
  type Panel,
  type VariableModel,
  VariableType,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { expect } from "vitest";
import { dashboardPanels } from "../../../dashboards/core/check";
import type { DashboardDefinition } from "../../../dashboards/core/definition";
import { drillDownLink } from "../../../dashboards/core/drill-down";
import { EXPRESSION } from "../../../dashboards/core/expression";
import { services } from "../core/support";

/** The right dashboard, with a fault. */
export function seeded(change: (model: Dashboard) => void): DashboardDefinition {
  const right = services();
  const model = structuredClone(right.model);
  change(model);
  return { ...right, model, json: () => JSON.stringify(model) };
}

function panel(model: Dashboard, title: string): Panel {
  const match = dashboardPanels(model).find((candidate) => candidate.title === title);
  if (match === undefined) throw new Error(`there is no panel "${title}"`);
  return match;
}

/** The first query of a panel, to be changed. */
function target(model: Dashboard, title: string): Record<string, unknown> {
  const [first] = panel(model, title).targets ?? [];
  if (first === undefined) throw new Error(`panel "${title}" asks nothing`);
  return first as unknown as Record<string, unknown>;
}

function variable(model: Dashboard, name: string): VariableModel {
  const match = (model.templating.list ?? []).find((candidate) => candidate.name === name);
  if (match === undefined) throw new Error(`there is no variable "${name}"`);
  return match;
}

export const asks = (title: string, expr: string) => (model: Dashboard) => {
  target(model, title)["expr"] = expr;
};
const defaults = (model: Dashboard, title: string) => {
  const { fieldConfig } = panel(model, title);
  if (fieldConfig === undefined) throw new Error(`panel "${title}" has no fields`);
  return fieldConfig.defaults;
};

type Target = NonNullable<Panel["targets"]>[number];

/** Adds arithmetic of Grafana to the query for errors of Lambda, and calls its series. */
export const computed = (model: Dashboard, expression: string, displayName: string): void => {
  const { targets, fieldConfig } = panel(model, "Lambda errors");
  targets?.push({ refId: "result", datasource: EXPRESSION, type: "math", expression } as unknown as Target);
  const properties = [{ id: "displayName", value: displayName }];
  fieldConfig?.overrides.push({ matcher: { id: "byFrameRefID", options: "result" }, properties });
};

const CHOSEN = 'cloud_account_id=~"$account", service_name=~"$service"';
const REQUESTS = `http_server_request_duration_seconds_count{${CHOSEN}}`;

/** For each rule, faults that it catches and what it says. */
export const faults: readonly [rule: string, change: (model: Dashboard) => void, ...messages: readonly string[]][] = [
  ["panel-title-description", (model) => (panel(model, "Errors").description = ""), "Errors: panel has no description"],
  ["panel-title-description", (model) => delete panel(model, "Requests").title, "panel at x=0 y=1: panel has no title"],
  ["panel-units", (model) => delete defaults(model, "Errors").unit, "Errors: panel has no unit"],
  ["panel-units", (model) => (defaults(model, "Errors").unit = "percents"), 'Errors: unit "percents" unknown'],
  ["panel-no-targets", (model) => (panel(model, "Errors").targets = []), "Errors: panel has no query"],
  [
    "known-data-source",
    (model) => (panel(model, "Errors").datasource = { uid: "prom2" }),
    'Errors: datasource "prom2" unknown; known: estate-prometheus, estate-cloudwatch-production, estate-loki, estate-tempo',
  ],
  [
    "template-datasource",
    (model) => (variable(model, "loki").current = { text: "x", value: "grafanacloud-logs" }),
    'loki: variable defaults to "grafanacloud-logs", which is no data source of the estate',
  ],
  ["template-datasource", (model) => delete variable(model, "tempo").label, "tempo: variable has no label"],
  [
    "template-datasource",
    (model) =>
      (model.templating.list = model.templating.list?.filter(({ type }) => type !== VariableType.Datasource) ?? []),
    "dashboard has no data source variable",
  ],
  [
    "template-job",
    (model) => (variable(model, "account").multi = false),
    "account: variable does not allow several values and All",
  ],
  [
    "template-job",
    (model) => (variable(model, "service").allValue = "'*'"),
    'service: All stands for "\'*\'", must be ".*" for these queries',
  ],
  ["template-instance", (model) => delete variable(model, "function").label, "function: variable has no label"],
  [
    "template-instance",
    (model) => (variable(model, "function").datasource = { uid: "estate-prometheus" }),
    "function: variable reads from a fixed data source",
  ],
  [
    "template-instance",
    (model) => delete variable(model, "function").allValue,
    "function: All would list every value in the query",
  ],
  [
    "template-label-promql",
    (model) => (variable(model, "function").query = "label_values(up{a=, faas_name)"),
    'function: PromQL error at column 5: expected "}"',
  ],
  [
    "template-label-promql",
    (model) => (variable(model, "function").query = "metrics(.*)"),
    "function: variable does not ask for label_values()",
  ],
  [
    "template-label-promql",
    (model) => (variable(model, "function").query = "label_values(faas_name)"),
    "function: variable reads a label of every metric there is",
  ],
  [
    "template-label-promql",
    (model) => (variable(model, "function").query = "label_values(up, a-b)"),
    'function: "a-b" is no label',
  ],
  [
    "template-on-time-change-reload",
    (model) => delete variable(model, "function").refresh,
    "function: variable keeps the values of another time range",
  ],
  [
    "panel-datasource",
    (model) => (target(model, "Errors")["datasource"] = { type: "prometheus", uid: "estate-prometheus" }),
    'Errors: data source "estate-prometheus" is no data source variable of the dashboard',
  ],
  [
    "panel-datasource",
    (model) => (panel(model, "Errors").datasource = { type: "prometheus", uid: "${service}" }),
    'Errors: data source "${service}" is no data source variable of the dashboard',
  ],
  ["target-promql", asks("Requests", "rate(x[5m)"), 'Requests: PromQL error at column 9: expected "]"'],
  [
    "target-logql",
    asks("Error lines", '|= "error"'),
    'Error lines: LogQL error at column 0: expected a stream selector, such as {service_name="checkout"}',
  ],
  [
    "target-traceql",
    (model) => (target(model, "Slow traces")["query"] = "{ status = eror }"),
    'Slow traces: TraceQL error at column 11: unexpected "eror"; did you mean "error"?',
  ],
  [
    "target-sql",
    (model) =>
      Object.assign(target(model, "Slow traces"), {
        datasource: { type: "grafana-athena-datasource", uid: "estate-athena-cost" },
        rawSQL: "SELECT sum(cost FROM line\nWHERE $__timeFilter(day) AND account IN (${account:singlequote})",
      }),
    "Slow traces: SQL error at line 1 column 12: 'cost' is not valid at this position, expecting an existing function or an existing column or a keyword",
  ],
  [
    "target-logql-auto",
    asks("Error lines", `sum(rate({${CHOSEN}} [5m])) + sum(rate({${CHOSEN}} [$__interval]))`),
    "Error lines: window [5m] does not follow the zoom",
    "Error lines: window [$__interval] does not follow the zoom",
  ],
  [
    "target-rate-interval",
    asks("Requests", `sum(rate(${REQUESTS}[5m])) + sum(increase(${REQUESTS}[1h]))`),
    "Requests: rate() over [5m] does not follow the zoom",
  ],
  [
    "target-job",
    asks(
      "Requests",
      'sum(rate(http_server_request_duration_seconds_count{service_name=~"$service"}[$__rate_interval]))',
    ),
    'Requests: http_server_request_duration_seconds_count is not filtered by the variable "account"',
  ],
  [
    "target-job",
    asks("Error lines", '{service_name=~"$service"}'),
    'Error lines: the log query is not filtered by the variable "account"',
  ],
  [
    "target-job",
    (model) => (target(model, "Slow traces")["query"] = '{ resource.cloud.account.id =~ "$account" }'),
    'Slow traces: the trace query is not filtered by the variable "service"',
  ],
  [
    "target-job",
    (model) => (target(model, "Lambda errors")["region"] = ""),
    "Lambda errors: CloudWatch is asked in no region",
  ],
  [
    "target-instance",
    (model) => (target(model, "Lambda errors")["dimensions"] = { FunctionName: "*" }),
    "function: no panel uses the variable",
  ],
  [
    "target-instance",
    asks(
      "Requests",
      `sum(rate(http_server_request_duration_seconds_count{${CHOSEN}, a="$function", b!="$function"}[5m]))`,
    ),
    'Requests: "function" may hold several values and is compared by =',
    'Requests: "function" may hold several values and is compared by !=',
  ],
  [
    "target-counter-agg",
    asks("Requests", `sum(${REQUESTS}) + sum(container_memory_usage_bytes) + sum(unheard_of_total) + count(a_total)`),
    "Requests: counter http_server_request_duration_seconds_count is used without rate() or increase()",
    "Requests: counter unheard_of_total is used without rate() or increase()",
  ],
  ["uneditable-dashboard", (model) => (model.editable = true), "dashboard can be edited in Grafana"],
  [
    "known-metric",
    asks("Requests", "sum(rate(http_requests_total[5m])) / sum(http_requests_total)"),
    'Requests: metric "http_requests_total" is not in the catalogue',
  ],
  [
    "known-metric",
    (model) => (target(model, "Lambda errors")["metricName"] = "Failures"),
    'Lambda errors: metric "AWS/Lambda Failures" is not in the catalogue',
  ],
  [
    "known-label",
    asks("Requests", `sum by (service_name, route) (rate(http_server_request_duration_seconds_count{code="1"}[5m]))`),
    'Requests: metric http_server_request_duration_seconds_count has no label "code"',
    'Requests: no metric of the query has a label "route"',
  ],
  [
    "known-label",
    (model) => (target(model, "Lambda errors")["dimensions"] = { Function: "*" }),
    'Lambda errors: metric AWS/Lambda Errors has no dimension "Function"',
  ],
  [
    "known-label",
    (model) => {
      computed(model, "100 * $A", "x");
      Object.assign(target(model, "Lambda errors"), { hide: true, dimensions: { Function: "*" } });
    },
    'Lambda errors: metric AWS/Lambda Errors has no dimension "Function"',
  ],
  [
    "unit-of-metric",
    (model) => (defaults(model, "Latency").unit = "ms"),
    'Latency: unit "ms" does not fit seconds, which the query measures',
  ],
  [
    "unit-of-metric",
    (model) => (defaults(model, "Errors").unit = "percentunit"),
    'Errors: unit "percentunit" does not fit percent, which the query measures',
  ],
  [
    "unit-of-metric",
    (model) => (defaults(model, "Lambda errors").unit = "s"),
    'Lambda errors: unit "s" does not fit count, which the query measures',
  ],
  [
    "unit-of-metric",
    (model) => (panel(model, "By service").fieldConfig ?? { overrides: [] }).overrides.pop(),
    'By service: unit "reqps" does not fit seconds, which the query measures',
  ],
  [
    "threshold-unit",
    (model) => (defaults(model, "Errors").unit = "percentunit"),
    "Errors: threshold 5 is outside of 0 to 1, which percentunit can have",
  ],
  [
    "threshold-unit",
    (model) => defaults(model, "Errors").thresholds?.steps.reverse(),
    "Errors: threshold 1 does not lie above the one before it",
  ],
  [
    "threshold-unit",
    (model) => {
      for (const step of defaults(model, "Errors").thresholds?.steps ?? []) if (step.value !== null) step.value /= 10;
    },
    "Errors: thresholds 0.1 and 0.5 look like shares of 1, the unit is percent",
  ],
  [
    "dangling-variable",
    asks("Requests", 'x{service_name=~"$servce"}'),
    'Requests: variable "servce" is not declared; did you mean "service"?',
  ],
  [
    "dangling-variable",
    (model) => (panel(model, "Errors").title = "Errors of [[team]]"),
    'Errors of [[team]]: variable "team" is not declared',
  ],
  [
    "dangling-variable",
    (model) => (variable(model, "function").query = 'label_values(up{a=~"$cluster"}, b)'),
    'function: variable "cluster" is not declared',
  ],
  [
    "legend-label",
    (model) => (target(model, "Requests")["legendFormat"] = "{{service_name}} {{http_route}}"),
    'Requests: legend names "http_route", which the query aggregates away',
  ],
  [
    "legend-label",
    (model) => {
      computed(model, "100 * $A", "${__field.labels.FunctionName} ${__field.labels.Function}");
    },
    'Lambda errors: legend names "Function", by which nothing is asked',
  ],
  [
    "query-name",
    (model) => {
      computed(model, "$A / ($B + $service + $result)", "x");
    },
    'Lambda errors: no other query of the panel is called "B"',
    'Lambda errors: variable "service" takes the place of the query',
    'Lambda errors: no other query of the panel is called "result"',
  ],
  [
    "query-name",
    (model) => {
      panel(model, "Errors").targets?.push({ ...target(model, "Errors") } as unknown as Target);
    },
    'Errors: two queries are called "A"',
  ],
  [
    "dangling-variable",
    (model) => {
      computed(model, "100 * $A", "x");
      target(model, "Lambda errors")["dimensions"] = { FunctionName: "$A" };
    },
    'Lambda errors: variable "A" is not declared',
  ],
  [
    "link-target",
    (model) => (defaults(model, "Latency").links = [drillDownLink({ title: "x", dashboard: "gone" })]),
    'Latency: link leads to dashboard "gone", which does not exist',
  ],
  [
    "dashboard-size",
    (model) => (panel(model, "Errors").description = "long ".repeat(220_000)),
    expect.stringMatching(/^dashboard has 11\d{5} bytes of JSON, at most 1048576$/) as string,
  ],
];
