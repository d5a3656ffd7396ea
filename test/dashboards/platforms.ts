/** Both platforms as tests of dashboards see them: with what is always there and nothing that is optional. */
import { catalogue } from "../../dashboards/catalogue";
import { dashboardPanels, lintDashboards } from "../../dashboards/core/check";
import { type DataSourceKind, dataSourceSet } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import type { JudgedSignal, Signal } from "../../dashboards/core/signal";
import type { EstateScope } from "../../dashboards/core/variables";
import type { Subject } from "../../dashboards/registry";
import { scope } from "./core/support";

export const PLATFORMS = ["grafana-cloud", "amazon-managed"] as const;

export type Platform = (typeof PLATFORMS)[number];

const KINDS: Readonly<Record<Platform, readonly DataSourceKind[]>> = {
  "grafana-cloud": ["prometheus", "loki", "tempo", "cloudwatch"],
  "amazon-managed": ["prometheus", "cloudwatch"],
};

/** UIDs of the dashboards that links may lead to: those of the registry. Those of cost are not in every estate. */
const LINKED = [
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
  "delivery",
  "synthetics",
  "backups",
  "telemetry",
];

export function scopeOn(platform: Platform): EstateScope {
  const sources = dataSourceSet({ platform, kinds: KINDS[platform], cloudWatchAccounts: ["production", "staging"] });
  return scope({ sources });
}

/** The only dashboard of a subject. */
export function dashboardOn(platform: Platform, subject: Subject): DashboardDefinition {
  const [only, ...more] = subject(scopeOn(platform));
  if (only === undefined || more.length > 0) throw new Error("the subject does not have exactly one dashboard");
  return only;
}

/** What any rule finds in a dashboard, by the real catalogue. */
export async function findings(platform: Platform, definition: DashboardDefinition): Promise<string[]> {
  const problems = await lintDashboards([definition], {
    catalogue,
    dataSourceUids: Object.values(scopeOn(platform).sources).map(({ uid }) => uid),
    otherDashboardUids: LINKED,
  });
  return problems.map(({ path, message }) => `${path}: ${message}`);
}

/** Rows with their panels: `type title, unit`. */
export function outline({ model, panels }: DashboardDefinition): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  const lines = panels.map(({ type, title, unit }) => `${type} ${title}, ${unit}`);
  let place: string[] = [];
  for (const panel of model.panels ?? []) {
    if (panel.type === "row") rows[panel.title ?? ""] = place = [];
    else place.push(lines.shift() ?? "");
  }
  return rows;
}

/** What a panel asks of CloudWatch, without what stands for the data source: `statistic of metric by dimensions, seconds`. */
export function cloudWatchAsked(definition: DashboardDefinition, title: string): string[] {
  const panel = dashboardPanels(definition.model).find((candidate) => candidate.title === title);
  return (panel?.targets ?? []).map((target) => {
    const { namespace, metricName, statistic, dimensions, period, expression } = target as unknown as Readonly<
      Record<string, string>
    > & { readonly dimensions?: Readonly<Record<string, string>> };
    if (expression !== undefined && expression !== "") return expression;
    const by = Object.entries(dimensions ?? {}).map(([name, value]) => `${name}=${value}`);
    return `${statistic ?? ""} of ${namespace ?? ""} ${metricName ?? ""} by ${by.join(" ")}, ${period ?? ""} s`;
  });
}

/** What a panel asks in PromQL. */
export function promqlAsked({ queries }: DashboardDefinition, title: string): string[] {
  return queries.filter(({ panel, language }) => panel === title && language === "promql").map(({ text }) => text);
}

/** A signal as alerts want it. */
export function judged({ judgement, runbook, ...signal }: Signal): JudgedSignal {
  if ("unjudged" in judgement || runbook === undefined)
    throw new Error(`signal "${signal.id}" cannot be alerted about`);
  return { ...signal, judgement, runbook };
}

/** Where the links of a panel lead. */
export function linksOf(definition: DashboardDefinition, title: string): string[] {
  const panel = dashboardPanels(definition.model).find((candidate) => candidate.title === title);
  return (panel?.fieldConfig?.defaults.links ?? []).map((link) => (link as { readonly url: string }).url);
}
