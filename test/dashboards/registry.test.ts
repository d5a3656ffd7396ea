import { describe, expect, it } from "vitest";
import { LAKE_SOURCES } from "../../config/facts/security-lake";
import { apply } from "../../dashboards/core/check";
import { dataSourceSet } from "../../dashboards/core/data-sources";
import { loadGrammars } from "../../dashboards/core/lint/grammar";
import { RULES } from "../../dashboards/core/lint/rules";
import { estateDashboards } from "../../dashboards/registry";
import { scope } from "./core/support";

const CLOUDWATCH = ["production", "staging"];
const LAKE = { database: "lake", region: "eu-central-1", sources: LAKE_SOURCES, detections: ["falco"] };
const SCOPES = {
  "grafana-cloud": scope({
    sources: dataSourceSet({
      platform: "grafana-cloud",
      kinds: ["prometheus", "loki", "tempo", "cloudwatch", "athena-cost", "athena-security", "opensearch", "usage"],
      cloudWatchAccounts: CLOUDWATCH,
    }),
    securityLake: LAKE,
  }),
  "amazon-managed": scope({
    sources: dataSourceSet({
      platform: "amazon-managed",
      kinds: ["prometheus", "opensearch", "xray", "cloudwatch", "athena-cost", "athena-security"],
      cloudWatchAccounts: CLOUDWATCH,
    }),
    securityLake: LAKE,
  }),
};

/** Rules that need to know the metrics; the catalogue's own test applies them. */
const OF_THE_CATALOGUE = ["known-metric", "known-label", "unit-of-metric", "target-counter-agg"];

describe("the dashboards of every estate", () => {
  const cloud = estateDashboards(SCOPES["grafana-cloud"]);
  const managed = estateDashboards(SCOPES["amazon-managed"]);

  it("have the same UIDs and panels on every platform", () => {
    const outline = (dashboards: typeof cloud) => dashboards.map(({ uid, panels }) => [uid, panels]);
    expect(outline(managed)).toEqual(outline(cloud));
  });

  it("have UIDs of their own", () => {
    expect(new Set(cloud.map(({ uid }) => uid)).size).toBe(cloud.length);
  });

  it.each([
    ["grafana-cloud", cloud],
    ["amazon-managed", managed],
  ] as const)("have no finding on %s", async (platform, dashboards) => {
    const grammars = await loadGrammars();
    const context = {
      grammars,
      catalogue: { find: () => undefined },
      dataSourceUids: Object.values(SCOPES[platform].sources).map(({ uid }) => uid),
      dashboardUids: dashboards.map(({ uid }) => uid),
    };
    const rules = RULES.filter(({ id }) => !OF_THE_CATALOGUE.includes(id));
    expect(rules.length).toBe(RULES.length - OF_THE_CATALOGUE.length);
    expect(apply(rules, dashboards, context)).toEqual([]);
  });
});
