import { describe, expect, it } from "vitest";
import { literal } from "../../../constructs/core/escape";
import { minimal, minimalExample, showcase } from "../../support/fixtures";
import { planOf, plannedValues } from "../../support/rehearse";
import { synthEstate } from "../../support/synth";
import { addresses, resource, resources } from "../../support/template";

const { estate, contributions } = synthEstate(showcase());

const DATA_SOURCE = "grafana_data-sources_estate-athena-cost";
const PLUGIN = "grafana_cloud_plugin_installation.grafana_plugins_grafana-athena-datasource";

const FOLDERS = [
  ["compute", "Compute"],
  ["cost", "Cost"],
  ["estate", "Estate"],
  ["managed-services", "Managed services"],
  ["operations", "Operations"],
  ["security", "Security"],
  ["services", "Services"],
] as const;

/** Dashboards in the order of the registry; cost comes from its domain. */
const DASHBOARDS = [
  "home",
  "services",
  "ecs",
  "hosts",
  "rds",
  "lambda",
  "load-balancers",
  "api",
  "queues",
  "logs",
  "traces",
  "security-posture",
  "security-events",
  "cost-overview",
  "cost-allocation",
  "delivery",
  "synthetics",
  "backups",
  "telemetry",
];

const SOURCES = [
  "athena-cost",
  "athena-security",
  ...["management", "monitoring", "production", "staging"].map((account) => `cloudwatch-${account}`),
  "elasticsearch",
  "jaeger",
  "loki",
  "opensearch",
  "prometheus",
  "tempo",
  "xray",
];

describe("the single pane of estate.yaml", () => {
  it("is this and nothing else", () => {
    const pane = addresses(estate).filter((address) => /\.grafana_(?!people_)/.test(address)); // see people.test.ts
    expect(pane).toEqual(
      [
        PLUGIN, // Athena, OpenSearch and X-Ray are not built in
        "grafana_cloud_plugin_installation.grafana_plugins_grafana-opensearch-datasource",
        "grafana_cloud_plugin_installation.grafana_plugins_grafana-polystat-panel", // grafana.access.plugins
        "grafana_cloud_plugin_installation.grafana_plugins_grafana-x-ray-datasource",
        "grafana_cloud_provider_aws_account.grafana_scrape-jobs_production_account", // telemetry.cloudwatch: scrape
        "grafana_cloud_provider_aws_cloudwatch_scrape_job.grafana_scrape-jobs_production_job",
        ...DASHBOARDS.map((uid) => `grafana_dashboard.grafana_dashboards_${uid}`),
        ...SOURCES.map((uid) => `grafana_data_source.grafana_data-sources_estate-${uid}`),
        `grafana_data_source_cache_config.${DATA_SOURCE}_cache`, // queryCaching
        "grafana_data_source_cache_config.grafana_data-sources_estate-athena-security_cache",
        ...FOLDERS.map(([uid]) => `grafana_folder.grafana_folders_${uid}`),
      ].toSorted(),
    );
  });
});

describe("a plugin", () => {
  it("is installed through the organisation's provider", () => {
    expect(resource(estate, PLUGIN)).toEqual({
      provider: "grafana.cloud",
      stack_slug: "${grafana_cloud_stack.platform_stack.slug}",
      slug: "grafana-athena-datasource",
    });
  });

  it("comes before the data sources of its type", () => {
    expect(resource(estate, `grafana_data_source.${DATA_SOURCE}`)["depends_on"]).toEqual([PLUGIN]);
  });
});

