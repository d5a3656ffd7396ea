import { describe, expect, it } from "vitest";
import { cloudWatchUid, DATA_SOURCES, dataSourceSet } from "../../../dashboards/core/data-sources";

describe("data sources", () => {
  it("have exactly these fixed UIDs", () => {
    expect(
      Object.entries(DATA_SOURCES).map(([kind, { uid, type, variable }]) => `${kind}: ${uid}, ${type}, ${variable}`),
    ).toEqual([
      "alertmanager: estate-alertmanager, alertmanager, alertmanager",
      "athena-cost: estate-athena-cost, grafana-athena-datasource, athena",
      "athena-security: estate-athena-security, grafana-athena-datasource, athena_security",
      "elasticsearch: estate-elasticsearch, elasticsearch, elasticsearch",
      "jaeger: estate-jaeger, jaeger, jaeger",
      "loki: estate-loki, loki, loki",
      "opensearch: estate-opensearch, grafana-opensearch-datasource, opensearch",
      "prometheus: estate-prometheus, prometheus, prometheus",
      "tempo: estate-tempo, tempo, tempo",
      "usage: grafanacloud-usage, prometheus, usage",
      "xray: estate-xray, grafana-x-ray-datasource, xray",
    ]);
  });

  it("have one CloudWatch for each account, the first of which dashboards open with", () => {
    expect(cloudWatchUid("staging")).toBe("estate-cloudwatch-staging");
    const choice = { platform: "grafana-cloud", kinds: ["cloudwatch"] } as const;
    expect(dataSourceSet({ ...choice, cloudWatchAccounts: ["a", "b"] }).cloudwatch?.uid).toBe("estate-cloudwatch-a");
    expect(dataSourceSet({ ...choice, cloudWatchAccounts: [] })).toEqual({});
  });

  it("have variables of different names", () => {
    const names = Object.values(DATA_SOURCES).map(({ variable }) => variable);
    expect(new Set(names).size).toBe(names.length);
  });
});
