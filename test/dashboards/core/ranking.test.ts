import { describe, expect, it } from "vitest";
import { cloudWatch, cloudWatchMath } from "../../../dashboards/core/query";
import { ranking } from "../../../dashboards/core/ranking";
import type { Signal } from "../../../dashboards/core/signal";
import { errorLines, lambdaErrors, panelOf, requests } from "./support";

const METRIC = {
  namespace: "AWS/Lambda",
  metric: "Errors",
  statistic: "Sum",
  dimensions: { FunctionName: "*" },
} as const;

describe("a ranking", () => {
  it("reduces each series to a row, and sorts by the last value", () => {
    const panel = panelOf(ranking(lambdaErrors, { of: "Function", by: "now" }));
    expect(panel).toMatchObject({
      type: "table",
      title: "Lambda errors",
      fieldConfig: { defaults: { unit: "short" } },
    });
    expect(panel.transformations).toEqual([
      { id: "renameByRegex", options: { regex: "^Lambda errors (.+)$", renamePattern: "$1" } },
      {
        id: "reduce",
        options: { mode: "seriesToRows", includeTimeField: false, reducers: ["lastNotNull", "max"] },
      },
      {
        id: "organize",
        options: {
          excludeByName: {},
          indexByName: {},
          renameByName: { Field: "Function", "Last *": "Now", Max: "Worst" },
        },
      },
      { id: "sortBy", options: { sort: [{ field: "Now", desc: true }] } },
      { id: "limit", options: { limitField: 10 } },
    ]);
  });

  it("colours what the signal's thresholds are for, and no sum over the range", () => {
    const coloured = (by: "now" | "total"): unknown[] => {
      const overrides = panelOf(ranking(lambdaErrors, { of: "Function", by })).fieldConfig?.overrides ?? [];
      return overrides.map(({ matcher }): unknown => matcher.options);
    };
    expect(coloured("now")).toEqual(["Now", "Worst"]);
    expect(coloured("total")).toEqual(["Worst"]);
  });

  it("sums up counts, and puts the least first where that is the worst", () => {
    const panel = panelOf(ranking(lambdaErrors, { of: "Function", by: "total", leastFirst: true, rows: 3 }));
    expect(panel.transformations?.slice(1)).toMatchObject([
      { options: { reducers: ["sum", "min"] } },
      { options: { renameByName: { Total: "In the range", Min: "Worst" } } },
      { options: { sort: [{ field: "In the range", desc: false }] } },
      { options: { limitField: 3 } },
    ]);
  });

  it("takes marks of regular expressions in a name as they are", () => {
    const signal: Signal = {
      ...lambdaErrors,
      name: "Errors (5xx) of $ all",
      query: cloudWatchMath("e", { e: METRIC }),
    };
    const [rename] = panelOf(ranking(signal, { of: "Function", by: "now" })).transformations ?? [];
    const { regex } = rename?.options as { regex: string };
    expect("Errors (5xx) of $ all checkout-place".replace(new RegExp(regex), "$1")).toBe("checkout-place");
  });

  it("hands over the name of a row, and leaves out links that would need more", () => {
    const signal: Signal = {
      ...lambdaErrors,
      query: cloudWatch(METRIC),
      drillDowns: [
        { title: "Both", dashboard: "two", hand: ["FunctionName", "Resource"] },
        { title: "Traces", dashboard: "traces", keep: ["cloudwatch"] },
      ],
    };
    const drillDowns = [{ title: "Only this one", dashboard: "lambda", hand: ["FunctionName"] }];
    const links = panelOf(ranking(signal, { of: "Function name", by: "now", drillDowns })).fieldConfig?.defaults.links;
    expect(links).toMatchObject([
      {
        title: "Only this one",
        url: '/d/lambda?var-FunctionName=${__data.fields["Function name"]}&${__url_time_range}',
      },
      { title: "Traces", url: "/d/traces?${cloudwatch:queryparam}&${__url_time_range}" },
    ]);
  });

  it("is for CloudWatch, since others rank by themselves", () => {
    expect(() => ranking(requests, { of: "Service", by: "now" })).toThrow(
      'Signal "requests" is asked in promql, which ranks itself: show a table of topk().',
    );
    expect(() => ranking({ ...lambdaErrors, elsewhere: [errorLines.query] }, { of: "Function", by: "now" })).toThrow(
      'Signal "lambda-errors" is asked in logql, which ranks itself: show a table of topk().',
    );
  });
});
