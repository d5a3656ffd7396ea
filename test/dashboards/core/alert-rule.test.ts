import { describe, expect, it } from "vitest";
import { type AlertRule, alertRule } from "../../../dashboards/core/alert-rule";
import { checkAlerts, lintAlerts } from "../../../dashboards/core/check-alerts";
import {
  athena,
  cloudWatchMath,
  documents,
  logs,
  loki,
  serviceMap,
  spans,
  tempo,
} from "../../../dashboards/core/query";
import type { JudgedSignal } from "../../../dashboards/core/signal";
import { dataSourceSet } from "../../../dashboards/core/data-sources";
import { errors, lambdaErrors, scope } from "./support";

const sources = {
  ...scope().sources,
  ...dataSourceSet({ platform: "grafana-cloud", kinds: ["opensearch", "athena-cost"], cloudWatchAccounts: [] }),
};
const props = { severity: "page", for: "5m", sources } as const;

function messages(rules: readonly AlertRule[]): string[] {
  return checkAlerts(rules).map(({ path, message, value }) => `${path}: ${message} (${value})`);
}

describe("an alert rule", () => {
  it("asks what the graph shows, without variables, over a fixed window", () => {
    expect(alertRule(errors, props)).toEqual({
      id: "errors-page",
      title: "Errors",
      description: "Share of requests that fail.",
      severity: "page",
      for: "5m",
      runbook: "service-errors",
      unit: "percent",
      dataSource: { uid: "estate-prometheus", type: "prometheus" },
      queries: [
        {
          refId: "A",
          datasource: { uid: "estate-prometheus", type: "prometheus" },
          expr: '(sum by (service_name) (rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / (sum by (service_name) (rate(http_server_request_duration_seconds_count[5m])) > 0)) * 100',
          instant: true,
          range: false,
          format: "time_series",
          legendFormat: "{{service_name}}",
          editorMode: "code",
        },
      ],
      condition: { is: "above", threshold: 5 },
      noData: "ok",
      text: '(sum by (service_name) (rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / (sum by (service_name) (rate(http_server_request_duration_seconds_count[5m])) > 0)) * 100',
      metrics: ["http_server_request_duration_seconds_count"],
    });
  });

  it("fires at the threshold of its severity, on the side where it is bad", () => {
    const free: JudgedSignal = { ...errors, judgement: { warnBelow: 20, badBelow: 10 } };
    expect(
      (["info", "warn", "page"] as const).map((severity) => alertRule(free, { ...props, severity }).condition),
    ).toEqual([
      { is: "below", threshold: 20 },
      { is: "below", threshold: 20 },
      { is: "below", threshold: 10 },
    ]);
    expect(alertRule(errors, { ...props, severity: "warn" }).condition).toEqual({ is: "above", threshold: 1 });
  });

  it("asks CloudWatch for any value of a dimension that a variable chooses", () => {
    expect(alertRule(lambdaErrors, props).queries).toMatchObject([
      { region: "default", dimensions: { FunctionName: "*" }, period: "300" },
    ]);
  });

  it("computes in Grafana, since CloudWatch's own arithmetic cannot be alerted on", () => {
    const metric = { namespace: "AWS/Lambda", statistic: "Sum" } as const;
    const query = cloudWatchMath("100 * errors / calls", {
      errors: { ...metric, metric: "Errors" },
      calls: { ...metric, metric: "Invocations" },
    });
    const rule = alertRule({ ...lambdaErrors, query }, props);
    expect(rule.expression).toBe("100 * $errors / $calls");
    expect(rule.queries.map(({ refId }) => refId)).toEqual(["errors", "calls"]);
  });

  it("cannot be made of what is read, not counted", () => {
    for (const query of [loki(logs()), tempo(spans()), serviceMap(), documents({ measure: { documents: 5 } })]) {
      expect(() => alertRule({ ...errors, query }, props)).toThrow(
        'Signal "errors" finds no number that could be above or below a threshold.',
      );
    }
  });

  it("holds nothing of a dashboard in any language", async () => {
    const queries: readonly JudgedSignal["query"][] = [
      loki(logs({ service: true }).containsChosen("search").count().sum()),
      tempo(spans({ service: true }).rate()),
      documents({ where: { service: true }, measure: { count: true } }),
    ];
    const rules = queries.map((query, index) => alertRule({ ...errors, id: `signal-${String(index)}`, query }, props));
    expect(await lintAlerts([...rules, alertRule(errors, props), alertRule(lambdaErrors, props)])).toEqual([]);
    expect(JSON.stringify(rules)).not.toContain("$");
  });
});

describe("checks of alert rules find", () => {
  it("a variable of the dashboard and an interval", () => {
    const right = alertRule(errors, props);
    const seeded = (expr: string): AlertRule => ({
      ...right,
      queries: right.queries.map((query) => ({ ...query, expr })),
    });
    expect(messages([seeded('rate(x{service_name=~"$service"}[$__rate_interval])')])).toEqual([
      'alerts.errors-page: alerts do not interpolate dashboard variables ("$service")',
      'alerts.errors-page: alerts do not interpolate dashboard variables ("$__rate_interval")',
    ]);
    expect(messages([seeded("x{a=~'${b:csv}'} + [[c]]")])).toEqual([
      'alerts.errors-page: alerts do not interpolate dashboard variables ("${b:csv}")',
      'alerts.errors-page: alerts do not interpolate dashboard variables ("[[c]]")',
    ]);
  });

  it("a variable in SQL, whose macros for the time range are fine", () => {
    const sql = (text: string) => alertRule({ ...errors, query: athena(text) }, props);
    expect(messages([sql("SELECT 1 WHERE day > $__timeFrom()")])).toEqual([]);
    expect(messages([sql("SELECT 1 WHERE account IN (${account:singlequote})")])).toEqual([
      'alerts.errors-page: alerts do not interpolate dashboard variables ("${account:singlequote}")',
    ]);
  });

  it("one rule made twice", () => {
    const rule = alertRule(errors, props);
    expect(messages([rule, rule])).toEqual(['alerts.errors-page: alert "errors-page" is made twice ("errors-page")']);
  });

  it("a query that its grammar cannot read", async () => {
    const problems = await lintAlerts([{ ...alertRule(errors, props), text: "rate(x[5m)" }]);
    expect(problems.map(({ message }) => message)).toEqual(['PromQL error at column 9: expected "]"']);
  });
});
