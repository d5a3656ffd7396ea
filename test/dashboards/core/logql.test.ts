import { describe, expect, it } from "vitest";
import { chosen, logs, type LogLines, type LogMetric, overRange } from "../../../dashboards/core/query";
import { loadGrammars, parse } from "../../../dashboards/core/lint/grammar";
import { syntaxError } from "../../../dashboards/core/lint/syntax";

const checkout = logs({ service: "checkout" });

const written: readonly [LogLines | LogMetric, dashboard: string, alert: string][] = [
  [logs(), '{service_name=~".+"}', '{service_name=~".+"}'],
  [logs({ service: true }), '{service_name=~".+", service_name=~"$service"}', '{service_name=~".+"}'],
  [
    checkout.where({ environment: true }),
    '{service_name="checkout", deployment_environment_name=~"$environment"}',
    '{service_name="checkout"}',
  ],
  [
    checkout.where({ account: true }),
    '{service_name="checkout"} | cloud_account_id=~"$account"',
    '{service_name="checkout"}',
  ],
  [
    checkout.contains("a").containsNot("b").matches("c.*").matchesNot("d"),
    '{service_name="checkout"} |= "a" != "b" |~ "c.*" !~ "d"',
    '{service_name="checkout"} |= "a" != "b" |~ "c.*" !~ "d"',
  ],
  [checkout.containsChosen("search"), '{service_name="checkout"} |~ "(?i)$search"', '{service_name="checkout"}'],
  [
    checkout
      .json()
      .whereField({ level: "error", pod: chosen("pod") })
      .whereNumber("status", ">=", 500),
    '{service_name="checkout"} | json | level="error" | pod=~"$pod" | status >= 500',
    '{service_name="checkout"} | json | level="error" | status >= 500',
  ],
  [
    checkout.pattern("<ip> <_>").lineFormat("{{.ip}}").logfmt().withoutErrors(),
    '{service_name="checkout"} | pattern "<ip> <_>" | line_format "{{.ip}}" | logfmt | __error__=""',
    '{service_name="checkout"} | pattern "<ip> <_>" | line_format "{{.ip}}" | logfmt | __error__=""',
  ],
  [
    checkout.rate().sumBy("service"),
    'sum by (service_name) (rate({service_name="checkout"} [$__auto]))',
    'sum by (service_name) (rate({service_name="checkout"} [5m]))',
  ],
  [
    checkout.count(overRange("1h")).sum(),
    'sum(count_over_time({service_name="checkout"} [$__range]))',
    'sum(count_over_time({service_name="checkout"} [1h]))',
  ],
  [
    checkout.bytesRate().sumBy("service").topk(5),
    'topk(5, sum by (service_name) (bytes_rate({service_name="checkout"} [$__auto])))',
    'topk(5, sum by (service_name) (bytes_rate({service_name="checkout"} [5m])))',
  ],
  [
    checkout.json().quantile(0.95, "ms", ["service"], "10m"),
    'quantile_over_time(0.95, {service_name="checkout"} | json | unwrap ms | __error__="" [10m]) by (service_name)',
    'quantile_over_time(0.95, {service_name="checkout"} | json | unwrap ms | __error__="" [10m]) by (service_name)',
  ],
  [
    checkout.json().unwrapped("avg_over_time", "ms", "5m").maxBy("service"),
    'max by (service_name) (avg_over_time({service_name="checkout"} | json | unwrap ms | __error__="" [5m]))',
    'max by (service_name) (avg_over_time({service_name="checkout"} | json | unwrap ms | __error__="" [5m]))',
  ],
  [
    checkout.contains("x").rate("5m").sum().dividedBy(checkout.rate("5m").sum()).times(100),
    '(sum(rate({service_name="checkout"} |= "x" [5m])) / sum(rate({service_name="checkout"} [5m]))) * 100',
    '(sum(rate({service_name="checkout"} |= "x" [5m])) / sum(rate({service_name="checkout"} [5m]))) * 100',
  ],
];

describe("LogQL", () => {
  it.each(written)("writes %#", (expr, dashboard, alert) => {
    expect([expr.text("dashboard"), expr.text("alert")]).toEqual([dashboard, alert]);
  });

  it("is read by the grammar", async () => {
    const grammars = await loadGrammars();
    for (const text of written.flatMap(([expr]) => [expr.text("dashboard"), expr.text("alert")])) {
      expect([text, syntaxError("logql", text, parse(grammars, "logql", text))]).toEqual([text, undefined]);
    }
  });

  it("has nothing of a dashboard in alerts", () => {
    expect(written.map(([expr]) => expr.text("alert")).filter((text) => text.includes("$"))).toEqual([]);
  });

  it("refuses a variable as text", () => {
    expect(() => logs().contains("$search")).toThrow('"$search" holds a "$"');
    expect(() => logs().lineFormat("$x")).toThrow('holds a "$"');
  });
});
