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

  it("knows the tables of the lake by its region, which is the account's unless told", () => {
    const config = showcase();
    const { dataSources } = config.grafana;
    const lake = dataSources.securityLake ?? { account: "", sources: [], detections: [] };
    const scopeOf = (securityLake: object) =>
      estateScope({ ...config, grafana: { ...config.grafana, dataSources: { ...dataSources, ...securityLake } } }, []);
    expect(estateScope(config, []).securityLake).toEqual({
      database: "amazon_security_lake_glue_db_eu_central_1",
      region: "eu-central-1",
      sources: ["cloud-trail", "findings", "vpc-flow", "dns", "waf"],
      detections: ["falco"],
    });
    expect(
      scopeOf({
        securityLake: { ...lake, region: "us-east-1", database: "link", sources: ["waf"], detections: ["falco"] },
      }).securityLake,
    ).toEqual({ database: "link", region: "us-east-1", sources: ["waf"], detections: ["falco"] });
    expect(scopeOf({ securityLake: undefined })).not.toHaveProperty("securityLake");
  });
});
