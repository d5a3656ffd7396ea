import { VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import { describe, expect, it } from "vitest";
import { checkDashboards } from "../../../dashboards/core/check";
import { dataSourceSet } from "../../../dashboards/core/data-sources";
import { describeDashboards } from "../../../dashboards/core/describe";
import {
  alertList,
  barGauge,
  gauge,
  heatmap,
  logLines,
  stat,
  stateTimeline,
  table,
  timeSeries,
} from "../../../dashboards/core/panels";
import { documents, prometheus, promql } from "../../../dashboards/core/query";
import type { Signal } from "../../../dashboards/core/signal";
import { errorLines, errors, latency, panelOf, requests, services } from "./support";

describe("a dashboard over several data sources", () => {
  const definition = services();

  it("has a variable for each that it asks, with the fixed UID as default", () => {
    const sources = (definition.model.templating.list ?? []).filter(({ type }) => type === VariableType.Datasource);
    expect(sources.map(({ name, query, current }) => [name, query, current?.value])).toEqual([
      ["prometheus", "prometheus", "estate-prometheus"],
      ["cloudwatch", "cloudwatch", "estate-cloudwatch-production"],
      ["loki", "loki", "estate-loki"],
      ["tempo", "tempo", "estate-tempo"],
    ]);
  });

  it("is described with data sources, languages and metrics", () => {
    const [description] = describeDashboards([definition]);
    expect(description?.dataSources).toEqual([
      "estate-prometheus",
      "estate-cloudwatch-production",
      "estate-loki",
      "estate-tempo",
    ]);
    expect(description?.metrics).toEqual([
      "AWS/Lambda Errors",
      "http_server_request_duration_seconds_bucket",
      "http_server_request_duration_seconds_count",
      "target_info",
      "traces_service_graph_request_failed_total",
      "traces_service_graph_request_server_seconds_bucket",
      "traces_service_graph_request_server_seconds_sum",
      "traces_service_graph_request_total",
    ]);
    expect(
      description?.queries.map(({ panel, language, dataSource }) => `${panel}: ${language} of ${dataSource}`),
    ).toEqual([
      "Requests: promql of estate-prometheus",
      "Errors: promql of estate-prometheus",
      "Latency: promql of estate-prometheus",
      "By service: promql of estate-prometheus",
      "By service: promql of estate-prometheus",
      "By service: promql of estate-prometheus",
      "Lambda errors: cloudwatch of estate-cloudwatch-production",
      "Error lines: logql of estate-loki",
      "Slow traces: traceql of estate-tempo",
      "Service map: service-map of estate-tempo",
    ]);
  });

  it("passes the checks of every synth", () => {
    const dataSourceUids = ["estate-prometheus", "estate-cloudwatch-production", "estate-loki", "estate-tempo"];
    expect(checkDashboards([definition], { dataSourceUids })).toEqual([]);
  });

  it("is the same bytes each time", () => {
    expect(services().json()).toBe(definition.json());
  });
});

describe("on another platform", () => {
  const elsewhere: Signal = {
    ...errorLines,
    elsewhere: [documents({ where: { service: true }, also: "severity_text:ERROR", measure: { documents: 100 } })],
  };
  const managed = dataSourceSet({
    platform: "amazon-managed",
    kinds: ["prometheus", "opensearch"],
    cloudWatchAccounts: [],
  });

  it("the same signal is asked of the data source that is there", () => {
    expect(panelOf(logLines(elsewhere)).datasource).toEqual({ type: "loki", uid: "${loki}" });
    expect(panelOf(logLines(elsewhere), managed)).toMatchObject({
      datasource: { type: "grafana-opensearch-datasource", uid: "${opensearch}" },
      targets: [
        {
          query: "service.name:/${service:regex}/ AND (severity_text:ERROR)",
          metrics: [{ id: "1", type: "logs", settings: { limit: "100" } }],
          bucketAggs: [],
        },
      ],
    });
  });

  it("Prometheus keeps its UID under the plugin that signs requests", () => {
    expect(managed.prometheus).toMatchObject({
      uid: "estate-prometheus",
      type: "grafana-amazonprometheus-datasource",
      variable: "prometheus",
    });
  });

  it("a signal that nobody can answer is an error, not a lost panel", () => {
    expect(() => panelOf(logLines(errorLines), managed)).toThrow(
      'Signal "error-lines" can be asked of loki; there is only prometheus, opensearch.',
    );
  });
});

describe("panels", () => {
  it("draw Prometheus over time, named by the labels that are grouped by", () => {
    expect(panelOf(timeSeries(latency)).targets).toEqual([
      {
        refId: "A",
        datasource: { type: "prometheus", uid: "${prometheus}" },
        expr: 'histogram_quantile(0.95, sum by (service_name, le) (rate(http_server_request_duration_seconds_bucket{cloud_account_id=~"$account", service_name=~"$service"}[$__rate_interval])))',
        instant: false,
        range: true,
        format: "time_series",
        legendFormat: "{{service_name}}",
        editorMode: "code",
        exemplar: true,
      },
    ]);
  });

  it("name series that are not grouped by their signal or by themselves", () => {
    const legend = (expr: Parameters<typeof prometheus>[0]): unknown =>
      panelOf(timeSeries({ ...requests, query: prometheus(expr) })).targets?.map((target) => ({ ...target }));
    expect(legend(promql("a").sum())).toMatchObject([{ legendFormat: "Requests" }]);
    expect(legend(promql("a"))).toMatchObject([{ legendFormat: "__auto" }]);
  });

  it("show several signals beside each other, each by its name", () => {
    const p50 = { ...latency, id: "p50", name: "p50" };
    const panel = panelOf(timeSeries(latency, { also: [p50], title: "Latency", legend: "bottom" }));
    expect(panel.targets).toMatchObject([
      { refId: "A", legendFormat: "Latency {{service_name}}" },
      { refId: "B", legendFormat: "p50 {{service_name}}" },
    ]);
  });

  it("do not put different units on one axis", () => {
    expect(() => timeSeries(latency, { also: [errors] })).toThrow(
      'Signals "latency" (s) and "errors" (percent) cannot share an axis.',
    );
  });

  it("join signals of different units as columns of a table", () => {
    const panel = panelOf(table(requests, { also: [errors] }));
    expect(panel.targets).toMatchObject([
      { refId: "A", format: "table", instant: true },
      { refId: "B", format: "table", instant: true },
    ]);
    expect(panel.transformations).toEqual([
      { id: "merge", options: {} },
      {
        id: "organize",
        options: {
          excludeByName: { Time: true },
          indexByName: {},
          renameByName: { "Value #A": "Requests", "Value #B": "Errors" },
        },
      },
    ]);
    expect(panel.fieldConfig?.overrides).toMatchObject([
      { matcher: { id: "byName", options: "Errors" }, properties: [{ id: "unit", value: "percent" }, {}, {}] },
    ]);
  });

  it("ask for one value where one is shown, and for the range behind a sparkline", () => {
    expect(panelOf(stat(errors)).targets).toMatchObject([{ instant: true, format: "time_series" }]);
    expect(panelOf(stat(errors, { sparkline: true }))).toMatchObject({
      options: { graphMode: "area" },
      targets: [{ instant: false, range: true }],
    });
    expect(panelOf(gauge(errors))).toMatchObject({ type: "gauge", fieldConfig: { defaults: { min: 0, max: 100 } } });
    expect(panelOf(barGauge(errors)).targets).toMatchObject([{ instant: true }]);
  });

  it("colour by thresholds and states", () => {
    const up: Signal = {
      ...requests,
      unit: "none",
      query: prometheus(promql("up").minBy("service")),
      states: [
        { value: 0, text: "down", is: "bad" },
        { value: 1, text: "up", is: "good" },
      ],
    };
    expect(panelOf(stateTimeline(up)).fieldConfig?.defaults.mappings).toEqual([
      {
        type: "value",
        options: { 0: { text: "down", color: "red", index: 0 }, 1: { text: "up", color: "green", index: 1 } },
      },
    ]);
    expect(panelOf(timeSeries(errors)).fieldConfig?.defaults.thresholds?.steps).toEqual([
      { value: null, color: "green" },
      { value: 1, color: "orange" },
      { value: 5, color: "red" },
    ]);
  });

  it("spread buckets in a heatmap", () => {
    const spread = { ...latency, query: prometheus(promql("d_bucket").increase().sumBy("le")) };
    expect(panelOf(heatmap(spread)).targets).toMatchObject([{ format: "heatmap", legendFormat: "{{le}}" }]);
  });

  it("lead to other dashboards, with time and filters", () => {
    expect(panelOf(timeSeries(latency)).fieldConfig?.defaults.links).toMatchObject([
      {
        title: "Service",
        url: "/d/services?var-service=${__field.labels.service_name}&${account:queryparam}&${__url_time_range}",
      },
    ]);
  });

  it("list alerts without asking a data source", () => {
    expect(panelOf(alertList({ title: "Firing", description: "What fires." }))).toMatchObject({
      type: "alertlist",
      datasource: { type: "datasource", uid: "grafana" },
      fieldConfig: { defaults: { unit: "none" } },
    });
  });
});
