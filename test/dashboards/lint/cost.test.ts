import { describe, expect, it } from "vitest";
import { costDashboards, lintDashboards } from "../../../dashboards";
import { costInput, SOURCES } from "../support";

describe.each(SOURCES)("cost dashboards over %s", (source) => {
  it("have no finding of the lint", async () => {
    const nothing = { find: () => undefined };
    const dashboards = costDashboards(costInput({ source }));
    expect(await lintDashboards(dashboards, { dataSourceUids: ["athena-cost"], catalogue: nothing })).toEqual([]);
  });
});
