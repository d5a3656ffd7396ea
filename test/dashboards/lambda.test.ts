import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { lambdaDashboards } from "../../dashboards/lambda";
import { errorShare, longestRun, regionThrottleShare, throttles } from "../../dashboards/signals/lambda";
import { asyncDropped, deadLetterErrors } from "../../dashboards/signals/lambda-events";
import { cloudWatchAsked, dashboardOn, findings, judged, linksOf, outline, PLATFORMS, scopeOn } from "./platforms";

const PLACE = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";

describe.each(PLATFORMS)("the dashboard of Lambda on %s", (platform) => {
  const lambda = dashboardOn(platform, lambdaDashboards);

  it("has these panels", () => {
    expect([lambda.uid, lambda.folder, outline(lambda)]).toEqual([
      "lambda",
      "Managed services",
      {
        "Is it fine?": [
          "stat Invocations, reqps",
          "stat Failing invocations, percent",
          "stat Throttled requests, percent",
          "stat Concurrency claimed, percent",
          "stat Streams behind, ms",
        ],
        "Which functions?": [
          "table Functions that fail, percent",
          "table Functions that are throttled, short",
          "table Functions that lose events, short",
        ],
        "Traffic and errors": [
          "timeseries Invocations by function, reqps",
          "timeseries Errors by function, percent",
          "timeseries Throttles by function, short",
        ],
        Duration: [
          "timeseries Duration p50, ms",
          "timeseries Duration p95, ms",
          "timeseries Duration p99, ms",
          "timeseries Longest run, ms",
          "timeseries Time after the handler, ms",
        ],
        Concurrency: [
          "timeseries Concurrency claimed over time, percent",
          "timeseries Concurrent executions by function, short",
          "timeseries Provisioned concurrency in use, percentunit",
          "timeseries Beyond provisioned concurrency, short",
        ],
        "Streams and queues": [
          "timeseries Iterator age by function, ms",
          "timeseries Events that failed, short",
          "timeseries Events that mappings dropped, short",
        ],
        "Asynchronous invocations": [
          "timeseries Asynchronous events, eps",
          "timeseries Age of asynchronous events, ms",
          "timeseries Asynchronous events dropped, short",
          "timeseries Dead-letter errors, short",
          "timeseries Destination failures, short",
          "timeseries Loops stopped, short",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, lambda)).toEqual([]);
  });

  it("asks CloudWatch, and nothing else", () => {
    expect(lambda.dataSources).toEqual([{ uid: "estate-cloudwatch-production", type: "cloudwatch" }]);
  });

  it("adds up the region without dimensions", () => {
    expect(cloudWatchAsked(lambda, "Failing invocations")).toEqual([
      "Average of AWS/Lambda Errors by , 300 s",
      "100 * errors",
    ]);
    expect(cloudWatchAsked(lambda, "Throttled requests")).toEqual([
      "Sum of AWS/Lambda Throttles by , 300 s",
      "Sum of AWS/Lambda Invocations by , 300 s",
      "100 * throttles / (throttles + invocations)",
    ]);
    expect(cloudWatchAsked(lambda, "Concurrency claimed")).toEqual([
      "Maximum of AWS/Lambda ClaimedAccountConcurrency by ,  s",
      "100 * claimed / 1000",
    ]);
  });

  it("asks for the functions chosen, counts of five minutes and percentiles", () => {
    expect(cloudWatchAsked(lambda, "Invocations by function")).toEqual([
      "Sum of AWS/Lambda Invocations by FunctionName=$FunctionName, 300 s",
      "counted / 300",
    ]);
    expect(cloudWatchAsked(lambda, "Functions that fail")).toEqual([
      "Average of AWS/Lambda Errors by FunctionName=$FunctionName, 300 s",
      "100 * errors",
    ]);
    expect(["Duration p50", "Duration p95", "Duration p99"].flatMap((title) => cloudWatchAsked(lambda, title))).toEqual(
      ["p50", "p95", "p99"].map((statistic) => `${statistic} of AWS/Lambda Duration by FunctionName=$FunctionName,  s`),
    );
    expect(cloudWatchAsked(lambda, "Provisioned concurrency in use")).toEqual([
      "Maximum of AWS/Lambda ProvisionedConcurrencyUtilization by FunctionName=$FunctionName Resource=*,  s",
    ]);
    expect(cloudWatchAsked(lambda, "Events that mappings dropped")).toEqual([
      "Sum of AWS/Lambda DroppedEventCount by EventSourceMappingUUID=*, 300 s",
    ]);
  });

  it("leads from a function to itself alone, its logs and traces", () => {
    expect(linksOf(lambda, "Duration p95")).toEqual([
      `/d/lambda?var-FunctionName=\${__field.labels.FunctionName}&${PLACE}`,
      "/d/logs?${__url_time_range}",
      "/d/traces?${__url_time_range}",
    ]);
    expect(linksOf(lambda, "Functions that fail")[0]).toBe(
      `/d/lambda?var-FunctionName=\${__data.fields["Function"]}&${PLACE}`,
    );
  });
});

describe("an alert about Lambda", () => {
  const { sources } = scopeOn("grafana-cloud");

  it("watches every function, in Grafana's own arithmetic", () => {
    const rule = alertRule(judged(errorShare), { severity: "page", for: "10m", sources });
    expect(rule).toMatchObject({
      expression: "100 * $errors",
      condition: { is: "above", threshold: 5 },
      runbook: "lambda-errors",
      queries: [{ refId: "errors", dimensions: { FunctionName: "*" }, statistic: "Average", period: "300" }],
    });
    const share = alertRule(judged(regionThrottleShare), { severity: "warn", for: "10m", sources });
    expect([share.expression, share.condition.threshold]).toEqual([
      "100 * $throttles / ($throttles + $invocations)",
      0.5,
    ]);
  });

  it("fires from the count on that the graph colours", () => {
    const threshold = (signal: typeof throttles, severity: "page" | "warn") =>
      alertRule(judged(signal), { severity, for: "5m", sources }).condition.threshold;
    expect([threshold(throttles, "warn"), threshold(throttles, "page")]).toEqual([0.5, 99.5]);
    expect([threshold(asyncDropped, "page"), threshold(deadLetterErrors, "page")]).toEqual([9.5, 0.5]);
    expect(threshold(longestRun, "page")).toBe(870_000);
  });
});
