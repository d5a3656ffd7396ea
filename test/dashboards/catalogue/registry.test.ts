import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { apply } from "../../../dashboards/core/check";
import { type DataSourceKind, dataSourceSet } from "../../../dashboards/core/data-sources";
import { loadGrammars } from "../../../dashboards/core/lint/grammar";
import { RULES } from "../../../dashboards/core/lint/rules";
import { estateDashboards } from "../../../dashboards/registry";
import { scope } from "../core/support";

const OF_THE_CATALOGUE = ["known-metric", "known-label", "unit-of-metric", "target-counter-agg"];

const KINDS: Readonly<Record<"grafana-cloud" | "amazon-managed", readonly DataSourceKind[]>> = {
  "grafana-cloud": [
    "prometheus",
    "loki",
    "tempo",
    "cloudwatch",
    "athena-cost",
    "athena-security",
    "opensearch",
    "elasticsearch",
    "xray",
    "jaeger",
    "alertmanager",
    "usage",
  ],
  "amazon-managed": ["prometheus", "cloudwatch", "xray", "athena-cost", "athena-security", "alertmanager"],
};

describe("the dashboards of every estate, by the real catalogue", () => {
  it.each(["grafana-cloud", "amazon-managed"] as const)("have no finding on %s", async (platform) => {
    const sources = dataSourceSet({ platform, kinds: KINDS[platform], cloudWatchAccounts: ["production", "staging"] });
    const dashboards = estateDashboards(scope({ sources }));
    const rules = RULES.filter(({ id }) => OF_THE_CATALOGUE.includes(id));
    expect(rules).toHaveLength(OF_THE_CATALOGUE.length);
    const grammars = await loadGrammars();
    const context = {
      grammars,
      catalogue,
      dataSourceUids: Object.values(sources).map(({ uid }) => uid),
      dashboardUids: dashboards.map(({ uid }) => uid),
    };
    const found = apply(rules, dashboards, context);
    expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });
});
