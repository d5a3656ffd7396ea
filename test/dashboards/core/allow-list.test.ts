/** The allow-list is what dashboards, variables and rules ask for: nothing is missing from it, and nothing is in it besides. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { alertRule } from "../../../dashboards/core/alert-rule";
import { allowList, collectorNames, metricsBehind } from "../../../dashboards/core/allow-list";
import { dashboard } from "../../../dashboards/core/dashboard";
import { row } from "../../../dashboards/core/grid";
import { nodeGraph, type PanelCell, stat, timeSeries } from "../../../dashboards/core/panels";
import { cloudWatchMath, promql } from "../../../dashboards/core/query";
import { labelVariable } from "../../../dashboards/core/variables";
import { errors, lambdaErrors, latency, map, requests, scope } from "./support";

const { sources } = scope();

const board = (...panels: PanelCell[]) =>
  dashboard({
    uid: "one",
    title: "One",
    description: "One.",
    folder: "One",
    tags: [],
    file: "dashboards/one.ts",
    from: "now-1h",
    sources,
    variables: [],
    rows: [row("Row", panels)],
  });

describe("allowList", () => {
  it("holds each series once, whatever asks for it", () => {
    expect(allowList([board(timeSeries(requests), timeSeries(errors)), board(timeSeries(latency))])).toEqual({
      series: ["http_server_request_duration_seconds_bucket", "http_server_request_duration_seconds_count"],
      cloudWatch: [],
    });
  });

  it("knows what a service map reads, and what a variable lists", () => {
    const instances = labelVariable({
      name: "instance",
      label: "Instance",
      description: "Host.",
      of: promql("node_uname_info"),
      values: "instance",
      sources,
    });
    const one = board(nodeGraph(map));
    const withVariable = dashboard({
      uid: "two",
      title: "Two",
      description: "Two.",
      folder: "Two",
      tags: [],
      file: "dashboards/two.ts",
      from: "now-1h",
      sources,
      variables: [instances],
      rows: [row("Row", [stat(requests)])],
    });
    expect(allowList([one, withVariable]).series).toEqual([
      "http_server_request_duration_seconds_count",
      "node_uname_info",
      "traces_service_graph_request_failed_total",
      "traces_service_graph_request_server_seconds_bucket",
      "traces_service_graph_request_server_seconds_sum",
      "traces_service_graph_request_total",
    ]);
  });

  it("holds metrics of CloudWatch with the statistics that are asked", () => {
    expect(allowList([board(timeSeries(lambdaErrors))]).cloudWatch).toEqual([
      { namespace: "AWS/Lambda", metric: "Errors", statistics: ["Sum"] },
    ]);
  });

  it("holds the metrics of an arithmetic, whoever computes it, and not the arithmetic", () => {
    const lambda = (metric: string, FunctionName: string) =>
      ({ namespace: "AWS/Lambda", metric, statistic: "Sum", dimensions: { FunctionName } }) as const;
    for (const name of ["*", "one"]) {
      const query = cloudWatchMath("100 * errors / calls", {
        errors: lambda("Errors", name),
        calls: lambda("Invocations", name),
      });
      expect(allowList([board(timeSeries({ ...lambdaErrors, query }))])).toEqual({
        series: [],
        cloudWatch: [
          { namespace: "AWS/Lambda", metric: "Errors", statistics: ["Sum"] },
          { namespace: "AWS/Lambda", metric: "Invocations", statistics: ["Sum"] },
        ],
      });
    }
  });

  it("holds what rules ask for although no dashboard does", () => {
    const alerts = [errors, lambdaErrors].map((signal) => alertRule(signal, { severity: "page", for: "5m", sources }));
    expect(allowList([], { alerts, series: ["up"] })).toEqual({
      series: ["http_server_request_duration_seconds_count", "up"],
      cloudWatch: [{ namespace: "AWS/Lambda", metric: "Errors", statistics: ["Sum"] }],
    });
  });
});

describe("what a collector keeps", () => {
  it("is a whole metric where a part of it is asked for, by OpenTelemetry's name", () => {
    const list = {
      series: ["http_server_request_duration_seconds_bucket", "ecs_task_cpu_utilized_None", "node_load1"],
    };
    expect(metricsBehind(list, catalogue)).toEqual([
      "ecs_task_cpu_utilized_None",
      "http_server_request_duration_seconds",
      "node_load1",
    ]);
    expect(collectorNames(list, catalogue)).toEqual([
      "ecs.task.cpu.utilized",
      "http.server.request.duration",
      "node_load1",
    ]);
  });

  it("is a counter that only looks like a part of something", () => {
    expect(metricsBehind({ series: ["node_nothing_count"] }, catalogue)).toEqual(["node_nothing_count"]);
  });
});
