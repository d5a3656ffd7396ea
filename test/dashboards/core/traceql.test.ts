import { describe, expect, it } from "vitest";
import { spans, type SpanMetric, type Spans } from "../../../dashboards/core/query";
import { loadGrammars, parse } from "../../../dashboards/core/lint/grammar";
import { syntaxError } from "../../../dashboards/core/lint/syntax";

const chosenSpans = spans({ account: true, service: true });

const written: readonly [Spans | SpanMetric, dashboard: string, alert: string][] = [
  [spans(), "{}", "{}"],
  [chosenSpans, '{ resource.cloud.account.id =~ "$account" && resource.service.name =~ "$service" }', "{}"],
  [
    spans({ service: "checkout" }).whereSpan({ status: "error" }, { kind: "server" }, { slowerThan: "250ms" }),
    '{ resource.service.name = "checkout" && status = error && kind = server && duration > 250ms }',
    '{ resource.service.name = "checkout" && status = error && kind = server && duration > 250ms }',
  ],
  [
    spans().whereSpan({ attribute: "http.route", equals: "/pay" }, { attribute: "http.status_code", equals: 500 }),
    '{ span.http.route = "/pay" && span.http.status_code = 500 }',
    '{ span.http.route = "/pay" && span.http.status_code = 500 }',
  ],
  [
    spans({ service: true }).quantile(0.95).by("service", "environment"),
    '{ resource.service.name =~ "$service" } | quantile_over_time(duration, 0.95) by (resource.service.name, resource.deployment.environment.name)',
    "{} | quantile_over_time(duration, 0.95) by (resource.service.name, resource.deployment.environment.name)",
  ],
  [spans().rate(), "{} | rate()", "{} | rate()"],
  [spans().count(), "{} | count_over_time()", "{} | count_over_time()"],
  [spans().histogram(), "{} | histogram_over_time(duration)", "{} | histogram_over_time(duration)"],
];

describe("TraceQL", () => {
  it.each(written)("writes %#", (expr, dashboard, alert) => {
    expect([expr.text("dashboard"), expr.text("alert")]).toEqual([dashboard, alert]);
  });

  it("is read by the grammar", async () => {
    const grammars = await loadGrammars();
    for (const text of written.flatMap(([expr]) => [expr.text("dashboard"), expr.text("alert")])) {
      expect([text, syntaxError("traceql", text, parse(grammars, "traceql", text))]).toEqual([text, undefined]);
    }
  });
});
