/** Estates that the tests of services, logs and traces share: which data sources they have decides what is asked. */
import { catalogue } from "../../dashboards/catalogue";
import { dashboardPanels, lintDashboards } from "../../dashboards/core/check";
import { type DataSourceKind, dataSourceSet } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import type { EstateScope } from "../../dashboards/core/variables";
import { scope } from "./core/support";

/** UIDs of dashboards that others make. */
const OTHERS = ["services", "ecs", "rds", "queues", "logs", "traces", "telemetry", "cost-allocation"];

const CLOUD_WATCH = { cloudWatchAccounts: ["production", "staging"] };

export function onCloud(overrides: Partial<EstateScope> = {}): EstateScope {
  const kinds: readonly DataSourceKind[] = ["prometheus", "loki", "tempo", "cloudwatch", "xray"];
  return scope({ sources: dataSourceSet({ platform: "grafana-cloud", kinds, ...CLOUD_WATCH }), ...overrides });
}

/** Amazon's platform with what is always there and these. */
export function onAmazon(
  optional: readonly DataSourceKind[] = ["xray"],
  overrides: Partial<EstateScope> = {},
): EstateScope {
  const kinds: readonly DataSourceKind[] = ["prometheus", "cloudwatch", ...optional];
  return scope({ sources: dataSourceSet({ platform: "amazon-managed", kinds, ...CLOUD_WATCH }), ...overrides });
}

export function only(definitions: readonly DashboardDefinition[]): DashboardDefinition {
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) throw new Error("there is not exactly one dashboard");
  return definition;
}

/** Rows and panels in reading order: `# row`, `type title, unit`. */
export function outline({ model }: DashboardDefinition): string[] {
  return (model.panels ?? []).map((panel) =>
    panel.type === "row"
      ? `# ${panel.title ?? ""}`
      : `${panel.type} ${panel.title ?? ""}, ${("fieldConfig" in panel ? panel.fieldConfig.defaults.unit : undefined) ?? ""}`,
  );
}

/** What a panel asks: `language: query`. */
export function asked({ queries }: DashboardDefinition, panel: string): string[] {
  return queries.filter((query) => query.panel === panel).map(({ language, text }) => `${language}: ${text}`);
}

/** Queries of a panel as Grafana's data source gets them. */
export function targets({ model }: DashboardDefinition, panel: string): object[] {
  const found = dashboardPanels(model).find(({ title }) => title === panel);
  return (found?.targets ?? []).map((target) => ({ ...target }));
}

/** Where values of a panel lead: title and path. */
export function links({ model }: DashboardDefinition, panel: string): [string, string][] {
  const found = dashboardPanels(model).find(({ title }) => title === panel);
  return (found?.fieldConfig?.defaults.links ?? []).map((link) => {
    const { title, url } = link as { readonly title: string; readonly url: string };
    return [title, url];
  });
}

export function variables({ model }: DashboardDefinition): string[] {
  return (model.templating.list ?? []).map(({ name }) => name);
}

/** Everything that the lint finds, with the real catalogue. */
export async function findings(definitions: readonly DashboardDefinition[], of: EstateScope): Promise<string[]> {
  const dataSourceUids = Object.values(of.sources).map(({ uid }) => uid);
  const found = await lintDashboards(definitions, { dataSourceUids, catalogue, otherDashboardUids: OTHERS });
  return found.map(({ path, message }) => `${path}: ${message}`);
}

/** The filter by what people choose, in PromQL. */
export const CHOSEN =
  'cloud_account_id=~"$account", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service"';
