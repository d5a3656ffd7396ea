import { describe, expect, it } from "vitest";
import { apiDashboards } from "../../dashboards/api";
import { alertRule } from "../../dashboards/core/alert-rule";
import { apiServerErrors, HTTP, REST } from "../../dashboards/signals/api";
import { connectedClients } from "../../dashboards/signals/app-sync";
import { cloudWatchAsked, dashboardOn, findings, judged, linksOf, outline, PLATFORMS, scopeOn } from "./platforms";

const API_PANELS = (kind: string): string[] => [
  `timeseries ${kind} requests, reqps`,
  `timeseries ${kind} server errors, percent`,
  `timeseries ${kind} client errors, percent`,
  `timeseries ${kind} latency, ms`,
  `timeseries ${kind} integration latency, ms`,
];

const PLACE = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";

describe.each(PLATFORMS)("the dashboard of APIs on %s", (platform) => {
  const api = dashboardOn(platform, apiDashboards);

  it("has these panels", () => {
    expect([api.uid, api.folder, outline(api)]).toEqual([
      "api",
      "Managed services",
      {
        "Is it fine?": [
          "table REST APIs that fail, percent",
          "table HTTP APIs that fail, percent",
          "table GraphQL APIs that fail, short",
        ],
        "REST APIs": API_PANELS("REST API"),
        "HTTP APIs": API_PANELS("HTTP API"),
        "GraphQL APIs": [
          "timeseries GraphQL requests, reqps",
          "timeseries GraphQL latency, ms",
          "timeseries GraphQL server errors, short",
          "timeseries GraphQL client errors, short",
        ],
        "GraphQL subscriptions": [
          "timeseries Connected clients, short",
          "timeseries Subscriptions, short",
          "timeseries Failed connections, short",
          "timeseries Refused connections, short",
          "timeseries Dropped messages, short",
        ],
        "WebSocket APIs": [
          "timeseries WebSocket messages, mps",
          "timeseries WebSocket integration errors, short",
          "timeseries WebSocket connections opened, short",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, api)).toEqual([]);
  });

  it("asks CloudWatch, and nothing else", () => {
    expect(api.dataSources).toEqual([{ uid: "estate-cloudwatch-production", type: "cloudwatch" }]);
  });

  it("tells REST APIs by name and HTTP APIs by id, each with its own metrics of errors", () => {
    const asked = (title: string): string[] => cloudWatchAsked(api, title);
    expect(asked("REST API server errors")).toEqual([
      "Average of AWS/ApiGateway 5XXError by ApiName=$ApiName, 300 s",
      "100 * errors",
    ]);
    expect(asked("HTTP API server errors")).toEqual([
      "Average of AWS/ApiGateway 5xx by ApiId=$ApiId, 300 s",
      "100 * errors",
    ]);
    expect(asked("REST API client errors")[0]).toBe("Average of AWS/ApiGateway 4XXError by ApiName=$ApiName, 300 s");
    expect(asked("HTTP API client errors")[0]).toBe("Average of AWS/ApiGateway 4xx by ApiId=$ApiId, 300 s");
    expect(asked("REST API requests")).toEqual([
      "Sum of AWS/ApiGateway Count by ApiName=$ApiName, 300 s",
      "requests / 300",
    ]);
    expect(asked("HTTP API integration latency")).toEqual([
      "p95 of AWS/ApiGateway IntegrationLatency by ApiId=$ApiId, 300 s",
    ]);
  });

  it("counts GraphQL requests by the samples of their latency, and clients once a minute", () => {
    const asked = (title: string): string[] => cloudWatchAsked(api, title);
    expect(asked("GraphQL requests")).toEqual([
      "SampleCount of AWS/AppSync Latency by GraphQLAPIId=$GraphQLAPIId, 300 s",
      "requests / 300",
    ]);
    expect(asked("Connected clients")).toEqual([
      "Sum of AWS/AppSync ActiveConnections by GraphQLAPIId=$GraphQLAPIId, 300 s",
      "clients / 5",
    ]);
    expect(asked("GraphQL server errors")).toEqual([
      "Sum of AWS/AppSync 5XXError by GraphQLAPIId=$GraphQLAPIId, 300 s",
    ]);
  });

  it("leads from a row to that API alone, from there to what is behind it", () => {
    expect(linksOf(api, "REST APIs that fail")[0]).toBe(`/d/api?var-ApiName=\${__data.fields["API"]}&${PLACE}`);
    expect(linksOf(api, "HTTP APIs that fail")[0]).toBe(`/d/api?var-ApiId=\${__data.fields["API id"]}&${PLACE}`);
    expect(linksOf(api, "REST API latency")).toEqual([
      `/d/api?var-ApiName=\${__field.labels.ApiName}&${PLACE}`,
      `/d/lambda?${PLACE}`,
      `/d/load-balancers?${PLACE}`,
      "/d/traces?${__url_time_range}",
    ]);
  });
});

describe("alerts about APIs", () => {
  it.each([
    [REST, "5XXError", { ApiName: "*" }],
    [HTTP, "5xx", { ApiId: "*" }],
  ] as const)("look at every API, $0.name", (kind, metricName, dimensions) => {
    const rule = alertRule(judged(apiServerErrors(kind)), {
      severity: "page",
      for: "10m",
      sources: scopeOn("grafana-cloud").sources,
    });
    expect(rule).toMatchObject({
      expression: "100 * $errors",
      condition: { is: "above", threshold: 5 },
      runbook: "api-server-errors",
      queries: [{ refId: "errors", metricName, dimensions, period: "300", statistic: "Average" }],
    });
  });

  it("do not judge how many clients are connected", () => {
    expect(connectedClients.judgement).toEqual({ unjudged: "How many are normal depends on the application." });
  });
});
