/** The answers that are worked out by hand are those of Prometheus, construct by construct, and not those of its neighbours. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Grammars, loadGrammars, parse } from "../../dashboards/core/lint/grammar";
import { differenceOf } from "./support/metric-comparison";
import { by, quantile, rate, series, total } from "./support/metric-expected";
import { catalogueSeries } from "./support/metric-series";
import { type Prometheus, startPrometheus } from "./support/prometheus";
import { ByHand } from "./support/promql-by-hand";
import { NotByHand } from "./support/promql-vectors";

const SERIES = catalogueSeries();
const BY_HAND = new ByHand(SERIES);
const HTTP = "http_server_request_duration_seconds";

let prometheus: Prometheus;
let grammars: Grammars;
beforeAll(async () => {
  [prometheus, grammars] = await Promise.all([startPrometheus(SERIES), loadGrammars()]);
});
afterAll(() => prometheus.stop());

describe("an answer by hand", () => {
  it.each([
    "node_load1",
    'node_filesystem_avail_bytes{mountpoint="/", fstype!="xfs"}',
    'node_cpu_seconds_total{mode=~"user|sys.*", cpu!~"1"}',
    `sum by (service_name, http_response_status_code) (rate(${HTTP}_count[480s]))`,
    `sum(increase(${HTTP}_count[480s]))`,
    `histogram_quantile(0.95, sum by (service_name, le) (rate(${HTTP}_bucket[480s])))`,
    `100 * sum by (service_name) (rate(${HTTP}_count{http_response_status_code=~"5.."}[480s])) / sum by (service_name) (rate(${HTTP}_count[480s]))`,
    `sum without (cpu, mode) (rate(node_cpu_seconds_total{mode!="idle"}[480s]))`,
    "100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)",
    "topk(3, rate(node_disk_read_bytes_total[480s]))",
    "count by (job) (up == 1) or vector(0)",
    "sum(probe_success == bool 0) / count(probe_success)",
    "avg_over_time(node_load1[1200s])",
    "max_over_time(node_memory_MemFree_bytes[1200s])",
    "max_over_time(sum(node_load1)[1200s:240s])",
    "predict_linear(node_filesystem_avail_bytes[1800s], 86400)",
    "delta(node_load5[1200s]) + deriv(node_load5[1200s])",
    "(probe_ssl_earliest_cert_expiry - time()) / 86400",
    "node_load1 > on (instance) (node_load5 * 0.9)",
    "namedprocess_namegroup_num_procs * on (instance) group_left (nodename) node_uname_info",
    "up unless on (instance) (node_load1 > 3)",
    "clamp_max(abs(-node_load1), 3)",
    "rate(node_disk_read_bytes_total[480s] offset 1200s) and on (instance) node_load1",
    "time() - process_start_time_seconds",
    "scalar(count(up)) * vector(2)",
  ])("is that of Prometheus: %s", async (expr) => {
    const answers = await prometheus.query(expr);
    expect(answers.length).toBeGreaterThan(0);
    expect(differenceOf(answers, BY_HAND.answer(parse(grammars, "promql", expr)))).toBeUndefined();
  });

  it.each([
    [`sum(rate(${HTTP}_count[480s]))`, `sum(rate(${HTTP}_count{service_name="checkout"}[480s]))`],
    [`sum by (service_name) (rate(${HTTP}_count[480s]))`, `sum by (cloud_region) (rate(${HTTP}_count[480s]))`],
    ["max(node_load1)", "min(node_load1)"],
    ["sum(node_load1)", "avg(node_load1)"],
    [
      `histogram_quantile(0.95, sum by (le) (rate(${HTTP}_bucket[480s])))`,
      `histogram_quantile(0.9, sum by (le) (rate(${HTTP}_bucket[480s])))`,
    ],
    ["increase(node_forks_total[480s])", "increase(node_forks_total[600s])"],
    ["avg_over_time(node_load1[1200s])", "avg_over_time(node_load1[600s])"],
  ])("tells %s from %s", async (expr, neighbour) => {
    expect(
      differenceOf(await prometheus.query(neighbour), BY_HAND.answer(parse(grammars, "promql", expr))),
    ).toBeDefined();
  });

  it("is refused for what is not known", () => {
    for (const expr of [
      "holt_winters(node_load1[1h], 0.5, 0.5)",
      "stddev(node_load1)",
      "node_load1 * on (a) group_right up",
    ])
      expect(() => BY_HAND.answer(parse(grammars, "promql", expr))).toThrow(NotByHand);
  });

  it("comes from numbers that can be followed", () => {
    const requests = series(SERIES, `${HTTP}_count`, { service_name: "checkout" });
    // Two methods, three status codes and two routes, which grow by a half, one, one and a half, and so on in a second.
    expect(requests).toHaveLength(12);
    expect(rate(requests)).toBe((78 * 1) / 2);
    expect(by(["http_response_status_code"], requests, rate).size).toBe(3);
    expect(total(series(SERIES, "node_load1"))).toBe(2 + 4);
    // The eleven bounds from 5 milliseconds to 10 seconds part the requests into twelfths.
    const buckets = series(SERIES, `${HTTP}_bucket`, { service_name: "checkout" });
    expect(quantile(1 / 12, buckets)).toBeCloseTo(0.005, 9);
    expect(quantile(1.5 / 12, buckets)).toBeCloseTo(0.0075, 9);
    expect(quantile(0.99, buckets)).toBe(10);
  });
});
