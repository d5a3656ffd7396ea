import { beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { apply, dashboardPanels } from "../../../dashboards/core/check";
import { type Grammars, loadGrammars } from "../../../dashboards/core/lint/grammar";
import { RULES } from "../../../dashboards/core/lint/rules";
import type { Unit } from "../../../dashboards/core/units";
import { asks, seeded } from "../lint/faults";

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadGrammars();
});

/** What a rule says of one panel with a query and a unit, by the real catalogue. */
function found(rule: string, expr: string, unit: Unit = "short"): string[] {
  const definition = seeded((model) => {
    asks("Requests", expr)(model);
    for (const panel of dashboardPanels(model))
      if (panel.title === "Requests" && panel.fieldConfig !== undefined) panel.fieldConfig.defaults.unit = unit;
  });
  const rules = RULES.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  const context = { catalogue, grammars, dashboardUids: [], dataSourceUids: [] };
  return rules
    .flatMap((one) => apply([one], [definition], context))
    .filter(({ path }) => path === "dashboards.services.Requests")
    .map(({ message }) => message);
}

describe("known-metric, by the real catalogue", () => {
  it.each([
    ["http_server_duration_seconds_count", "the name before the conventions were stable"],
    ["http_server_request_duration_milliseconds_count", "another unit"],
    ["node_cpu", "the name before node_exporter 0.16"],
    ["node_load1_total", "a gauge as a counter"],
    ["node_load1_bucket", "a gauge as a histogram"],
    ["container_cpu_usage_seconds_total", "cAdvisor's name for what ECS calls otherwise"],
    ["otelcol_exporter_sent_spans", "a counter of the collector without its suffix"],
    ["traces_spanmetrics_duration_seconds_bucket", "the connector's name for Tempo's histogram"],
  ])("does not know %s: %s", (metric) => {
    expect(found("known-metric", `sum(${metric})`)).toEqual([`metric "${metric}" is not in the catalogue`]);
  });

  it.each([
    "http_server_request_duration_seconds_bucket",
    "node_filesystem_avail_bytes",
    "ecs_task_memory_utilized_MiB",
    "probe_all_success_sum",
    "go_gc_duration_seconds",
  ])("knows %s", (metric) => {
    expect(found("known-metric", `sum(${metric})`)).toEqual([]);
  });
});

describe("known-label, by the real catalogue", () => {
  it.each([
    ['node_filesystem_avail_bytes{mount="/"}', 'metric node_filesystem_avail_bytes has no label "mount"'],
    [
      'rate(http_server_request_duration_seconds_count{http_status_code="500"}[5m])',
      'metric http_server_request_duration_seconds_count has no label "http_status_code"',
    ],
    [
      "sum by (service_name, status) (rate(traces_spanmetrics_calls_total[5m]))",
      'no metric of the query has a label "status"',
    ],
    ["sum by (le) (rate(node_disk_read_bytes_total[5m]))", 'no metric of the query has a label "le"'],
    ['pg_stat_database_numbackends{database="orders"}', 'metric pg_stat_database_numbackends has no label "database"'],
  ])("refuses %s", (expr, message) => {
    expect(found("known-label", expr)).toEqual([message]);
  });

  it("takes labels of the metric, of the contract and of buckets", () => {
    const expr = 'sum by (le, http_route) (rate(http_server_request_duration_seconds_bucket{cloud_region="x"}[5m]))';
    expect(found("known-label", expr)).toEqual([]);
  });
});

describe("unit-of-metric, by the real catalogue", () => {
  it.each<readonly [string, Unit, string]>([
    ["node_memory_MemAvailable_bytes", "s", 'unit "s" does not fit bytes, which the query measures'],
    ["rate(node_network_receive_bytes_total[5m])", "bps", 'unit "bps" does not fit bytes/s, which the query measures'],
    ["ecs_task_cpu_utilized_None", "percentunit", 'unit "percentunit" does not fit percent, which the query measures'],
    ["time() - process_start_time_seconds", "bytes", 'unit "bytes" does not fit seconds, which the query measures'],
    ["grafanacloud_org_total_overage", "short", 'unit "short" does not fit usd, which the query measures'],
    [
      "grafanacloud_instance_samples_per_second",
      "short",
      'unit "short" does not fit count/s, which the query measures',
    ],
    [
      "node_filesystem_avail_bytes / node_filesystem_size_bytes",
      "percent",
      'unit "percent" does not fit share, which the query measures',
    ],
  ])("refuses %s in %s", (expr, unit, message) => {
    expect(found("unit-of-metric", expr, unit)).toEqual([message]);
  });

  it.each<readonly [string, Unit]>([
    ["100 * node_filesystem_avail_bytes / node_filesystem_size_bytes", "percent"],
    ["8 * rate(node_network_receive_bytes_total[5m])", "bps"],
    ["rate(mysql_global_status_queries[5m])", "ops"],
    ["pg_stat_activity_count", "short"],
  ])("takes %s in %s", (expr, unit) => {
    expect(found("unit-of-metric", expr, unit)).toEqual([]);
  });
});

describe("target-counter-agg, by the real catalogue", () => {
  it.each([
    ["mysql_global_status_queries", "has no _total in its name"],
    ["pg_stat_database_xact_commit", "has no _total in its name"],
    ["ecs_task_network_io_usage_rx_bytes_Bytes", "comes as a sum that is not marked as rising"],
    ["nginx_http_requests_total", "has"],
    ["probe_all_success_count", "counts runs"],
  ])("refuses %s without rate: it %s", (metric) => {
    expect(found("target-counter-agg", `sum(${metric})`)).toEqual([
      `counter ${metric} is used without rate() or increase()`,
    ]);
  });

  it.each(["grafanacloud_org_spend_commit_balance_total", "mysql_global_status_threads_running"])(
    "takes %s, which falls as well",
    (metric) => {
      expect(found("target-counter-agg", `sum(${metric})`)).toEqual([]);
    },
  );
});
