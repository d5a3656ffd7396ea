/** What Amazon's platform leaves to people, by name. */
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { amazonManagedExample, managed, minimal } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resources } from "../../support/template";

const { contributions } = synthEstate(amazonManagedExample());

describe("what people must do", () => {
  const stepIds = (config: EstateConfig) =>
    synthEstate(config).contributions.flatMap(({ manualSteps }) => manualSteps.map(({ id }) => id));

  it("names every thing that Grafana Cloud has and this platform lacks", () => {
    expect(stepIds(amazonManagedExample())).toEqual([
      "grafana-token-renewal",
      "prometheus-alert-mail",
      "amazon-managed-logs",
      "amazon-managed-traces",
      "amazon-managed-on-call",
      "amazon-managed-synthetics",
      "amazon-managed-rum",
      "amazon-managed-fleet",
      "amazon-managed-slo",
      "amazon-managed-saml",
      "grafana-plugins", // nothing but a person installs them
      "grafana-team-members", // no group fills a team
    ]);
  });

  it("says which plugins are missing", () => {
    const titles = (config: EstateConfig) =>
      synthEstate(config).contributions.flatMap(({ manualSteps }) =>
        manualSteps.filter(({ id }) => id === "grafana-plugins").map(({ title }) => title),
      );
    const install = "Install plugins in the workspace awsco-estate:";
    expect(titles(amazonManagedExample())).toEqual([
      `${install} grafana-amazonprometheus-datasource, grafana-athena-datasource, grafana-x-ray-datasource`,
    ]);
    const { cost, ...costless } = managed();
    expect(cost).toBeDefined();
    expect(titles(costless)).toEqual([
      "Install plugins in the workspace smallco-estate: grafana-amazonprometheus-datasource",
    ]);
  });

  it("tells that query caching was asked for in vain, and makes none", () => {
    const { grafana } = managed();
    const asked = minimal({ grafana: { ...grafana, queryCaching: true } });
    expect(stepIds(asked)).toContain("amazon-managed-query-caching");
    expect(stepIds(managed())).not.toContain("amazon-managed-query-caching");
    expect(resources(synthEstate(asked).estate, "grafana_data_source_cache_config")).toEqual({});
  });

  it("begins with IAM Identity Center, and needs no token of Grafana Cloud", () => {
    const [platform] = contributions;
    expect(platform?.prerequisites.map(({ id }) => id)).toEqual(["identity-center"]);
    expect(platform?.grafanaScopes).toEqual([]);
  });
});
