import { describe, expect, it } from "vitest";
import { lintProblems } from "../../cli/gates";
import { contribution } from "../../constructs/core/contribution";
import type { DashboardDefinition } from "../../dashboards";
import { costDashboards } from "../../dashboards";
import { costInput } from "../dashboards/support";

const source = (uid: string) => ({ uid, name: uid, type: "grafana-athena-datasource", jsonData: {} });

/** The cost dashboards as their domain contributes them, each changed. */
const cost = (change: (text: string) => string) =>
  contribution("cost", {
    dataSources: [source("estate-athena-cost")],
    dashboards: costDashboards(costInput({ datasourceUid: "estate-athena-cost" })).map(
      (definition): DashboardDefinition => {
        const model = JSON.parse(change(JSON.stringify(definition.model))) as DashboardDefinition["model"];
        return { ...definition, model, json: () => JSON.stringify(model) };
      },
    ),
  });

describe("the lint of `estate check`", () => {
  it("finds nothing in what the domains contribute", async () => {
    expect(await lintProblems([cost((text) => text)])).toEqual([]);
  });

  it("tells a statement that Athena would refuse, with dashboard, panel and place", async () => {
    const problems = await lintProblems([cost((text) => text.replaceAll("GROUP BY", "GROUP BYE"))]);
    expect(problems[0]).toMatchObject({
      file: "dashboards/cost.ts",
      path: expect.stringMatching(/^dashboards\.cost-overview/) as unknown,
      message: expect.stringMatching(/^SQL error at line \d+ column \d+: /) as unknown,
      fix: "Write the statement with the pieces of core/sql.ts.",
    });
  });
});
