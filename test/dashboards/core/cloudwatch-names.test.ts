import { describe, expect, it } from "vitest";
import { timeSeries } from "../../../dashboards/core/panels";
import { chosen, cloudWatch, type CloudWatchMetric } from "../../../dashboards/core/query";
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
