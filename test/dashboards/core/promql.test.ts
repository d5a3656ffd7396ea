import { describe, expect, it } from "vitest";
import {
  chosen,
  histogramQuantile,
  now,
  overRange,
  percentOf,
  type PromExpr,
  promql,
  ratio,
  secondsSince,
  topk,
} from "../../../dashboards/core/query";
import { loadGrammars, parse } from "../../../dashboards/core/lint/grammar";
import { selectorsOf } from "../../../dashboards/core/lint/promql-reading";
import { syntaxError } from "../../../dashboards/core/lint/syntax";

const requests = promql("requests_total");
const busy = promql("busy_seconds_total").where({ service: true });

const written: readonly [PromExpr, dashboard: string, alert: string][] = [
  [requests, "requests_total", "requests_total"],
  [
    requests.where({ account: true, region: true, environment: true, service: true }),
    'requests_total{cloud_account_id=~"$account", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service"}',
    "requests_total",
  ],
  [
    requests.where({ service: "checkout" }),
    'requests_total{service_name="checkout"}',
    'requests_total{service_name="checkout"}',
  ],
  [
    requests.where({ code: { matches: "5.." } }).where({ job: { not: "x" }, route: { matchesNot: "/health.*" } }),
    'requests_total{code=~"5..", job!="x", route!~"/health.*"}',
    'requests_total{code=~"5..", job!="x", route!~"/health.*"}',
  ],
  [
    requests.where({ host: { oneOf: ["a.b", "c"] }, instance: chosen("machine") }),
    String.raw`requests_total{host=~"a\\.b|c", instance=~"$machine"}`,
    String.raw`requests_total{host=~"a\\.b|c"}`,
  ],
  [
    requests.where({ path: 'a"\\b' }),
    String.raw`requests_total{path="a\"\\b"}`,
    String.raw`requests_total{path="a\"\\b"}`,
  ],
  [requests.rate(), "rate(requests_total[$__rate_interval])", "rate(requests_total[5m])"],
  [requests.rate("10m"), "rate(requests_total[10m])", "rate(requests_total[10m])"],
  [requests.increase(overRange("1d")), "increase(requests_total[$__range])", "increase(requests_total[1d])"],
  [
    requests.offset("1w").rate(),
    "rate(requests_total[$__rate_interval] offset 1w)",
    "rate(requests_total[5m] offset 1w)",
  ],
  [
    busy.rate().sumBy("service", "cpu"),
    'sum by (service_name, cpu) (rate(busy_seconds_total{service_name=~"$service"}[$__rate_interval]))',
    "sum by (service_name, cpu) (rate(busy_seconds_total[5m]))",
  ],
  [
    requests.rate().sumWithout("instance"),
    "sum without (instance) (rate(requests_total[$__rate_interval]))",
    "sum without (instance) (rate(requests_total[5m]))",
  ],
  [
    topk(5, requests.rate().sum()),
    "topk(5, sum(rate(requests_total[$__rate_interval])))",
    "topk(5, sum(rate(requests_total[5m])))",
  ],
  [
    histogramQuantile(0.95, promql("d_bucket").rate("5m"), "service"),
    "histogram_quantile(0.95, sum by (service_name, le) (rate(d_bucket[5m])))",
    "histogram_quantile(0.95, sum by (service_name, le) (rate(d_bucket[5m])))",
  ],
  [ratio(promql("a"), promql("b")), "a / (b > 0)", "a / (b > 0)"],
  [percentOf(promql("a"), promql("b")), "(a / (b > 0)) * 100", "(a / (b > 0)) * 100"],
  [
    promql("a").times(promql("b"), { on: ["service"], groupLeft: ["version"] }),
    "a * on (service_name) group_left (version) b",
    "a * on (service_name) group_left (version) b",
  ],
  [
    promql("a")
      .plus(1)
      .times(2)
      .minus(promql("b"), { ignoring: ["x"] }),
    "((a + 1) * 2) - ignoring (x) b",
    "((a + 1) * 2) - ignoring (x) b",
  ],
  [promql("a").is("==", 0), "a == bool 0", "a == bool 0"],
  [promql("a").count().orZero(), "count(a) or vector(0)", "count(a) or vector(0)"],
  [promql("a").orZeroOf(promql("b")), "a or (b * 0)", "a or (b * 0)"],
  [promql("a").unless(promql("b")).and(promql("c")), "(a unless b) and c", "(a unless b) and c"],
  [secondsSince(promql("born")), "time() - born", "time() - born"],
  [now().minus(promql("a")).apply("clamp_min", 0), "clamp_min(time() - a, 0)", "clamp_min(time() - a, 0)"],
  [promql("a").overTime("max_over_time", "1h"), "max_over_time(a[1h])", "max_over_time(a[1h])"],
  [promql("a").sum().over("max_over_time", "1d", "5m"), "max_over_time(sum(a)[1d:5m])", "max_over_time(sum(a)[1d:5m])"],
  [
    promql("a").above(1).over("count_over_time", "1d"),
    "count_over_time((a > 1)[1d:])",
    "count_over_time((a > 1)[1d:])",
  ],
  [promql("free").predictLinear("6h", 86400), "predict_linear(free[6h], 86400)", "predict_linear(free[6h], 86400)"],
];

describe("PromQL", () => {
  it.each(written)("writes %#: %s", (expr, dashboard, alert) => {
    expect([expr.text("dashboard"), expr.text("alert")]).toEqual([dashboard, alert]);
  });

  it("is read by the grammar, with the metrics that the expression tells", async () => {
    const grammars = await loadGrammars();
    for (const [expr] of written) {
      for (const use of ["dashboard", "alert"] as const) {
        const text = expr.text(use);
        const tree = parse(grammars, "promql", text);
        expect(syntaxError("promql", text, tree)).toBeUndefined();
        expect([...new Set(selectorsOf(tree).map(({ metric }) => metric))]).toEqual(expr.metrics);
      }
    }
  });

  it("has nothing of a dashboard in alerts", () => {
    expect(written.map(([expr]) => expr.text("alert")).filter((text) => text.includes("$"))).toEqual([]);
  });

  it("does not change what it is made from", () => {
    const before = busy.text("dashboard");
    busy.where({ a: "b" }).offset("1d").rate().sumBy("a");
    expect(busy.text("dashboard")).toBe(before);
  });

  it("tells by what the result is grouped", () => {
    const by = (expr: PromExpr) => expr.grouping;
    expect(by(requests.rate().sumBy("service", "code"))).toEqual(["service", "code"]);
    expect(by(histogramQuantile(0.5, requests.rate(), "service"))).toEqual(["service"]);
    expect(by(percentOf(requests.rate().sumBy("code"), requests.rate().sumBy("code")))).toEqual(["code"]);
    expect(by(requests.rate().sumBy("code").topk(3))).toEqual(["code"]);
    expect(by(requests.sum())).toEqual([]);
    expect(by(requests)).toEqual([]);
  });

  it("refuses a variable as text, since an alert would keep it", () => {
    expect(() => requests.where({ service: "$service" }).text("dashboard")).toThrow(
      '"$service" holds a "$". Filter by a variable with true or chosen() instead.',
    );
    expect(() => requests.where({ a: { oneOf: ["x", "$y"] } }).text("alert")).toThrow('holds a "$"');
  });

  it("refuses what is no name of a metric", () => {
    expect(() => promql("sum(x)")).toThrow('"sum(x)" is no name of a metric.');
    expect(() => promql("$metric")).toThrow('"$metric" is no name of a metric.');
  });
});
