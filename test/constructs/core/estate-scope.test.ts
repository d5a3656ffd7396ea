import { describe, expect, it } from "vitest";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import type { LogDestination, MetricDestination } from "../../../config/sections/destinations";
import { estateScope, kindOf, preMadeUids } from "../../../constructs/core/estate-scope";
import { amazonManagedExample, minimal, minimalExample, showcase } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { costInput } from "../../dashboards/support";

const uidsOf = (config: EstateConfig) => Object.values(estateScope(config).sources).map(({ uid }) => uid);

/** Stores between which telemetry moves, of an estate that could read all of them. */
function moving(destinations: EstateInput["destinations"]): readonly string[] {
  const { owner, stack } = minimal().grafana;
  const url = "https://store.example.com";
  const dataSources = { xray: { account: "main" }, opensearch: { url }, elasticsearch: { url }, jaeger: { url } };
  const given = { opensearch: { url }, elasticsearch: { url }, jaeger: { url } };
  return uidsOf(minimal({ grafana: { owner, stack, dataSources }, destinations: { ...given, ...destinations } }));
}

describe("what dashboards can ask", () => {
  it.each([
    ["estate.yaml", showcase],
    ["examples/minimal.yaml", minimalExample],
    ["examples/amazon-managed.yaml", amazonManagedExample],
    ["an estate without cost", () => minimal({ cost: undefined })],
  ])("is what is made of %s, and what every stack has", (_, config) => {
    const { contributions } = synthEstate(config());
    const made = contributions.flatMap(({ dataSources, preMadeDataSources }) => [
      ...dataSources.map(({ uid }) => uid),
      ...preMadeDataSources,
    ]);
    const [first, ...others] = made.filter((uid) => uid.startsWith("estate-cloudwatch-"));
    expect(uidsOf(config()).toSorted()).toEqual(made.filter((uid) => !others.includes(uid)).toSorted());
    expect(uidsOf(config())).toContain(first);
  });

  it("is, of two stores of one kind of telemetry, the first", () => {
    const logs = (...names: LogDestination[]) =>
      moving({ logs: names }).filter((uid) =>
        ["estate-loki", "estate-opensearch", "estate-elasticsearch"].includes(uid),
      );
    expect(logs("loki", "opensearch")).toEqual(["estate-loki", "estate-elasticsearch"]);
    expect(logs("opensearch", "loki")).toEqual(["estate-opensearch", "estate-elasticsearch"]);
    expect(moving({ traces: ["tempo", "jaeger"] })).not.toContain("estate-jaeger");
    expect(moving({ traces: ["jaeger", "tempo"] })).not.toContain("estate-tempo");
  });

  it("is one store of metrics under one UID, asked through the plugin that it needs", () => {
    const typeOf = (metrics: MetricDestination[]) =>
      estateScope(minimal({ destinations: { metrics, amazonPrometheus: { account: "main" } } })).sources.prometheus;
    expect(typeOf(["grafana-cloud", "amazon-managed-prometheus"])).toMatchObject({
      uid: "estate-prometheus",
      type: "prometheus",
    });
    expect(typeOf(["amazon-managed-prometheus", "grafana-cloud"])).toMatchObject({
      uid: "estate-prometheus",
      type: "grafana-amazonprometheus-datasource",
    });
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
    expect(estateScope(minimal(), billing).billing).toBe(billing);
    expect(estateScope(minimal())).not.toHaveProperty("billing");
  });

  it("knows the tables of the lake by its region, which is the account's unless told", () => {
    const config = showcase();
    const { dataSources } = config.grafana;
    const lake = dataSources.securityLake ?? { account: "", sources: [], detections: [] };
    const scopeOf = (securityLake: object) =>
      estateScope({ ...config, grafana: { ...config.grafana, dataSources: { ...dataSources, ...securityLake } } });
    expect(estateScope(config).securityLake).toEqual({
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
