import { describe, expect, it } from "vitest";
import { leftOut } from "../../dashboards/left-out";
import { logDashboards } from "../../dashboards/logs";
import { serviceDashboards } from "../../dashboards/services";
import { traceDashboards } from "../../dashboards/traces";
import { onAmazon, onCloud } from "./service-support";

const many = Array.from({ length: 52 }, (_, index) => `service-${String(index).padStart(2, "0")}`);

describe("what is left out", () => {
  it("is nothing on Grafana Cloud, and on Amazon's platform with X-Ray", () => {
    expect(leftOut(onCloud())).toEqual([]);
    expect(leftOut(onAmazon())).toEqual([]);
    expect(leftOut(onCloud({ services: many }))).toEqual([]);
  });

  it("is told by dashboard, with what to configure", () => {
    expect(leftOut(onAmazon([]))).toEqual([
      {
        dashboard: "services",
        panels: ["Slowest traces", "Failing traces"],
        because: "no data source can answer; set grafana.dataSources.xray or grafana.dataSources.jaeger",
      },
      {
        dashboard: "traces",
        panels: ["Service map"],
        because: "no data source can answer; set grafana.dataSources.xray",
      },
      {
        dashboard: "traces",
        panels: ["Slowest traces", "Failing traces"],
        because: "no data source can answer; set grafana.dataSources.xray or grafana.dataSources.jaeger",
      },
    ]);
  });

  it("is the map alone with Jaeger", () => {
    expect(leftOut(onAmazon(["jaeger"])).map(({ dashboard, panels }) => [dashboard, panels])).toEqual([
      ["traces", ["Service map"]],
    ]);
  });

  it("are all logs where CloudWatch is not read and there are no documents", () => {
    const { prometheus, xray } = onAmazon().sources;
    const sources = { ...(prometheus && { prometheus }), ...(xray && { xray }) };
    const because =
      "no data source can answer; set grafana.dataSources.opensearch or grafana.dataSources.elasticsearch or grafana.dataSources.cloudwatch.accounts";
    expect(leftOut(onAmazon([], { sources }))).toEqual([
      { dashboard: "services", panels: ["Error lines by service", "Error lines"], because },
      {
        dashboard: "logs",
        panels: [
          "Fatal",
          "Errors",
          "Warnings",
          "Lines",
          "Error lines by service",
          "Top error patterns",
          "Error lines",
          "Lines by service",
          "Lines by severity",
          "Log lines",
        ],
        because,
      },
    ]);
  });

  it("are lines of services beyond what Logs Insights reads, unless there are documents", () => {
    expect(leftOut(onAmazon(["xray"], { services: many })).map(({ because }) => because)).toEqual([
      "CloudWatch Logs Insights reads 50 log groups at most, so lines of /estate/services/service-49, /estate/services/service-50, /estate/services/service-51 are missing; set grafana.dataSources.opensearch or grafana.dataSources.elasticsearch",
    ]);
    expect(leftOut(onAmazon(["xray", "opensearch"], { services: many }))).toEqual([]);
  });

  it.each([[[]], [["jaeger"]], [["opensearch"]]] as const)(
    "is exactly what the dashboards lack with %j of what they have with X-Ray",
    (optional) => {
      const titles = (scope: ReturnType<typeof onAmazon>) =>
        [...serviceDashboards(scope), ...logDashboards(scope), ...traceDashboards(scope)].flatMap(({ uid, panels }) =>
          panels.map(({ title }) => `${uid}: ${title}`),
        );
      const scope = onAmazon(optional);
      const there = titles(scope);
      const missing = titles(onAmazon()).filter((title) => !there.includes(title));
      const told = leftOut(scope).flatMap(({ dashboard, panels }) => panels.map((title) => `${dashboard}: ${title}`));
      expect(told.toSorted()).toEqual(missing.toSorted());
    },
  );
});
