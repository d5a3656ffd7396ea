import { describe, expect, it } from "vitest";
import { contribution } from "../../../constructs/core/contribution";
import { emailOf } from "../../../constructs/core/teams";
import { minimal } from "../../support/fixtures";

describe("contribution", () => {
  it("fills what a domain has nothing of with empty lists", () => {
    expect(contribution("cost", { plugins: ["grafana-athena-datasource"] })).toEqual({
      domain: "cost",
      dataSources: [],
      preMadeDataSources: [],
      plugins: ["grafana-athena-datasource"],
      dashboards: [],
      scrapeJobs: [],
      grafanaScopes: [],
      prerequisites: [],
      manualSteps: [],
    });
  });
});

describe("emailOf", () => {
  it("is the mailbox of a declared team", () => {
    expect(emailOf(minimal(), "everyone")).toBe("team@example.com");
  });

  it("refuses a team that the config check should have refused", () => {
    expect(() => emailOf(minimal(), "nobody")).toThrow(
      "team nobody is not declared; the config check lets no such reference through",
    );
  });
});