describe("the Athena data source", () => {
  it("has a fixed UID and assumes the reader's role, without a key", () => {
    const { json_data_encoded, ...found } = resource(estate, `grafana_data_source.${DATA_SOURCE}`);
    expect(found).toEqual({
      provider: "grafana.stack",
      depends_on: [PLUGIN],
      uid: "estate-athena-cost",
      name: "Cost (Athena)",
      type: "grafana-athena-datasource",
    });
    expect(JSON.parse(String(json_data_encoded))).toEqual({
      authType: "grafana_assume_role",
      assumeRoleArn: "${aws_iam_role.cost_grafana-reader.arn}",
      usePerDatasourceExternalId: true,
      defaultRegion: "eu-central-1",
      catalog: "AwsDataCatalog",
      database: "acme_cost",
      workgroup: "acme-cost",
    });
  });

  it("keeps results for an hour where query caching is on", () => {
    expect(resource(estate, `grafana_data_source_cache_config.${DATA_SOURCE}_cache`)).toEqual({
      provider: "grafana.stack",
      datasource_uid: `\${grafana_data_source.${DATA_SOURCE}.uid}`,
      enabled: true,
      use_default_ttl: false,
      ttl_queries_ms: 3_600_000,
      ttl_resources_ms: 3_600_000,
    });
  });

  it("keeps none by default, nor on a tier that could", () => {
    const { stack, owner } = minimalExample().grafana;
    for (const plan of ["free", "pro"] as const) {
      const config = minimal({ grafana: { owner, stack, plan } });
      expect(resources(synthEstate(config).estate, "grafana_data_source_cache_config")).toEqual({});
    }
  });
});

describe("dashboards", () => {
  const dashboards = contributions.flatMap((part) => part.dashboards);

  it("stand in the folder of their subject, and are not overwritten over somebody's changes", () => {
    const folders = Object.entries(resources(estate, "grafana_folder")).filter(([name]) => !name.includes("_people_"));
    expect(Object.fromEntries(folders)).toEqual(
      Object.fromEntries(
        FOLDERS.map(([uid, title]) => [
          `grafana_folders_${uid}`,
          { provider: "grafana.stack", uid, title, prevent_destroy_if_not_empty: true },
        ]),
      ),
    );
    for (const { uid, folder } of dashboards) {
      const folderUid = FOLDERS.find(([, title]) => title === folder)?.[0] ?? "";
      const { config_json, ...found } = resource(estate, `grafana_dashboard.grafana_dashboards_${uid}`);
      expect(found).toEqual({
        provider: "grafana.stack",
        folder: `\${grafana_folder.grafana_folders_${folderUid}.uid}`,
        overwrite: false,
      });
      expect(typeof config_json).toBe("string");
    }
  });

  it("are escaped once: their variables are Grafana's, not Terraform's", () => {
    for (const dashboard of dashboards) {
      const text = String(resource(estate, `grafana_dashboard.grafana_dashboards_${dashboard.uid}`)["config_json"]);
      expect(text).toBe(literal(dashboard.json()));
      expect(text).toMatch(/\$\$\{(datasource|cloudwatch|prometheus|usage|athena\w*)\}/);
      expect(text).not.toMatch(/(?<!\$)\$\{/);
    }
  });

  it("ask only data sources that the pane makes, and those that Grafana Cloud has by itself", () => {
    expect(contributions.flatMap(({ preMadeDataSources }) => preMadeDataSources)).toEqual(["grafanacloud-usage"]);
    const uids = contributions.flatMap(({ dataSources, preMadeDataSources }) => [
      ...dataSources.map(({ uid }) => uid),
      ...preMadeDataSources,
    ]);
    const asked = dashboards.flatMap(({ dataSources }) => dataSources.map(({ uid }) => uid));
    expect(asked.filter((uid) => !uids.includes(uid))).toEqual([]);
  });

  it("reach Grafana as they were built: the planned text is the dashboard's own", async () => {
    const planned = plannedValues(await planOf(synthEstate(minimalExample()).estate, { whole: true }));
    for (const dashboard of synthEstate(minimalExample()).contributions.flatMap((part) => part.dashboards)) {
      expect(planned[`grafana_dashboard.grafana_dashboards_${dashboard.uid}`]).toMatchObject({
        config_json: dashboard.json(),
      });
    }
  });
});
