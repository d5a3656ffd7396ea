import { describe, expect, it } from "vitest";
import { timeSeries } from "../../../dashboards/core/panels";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../../../dashboards/core/query";
import { lambdaErrors, panelOf } from "./support";

function labelOf(dimensions: CloudWatchMetric["dimensions"], named = false): unknown {
  const query = cloudWatch({
    namespace: "AWS/Usage",
    metric: "ResourceCount",
    statistic: "Average",
    ...(dimensions === undefined ? {} : { dimensions }),
  });
  const signal = { ...lambdaErrors, query };
  const panel = panelOf(timeSeries(signal, named ? { also: [{ ...signal, id: "other", name: "Other" }] } : {}));
  return (panel.targets ?? []).map((target) => (target as unknown as { readonly label: string }).label)[0];
}

describe("a series of CloudWatch", () => {
  it("is called by the dimensions that tell it from others", () => {
    expect(labelOf({ Service: "Prometheus", ResourceId: "*", FunctionName: chosen("function") })).toBe(
      "${PROP('Dim.ResourceId')} ${PROP('Dim.FunctionName')}",
    );
    expect(labelOf({ Service: "Prometheus", ResourceId: "*" }, true)).toBe("Lambda errors ${PROP('Dim.ResourceId')}");
  });

  it("is called as its signal where it is the only one", () => {
    expect(labelOf({ Currency: "USD" })).toBe("Lambda errors");
    expect(labelOf(undefined)).toBe("Lambda errors");
    expect(labelOf({ Currency: "USD" }, true)).toBe("Lambda errors");
  });
});

describe("several arithmetics in one panel", () => {
  const share = (metric: string) =>
    cloudWatchMath("100 * errors / calls", {
      errors: { namespace: "AWS/Lambda", metric, statistic: "Sum" },
      calls: { namespace: "AWS/Lambda", metric: "Invocations", statistic: "Sum" },
    });

  it("have names of their own, since CloudWatch is asked for the panel at once", () => {
    const panel = panelOf(
      timeSeries(
        { ...lambdaErrors, query: share("Errors") },
        { also: [{ ...lambdaErrors, id: "throttles", name: "Throttles", query: share("Throttles") }] },
      ),
    );
    const targets = (panel.targets ?? []) as unknown as { readonly id: string; readonly expression: string }[];
    expect(targets.map(({ id, expression }) => [id, expression])).toEqual([
      ["errors", ""],
      ["calls", ""],
      ["result", "100 * errors / calls"],
      ["errors_1", ""],
      ["calls_1", ""],
      ["result_1", "100 * errors_1 / calls_1"],
    ]);
  });
});
