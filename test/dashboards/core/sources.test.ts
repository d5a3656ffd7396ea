import { describe, expect, it } from "vitest";
import { dataSourceSet } from "../../../dashboards/core/data-sources";
import { logLines, stat, table, timeSeries } from "../../../dashboards/core/panels";
import {
  cloudWatchLogs,
  cloudWatchMath,
  documents,
  jaeger,
  overRange,
  prometheus,
  promql,
  xray,
} from "../../../dashboards/core/query";
import { errorLines, errors, lambdaErrors, panelOf, requests } from "./support";

describe("CloudWatch", () => {
  it("is asked in the region chosen, by any dimension", () => {
    expect(panelOf(timeSeries(lambdaErrors)).targets).toEqual([
      {
        refId: "A",
        datasource: { type: "cloudwatch", uid: "${cloudwatch}" },
        id: "",
        queryMode: "Metrics",
        metricQueryType: 0,
        metricEditorMode: 0,
        region: "$cloudwatch_region",
        namespace: "AWS/Lambda",
        metricName: "Errors",
        statistic: "Sum",
        dimensions: { FunctionName: "$function" },
        matchExact: true,
        period: "",
        label: "${PROP('Dim.FunctionName')}",
        expression: "",
      },
    ]);
  });

  it("computes over hidden metrics", () => {
    const metric = { namespace: "AWS/Lambda", statistic: "Sum", region: "us-east-1", period: 60 } as const;
    const share = cloudWatchMath("100 * errors / calls", {
      errors: { ...metric, metric: "Errors" },
      calls: { ...metric, metric: "Invocations" },
    });
    expect(panelOf(timeSeries({ ...errors, query: share })).targets).toMatchObject([
      { refId: "A", id: "errors", hide: true, metricName: "Errors", region: "us-east-1", period: "60" },
      { refId: "B", id: "calls", hide: true, metricName: "Invocations" },
      { refId: "C", id: "result", expression: "100 * errors / calls", label: "Errors", metricEditorMode: 1 },
    ]);
  });

  it("reads logs by Logs Insights", () => {
    const query = cloudWatchLogs(["/aws/lambda/x"], "fields @message | limit 20");
    expect(panelOf(logLines({ ...errorLines, query })).targets).toMatchObject([
      {
        queryMode: "Logs",
        expression: "fields @message | limit 20",
        logGroups: [{ name: "/aws/lambda/x", arn: "/aws/lambda/x" }],
      },
    ]);
  });
});

describe("other data sources", () => {
  const sources = dataSourceSet({
    platform: "amazon-managed",
    kinds: ["elasticsearch", "xray", "jaeger", "athena-cost", "athena-security"],
    cloudWatchAccounts: [],
  });

  it("count documents by field over time, or in total", () => {
    const query = documents({ measure: { count: true }, by: [{ field: "class_name", size: 5 }] });
    const counted = { ...errorLines, query };
    expect(panelOf(timeSeries(counted), sources)).toMatchObject({
      datasource: { type: "elasticsearch", uid: "${elasticsearch}" },
      targets: [
        {
          query: "*",
          metrics: [{ id: "1", type: "count" }],
          bucketAggs: [
            { id: "2", type: "terms", field: "class_name", settings: { size: "5", orderBy: "1" } },
            { id: "3", type: "date_histogram", field: "@timestamp" },
          ],
        },
      ],
    });
    const total = { ...counted, query: { ...query, total: true } };
    expect(panelOf(table(total), sources).targets).toMatchObject([{ bucketAggs: [{ type: "terms" }] }]);
  });

  it("ask X-Ray and Jaeger where there is no Tempo", () => {
    const traces = { ...errorLines, query: xray("traces", 'service("checkout") AND error') };
    expect(panelOf(table(traces), sources).targets).toMatchObject([
      { queryType: "getTraceSummaries", query: 'service("checkout") AND error' },
    ]);
    expect(panelOf(table({ ...errorLines, query: jaeger("service") }), sources).targets).toMatchObject([
      { queryType: "search", service: "$service" },
    ]);
  });

  it("tell the two Athenas apart", () => {
    expect([sources["athena-cost"]?.variable, sources["athena-security"]?.variable]).toEqual([
      "athena",
      "athena_security",
    ]);
  });

  it("look over the whole range for one number", () => {
    const total = { ...requests, query: prometheus(promql("a_total").increase(overRange("1d")).sum()) };
    expect(panelOf(stat(total)).targets).toMatchObject([{ expr: "sum(increase(a_total[$__range]))", instant: true }]);
  });
});
