import { describe, expect, it } from "vitest";
import { dashboardPanels } from "../../dashboards/core/check";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import { serviceDashboards } from "../../dashboards/services";
import {
  asked,
  CHOSEN,
  findings,
  links,
  onAmazon,
  onCloud,
  only,
  outline,
  targets,
  variables,
} from "./service-support";
import { costInput } from "./support";

const cloud = only(serviceDashboards(onCloud()));
const amazon = only(serviceDashboards(onAmazon()));

const REQUESTS = `http_server_request_duration_seconds_count{${CHOSEN}}`;
const FAILED = `http_server_request_duration_seconds_count{${CHOSEN}, http_response_status_code=~"5.."}`;

describe("the dashboard of services", () => {
  it.each([
    ["Grafana Cloud", cloud],
    ["Amazon's platform", amazon],
  ])("has exactly these panels on %s", (_, definition) => {
    expect(outline(definition)).toEqual([
      "# Is it fine?",
      "stat Failing services, short",
      "stat Errors, percent",
      "stat Duration, p95, s",
      "stat Availability, percent",
      "stat Error budget used, percent",
      "stat Requests, reqps",
      "# Rate, errors, duration",
      "timeseries Requests by service, reqps",
      "timeseries Errors by service, percent",
      "timeseries Duration by service, p95, s",
      "# Service by service",
      "table Services, reqps",
      "# Errors in logs and traces",
      "timeseries Error lines by service, short",
      "table Failing traces, short",
      "table Slowest traces, short",
      "logs Error lines, short",
      "# Routes",
      "table Routes, reqps",
      "timeseries Failing routes, reqps",
      "# Durations",
      "heatmap Spread of durations, s",
      "timeseries Duration, all services, s",
      "# Calls by RPC, and messages",
      "timeseries Remote procedure calls, reqps",
      "timeseries Calls that fail, percent",
      "timeseries Duration of calls, p95, s",
      "timeseries Messages processed, mps",
      "timeseries Messages that fail, percent",
      "timeseries Processing time, p95, s",
      "# What runs out",
      "timeseries Requests in flight, short",
      "timeseries Database connections in use, percent",
      "timeseries Waiting for a database connection, short",
      "timeseries Node.js event loop, percentunit",
      "timeseries Node.js event loop delay, p99, s",
      "timeseries Node.js heap in use, bytes",
      "timeseries JVM CPU, percentunit",
      "timeseries JVM heap after collection, percent",
      "timeseries Garbage collection, percentunit",
      "timeseries Go memory, percent",
      "timeseries Go scheduling delay, p99, s",
      "timeseries Goroutines, short",
    ]);
  });

  it.each([
    ["Grafana Cloud", onCloud()],
    ["Amazon's platform", onAmazon()],
    ["Amazon's platform with documents and Jaeger", onAmazon(["opensearch", "jaeger"])],
    ["Amazon's platform with nothing optional and no services", onAmazon([], { services: [], environments: [] })],
  ])("has no finding of the lint on %s", async (_, scope) => {
    expect(await findings(serviceDashboards(scope), scope)).toEqual([]);
  });

  it("asks metrics the same on both platforms", () => {
    const metrics = ({ queries }: DashboardDefinition) =>
      queries.filter(({ language }) => language === "promql").map(({ panel, text }) => [panel, text]);
    expect(metrics(amazon)).toEqual(metrics(cloud));
    expect(metrics(cloud)).toHaveLength(40);
  });

  it("counts errors by 5xx of all requests, and zero where there are none", () => {
    expect(asked(cloud, "Errors")).toEqual([
      `promql: ((sum(rate(${FAILED}[$__rate_interval])) or (sum(rate(${REQUESTS}[$__rate_interval])) * 0)) / (sum(rate(${REQUESTS}[$__rate_interval])) > 0)) * 100`,
    ]);
    const by = "sum by (service_name) ";
    const share = `((${by}(rate(${FAILED}[$__rate_interval])) or (${by}(rate(${REQUESTS}[$__rate_interval])) * 0)) / (${by}(rate(${REQUESTS}[$__rate_interval])) > 0)) * 100`;
    expect(asked(cloud, "Errors by service")).toEqual([`promql: ${share}`]);
    expect(asked(cloud, "Failing services")).toEqual([`promql: count((${share}) > 5) or vector(0)`]);
  });

  it("tells availability and budget of the whole range shown", () => {
    const succeeded = `http_server_request_duration_seconds_count{${CHOSEN}, http_response_status_code!~"5.."}`;
    const all = `sum(increase(${REQUESTS}[$__range]))`;
    expect(asked(cloud, "Availability")).toEqual([
      `promql: ((sum(increase(${succeeded}[$__range])) or (${all} * 0)) / (${all} > 0)) * 100`,
    ]);
    expect(asked(cloud, "Error budget used")).toEqual([
      `promql: (((sum(increase(${FAILED}[$__range])) or (${all} * 0)) / (${all} > 0)) * 100) * 1000`,
    ]);
  });

  it("shows exemplars, which lead to traces, beside the duration of each service", () => {
    expect(targets(cloud, "Duration by service, p95")).toMatchObject([
      {
        expr: `histogram_quantile(0.95, sum by (service_name, le) (rate(http_server_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
        exemplar: true,
        legendFormat: "{{service_name}}",
      },
    ]);
  });

  it("asks one table for each route", () => {
    const by = "sum by (service_name, http_request_method, http_route";
    expect(asked(cloud, "Routes")).toEqual([
      `promql: ${by}) (rate(${REQUESTS}[$__rate_interval]))`,
      `promql: ((${by}) (rate(${FAILED}[$__rate_interval])) or (${by}) (rate(${REQUESTS}[$__rate_interval])) * 0)) / (${by}) (rate(${REQUESTS}[$__rate_interval])) > 0)) * 100`,
      `promql: histogram_quantile(0.95, ${by}, le) (rate(http_server_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
    ]);
  });

  it("takes garbage collection from the worst process, since shares of several do not add up", () => {
    const worst = (family: string) =>
      `promql: max by (service_name) (sum by (service_name, service_instance_id) (rate(${family}_gc_duration_seconds_sum{${CHOSEN}}[$__rate_interval])))`;
    expect(asked(cloud, "Garbage collection")).toEqual([worst("jvm"), worst("v8js")]);
  });

  it("shows logs and traces beside", () => {
    expect(asked(cloud, "Error lines")).toEqual([
      'logql: {service_name=~".+", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service"} | cloud_account_id=~"$account" | detected_level=~"error|critical|fatal"',
    ]);
    expect([...asked(amazon, "Failing traces"), ...asked(amazon, "Slowest traces")]).toEqual([
      "xray: fault = true",
      "xray: responsetime > 1",
    ]);
    const jaeger = only(serviceDashboards(onAmazon(["jaeger"])));
    expect(targets(jaeger, "Slowest traces")).toMatchObject([{ service: "$traced_service", minDuration: "1s" }]);
  });

  it("leads from a service to everything else that is known of it", () => {
    const keep = "${account:queryparam}&${region:queryparam}&${environment:queryparam}&${__url_time_range}";
    const about = (label: string): [string, string][] => [
      ["Only this service", `/d/services?var-service=\${${label}.service_name}&${keep}`],
      ["Its logs", `/d/logs?var-service=\${${label}.service_name}&${keep}`],
      ["Its traces", `/d/traces?var-service=\${${label}.service_name}&${keep}`],
      ["Its tasks and containers", `/d/ecs?var-service=\${${label}.service_name}&${keep}`],
    ];
    expect(links(cloud, "Errors by service")).toEqual(about("__field.labels"));
    expect(links(cloud, "Services")).toEqual(about("__data.fields"));
  });

  it("leads to cost where the bill is known, since there are no dashboards of cost elsewhere", async () => {
    const scope = onCloud({ billing: costInput() });
    const definition = only(serviceDashboards(scope));
    const cost = ["What it costs", "/d/cost-allocation?${account:queryparam}&${__url_time_range}"];
    expect(links(definition, "Services").at(-1)).toEqual(cost);
    expect(links(definition, "Requests by service").at(-1)).toEqual(cost);
    expect(await findings([definition], scope)).toEqual([]);
  });

  it("offers what is asked for and nothing else", () => {
    const filters = ["account", "region", "environment", "service"];
    expect(variables(cloud)).toEqual(["prometheus", "loki", "tempo", ...filters]);
    expect(variables(amazon)).toEqual(["prometheus", "cloudwatch", "xray", ...filters, "cloudwatch_region"]);
    expect(variables(only(serviceDashboards(onAmazon(["jaeger", "elasticsearch"]))))).toEqual([
      "prometheus",
      "elasticsearch",
      "jaeger",
      ...filters,
      "traced_service",
    ]);
  });

  it("measures a heatmap by its buckets: milliseconds for seconds are found", async () => {
    const text = cloud.json();
    const model = JSON.parse(text) as DashboardDefinition["model"];
    for (const panel of dashboardPanels(model))
      if (panel.type === "heatmap" && panel.fieldConfig !== undefined) panel.fieldConfig.defaults.unit = "ms";
    expect(await findings([{ ...cloud, model }], onCloud())).toEqual([
      'dashboards.services["Spread of durations"]: unit "ms" does not fit seconds, which the query measures',
    ]);
  });
});
