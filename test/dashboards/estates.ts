/** Estates on both platforms with the data sources that each always has, and dashboards of them in words. */
import { catalogue } from "../../dashboards/catalogue";
import { dashboardPanels, lintDashboards } from "../../dashboards/core/check";
import { type DataSourceKind, dataSourceSet, PRE_MADE } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import type { EstateScope } from "../../dashboards/core/variables";
import type { Subject } from "../../dashboards/registry";
import { scope } from "./core/support";

export type Estate = "grafana-cloud" | "amazon-managed";

export const ESTATES: readonly Estate[] = ["grafana-cloud", "amazon-managed"];

/** What there always is, and what the platform makes itself. */
const KINDS: Readonly<Record<Estate, readonly DataSourceKind[]>> = {
  "grafana-cloud": ["prometheus", "loki", "tempo", "cloudwatch", ...PRE_MADE["grafana-cloud"]],
  "amazon-managed": ["prometheus", "cloudwatch", ...PRE_MADE["amazon-managed"]],
};

/** Every dashboard that links may lead to. */
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
  "delivery",
  "synthetics",
  "backups",
  "telemetry",
];

/** An estate, with more kinds of data source than it always has, and what else a test is about. */
export function estateOn(
  platform: Estate,
  more: readonly DataSourceKind[] = [],
  overrides: Partial<EstateScope> = {},
): EstateScope {
  const kinds = [...KINDS[platform], ...more];
  return scope({ sources: dataSourceSet({ platform, kinds, cloudWatchAccounts: ["production"] }), ...overrides });
}

/** The only dashboard of a subject. */
export function onlyDashboard(subject: Subject, estate: EstateScope): DashboardDefinition {
  const [only, ...more] = subject(estate);
  if (only === undefined || more.length > 0) throw new Error("the subject has not exactly one dashboard");
  return only;
}

/** Panels by the row that they stand in, as `type title, unit`. */
export function rowsOf({ model }: DashboardDefinition): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  let panels: string[] = [];
  for (const entry of model.panels ?? []) {
    if (entry.type === "row") rows[entry.title ?? ""] = panels = [];
    else if ("fieldConfig" in entry)
      panels.push(`${entry.type} ${entry.title ?? ""}, ${entry.fieldConfig.defaults.unit ?? ""}`);
  }
  return rows;
}

/** What a panel asks: `data source: query`; of CloudWatch, statistic, metric, dimensions, period and region. */
export function asked({ model }: DashboardDefinition, title: string): string[] {
  const panel = dashboardPanels(model).find((candidate) => candidate.title === title);
  if (panel === undefined) throw new Error(`there is no panel "${title}"`);
  return (panel.targets ?? []).map((target) => {
    const raw = target as unknown as Readonly<Record<string, unknown>>;
    const { uid } = raw["datasource"] as { readonly uid: string };
    return `${uid}: ${queryOf(raw)}`;
  });
}

/** Titles and paths of a panel's links. */
export function linksOf({ model }: DashboardDefinition, title: string): string[] {
  const panel = dashboardPanels(model).find((candidate) => candidate.title === title);
  const links = (panel?.fieldConfig?.defaults.links ?? []) as { readonly title: string; readonly url: string }[];
  return links.map((link) => `${link.title}: ${link.url}`);
}

/** What any rule finds, by the real catalogue. */
export async function findings(definition: DashboardDefinition, { sources }: EstateScope): Promise<string[]> {
  const problems = await lintDashboards([definition], {
    catalogue,
    dataSourceUids: Object.values(sources).map(({ uid }) => uid),
    otherDashboardUids: DASHBOARDS,
  });
  return problems.map(({ path, message }) => `${path}: ${message}`);
}

function queryOf(raw: Readonly<Record<string, unknown>>): string {
  const { expr, rawSQL, expression, metricName, namespace, statistic, dimensions, period, region } = raw;
  const text = [expr, rawSQL, expression].find((value) => typeof value === "string" && value !== "");
  if (typeof text === "string") return text;
  const by = Object.entries((dimensions ?? {}) as Readonly<Record<string, string>>).map(
    ([name, value]) => `${name}=${value}`,
  );
  const every = period === "" ? [] : [`every ${String(period)} s`];
  const where = region === "$cloudwatch_region" ? [] : [`in ${String(region)}`];
  return [`${String(statistic)} of ${String(namespace)} ${String(metricName)}`, ...by, ...every, ...where].join(", ");
}
