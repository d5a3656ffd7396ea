import { describe, expect, it } from "vitest";
import { worst } from "../../../dashboards/core/worst";
import { lambdaErrors, panelOf } from "./support";

describe("the worst of many series", () => {
  it("is the largest last value where much is bad", () => {
    const panel = panelOf(worst(lambdaErrors, { title: "Functions" }));
    expect(panel).toMatchObject({ type: "stat", title: "Functions" });
    expect(panel.transformations).toEqual([
      { id: "reduce", options: { mode: "seriesToRows", includeTimeField: false, reducers: ["lastNotNull"] } },
    ]);
    expect(panel.options).toEqual({
      reduceOptions: { values: false, calcs: ["max"], fields: String.raw`/^Last \*$/` },
    });
  });

  it("is the least where little is bad", () => {
    const panel = panelOf(worst({ ...lambdaErrors, judgement: { warnBelow: 99, badBelow: 90 } }));
    expect(panel.options).toMatchObject({ reduceOptions: { calcs: ["min"] } });
  });
});
