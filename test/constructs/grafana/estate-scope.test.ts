import { describe, expect, it } from "vitest";
import { estateScope, kindOf, preMadeUids } from "../../../constructs/grafana/estate-scope";
import { minimal, showcase } from "../../support/fixtures";
import { costInput } from "../../dashboards/support";

const source = (uid: string) => ({ uid, name: uid, type: "prometheus", jsonData: {} });

describe("what dashboards can ask", () => {
  it("is what is made, and on Grafana Cloud the usage that every stack has", () => {
    const { sources } = estateScope(showcase(), [source("estate-prometheus"), source("estate-cloudwatch-staging")]);
    expect(Object.values(sources).map(({ uid }) => uid)).toEqual([
      "estate-prometheus",
      "estate-cloudwatch-staging",
      "grafanacloud-usage",
    ]);
  });

  it("is only what is made on Amazon's platform", () => {
    expect(preMadeUids("amazon-managed")).toEqual([]);
    expect(preMadeUids("grafana-cloud")).toEqual(["grafanacloud-usage"]);
  });

  it("holds no kind for a data source that no dashboard asks", () => {
    expect([kindOf("grafanacloud-usage"), kindOf("somebody-elses")]).toEqual(["usage", undefined]);
  });

  it("knows the bill where a domain tells of it", () => {
    const billing = costInput();
    expect(estateScope(minimal(), [], billing).billing).toBe(billing);
    expect(estateScope(minimal(), [])).not.toHaveProperty("billing");
  });
});
