import { describe, expect, it } from "vitest";
import { traceDashboards } from "../../dashboards/traces";
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

const cloud = only(traceDashboards(onCloud()));
const amazon = only(traceDashboards(onAmazon()));

const SPANS =
  'resource.cloud.account.id =~ "$account" && resource.cloud.region =~ "$region" && resource.deployment.environment.name =~ "$environment" && resource.service.name =~ "$service"';

describe("the dashboard of traces", () => {
  it.each([
    ["Grafana Cloud", cloud],
    ["Amazon's platform", amazon],
  ])("has exactly these panels on %s", (_, definition) => {
    expect(outline(definition)).toEqual([
      "# Is it fine?",
      "stat Failing edges, short",
      "stat Duration, p95, s",
      "stat Failed requests, reqps",
      "stat Requests, reqps",
      "stat Lost on the way, eps",
      "# What calls what",
      "nodeGraph Service map, short",
      "# Traces",
      "table Failing traces, short",
      "table Slowest traces, short",
      "# Requests by service",
      "timeseries Requests, reqps",
      "timeseries Failed requests, reqps",
      "timeseries Duration, p95, s",
      "# Calls between services",
      "timeseries Errors by edge, percent",
      "timeseries Duration by edge, p95, s",
      "table Calls by edge, reqps",
      "# Calls to databases and queues",
      "table Databases, ops",
      "table Messages sent, mps",
    ]);
  });

  it.each([
    ["Grafana Cloud", onCloud()],
    ["Amazon's platform", onAmazon()],
    ["Amazon's platform with Jaeger and no services", onAmazon(["jaeger"], { services: [] })],
    ["Amazon's platform without a store of traces", onAmazon([])],
  ])("has no finding of the lint on %s", async (_, scope) => {
    expect(await findings(traceDashboards(scope), scope)).toEqual([]);
  });

  it("counts server spans in Tempo, and the same requests by metrics where there is none", () => {
    expect([...asked(cloud, "Requests"), ...asked(cloud, "Failed requests"), ...asked(cloud, "Duration, p95")]).toEqual(
      [
        `traceql: { ${SPANS} && kind = server } | rate()`,
        `traceql: { ${SPANS} && kind = server } | rate() by (resource.service.name)`,
        `traceql: { ${SPANS} && kind = server && status = error } | rate()`,
        `traceql: { ${SPANS} && kind = server && status = error } | rate() by (resource.service.name)`,
        `traceql: { ${SPANS} && kind = server } | quantile_over_time(duration, 0.95)`,
        `traceql: { ${SPANS} && kind = server } | quantile_over_time(duration, 0.95) by (resource.service.name)`,
      ],
    );
    const requests = `http_server_request_duration_seconds_count{${CHOSEN}}[$__rate_interval]`;
    expect([...asked(amazon, "Requests"), ...asked(amazon, "Duration, p95")]).toEqual([
      `promql: sum(rate(${requests}))`,
      `promql: sum by (service_name) (rate(${requests}))`,
      `promql: histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
      `promql: histogram_quantile(0.95, sum by (service_name, le) (rate(http_server_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
    ]);
  });

  it("finds slow and failing traces in the store that there is", () => {
    const lists = ["Slowest traces", "Failing traces"];
    expect(lists.flatMap((title) => asked(cloud, title))).toEqual([
      `traceql: { ${SPANS} && kind = server && duration > 1s }`,
      `traceql: { ${SPANS} && status = error }`,
    ]);
    expect(lists.flatMap((title) => asked(amazon, title))).toEqual(["xray: responsetime > 1", "xray: fault = true"]);
    const jaeger = only(traceDashboards(onAmazon(["jaeger"])));
    expect(lists.flatMap((title) => targets(jaeger, title))).toMatchObject([
      { queryType: "search", service: "$traced_service", minDuration: "1s" },
      { queryType: "search", service: "$traced_service", tags: "error=true" },
    ]);
  });

  it("draws the map of Tempo, or of X-Ray", () => {
    expect(targets(cloud, "Service map")).toMatchObject([{ queryType: "serviceMap", serviceMapQuery: "{}" }]);
    expect(targets(amazon, "Service map")).toMatchObject([{ queryType: "getServiceMap" }]);
  });

  it("judges edges by what callers measure, on both platforms alike", () => {
    const by = "sum by (service_name, server_address)";
    const share = (family: string) => {
      const all = `${by} (rate(${family}_duration_seconds_count{${CHOSEN}}[$__rate_interval]))`;
      const failed = `${by} (rate(${family}_duration_seconds_count{${CHOSEN}, error_type!=""}[$__rate_interval]))`;
      return `(((${failed} or (${all} * 0)) / (${all} > 0)) * 100)`;
    };
    const both = `${share("http_client_request")} or ${share("rpc_client_call")}`;
    expect(asked(cloud, "Errors by edge")).toEqual([`promql: topk(10, ${both})`]);
    expect(asked(cloud, "Failing edges")).toEqual([`promql: count((${both}) > 5) or vector(0)`]);
    for (const title of ["Errors by edge", "Duration by edge, p95", "Calls by edge", "Databases", "Messages sent"])
      expect(asked(amazon, title)).toEqual(asked(cloud, title));
  });

  it("leads from an edge to its caller, and to the other side", () => {
    const keep = "${account:queryparam}&${region:queryparam}&${environment:queryparam}&${__url_time_range}";
    expect(links(cloud, "Databases")).toEqual([
      ["The calling service", `/d/services?var-service=\${__data.fields.service_name}&${keep}`],
      ["Logs of the caller", `/d/logs?var-service=\${__data.fields.service_name}&${keep}`],
      ["RDS", "/d/rds?${account:queryparam}&${__url_time_range}"],
    ]);
    expect(links(cloud, "Messages sent").at(-1)).toEqual([
      "Queues and topics",
      "/d/queues?${account:queryparam}&${__url_time_range}",
    ]);
  });

  it("leaves out only what nothing can answer", () => {
    const outlineOf = (optional: Parameters<typeof onAmazon>[0]) => outline(only(traceDashboards(onAmazon(optional))));
    const all = outline(cloud);
    expect(outlineOf([])).toEqual([...all.slice(0, 6), ...all.slice(11)]);
    expect(outlineOf(["jaeger"])).toEqual([...all.slice(0, 6), ...all.slice(8)]);
  });

  it("asks for a service to trace only where Jaeger is asked: of those there are, or by name", () => {
    const filters = ["account", "region", "environment", "service"];
    expect(variables(cloud)).toEqual(["prometheus", "tempo", ...filters]);
    expect(variables(amazon)).toEqual(["prometheus", "xray", ...filters]);
    const traced = (services: readonly string[]) => {
      const { model } = only(traceDashboards(onAmazon(["jaeger"], { services })));
      const variable = (model.templating.list ?? []).find(({ name }) => name === "traced_service");
      return [variable?.type, variable?.current?.value];
    };
    expect(traced(["checkout", "search"])).toEqual(["custom", "checkout"]);
    expect(traced([])).toEqual(["textbox", undefined]);
  });
});
