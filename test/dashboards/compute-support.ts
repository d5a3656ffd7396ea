/** What the tests of the dashboards of ECS and hosts share: both platforms, and how panels and findings are told. */
import { catalogue } from "../../dashboards/catalogue";
import { lintDashboards } from "../../dashboards/core/check";
import { type DataSourceKind, dataSourceSet } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import type { EstateScope } from "../../dashboards/core/variables";
import type { Subject } from "../../dashboards/registry";
import { scope } from "./core/support";

const ACCOUNTS = ["production", "staging"];

/** What is always there, by platform. */
const KINDS: Readonly<Record<"grafana-cloud" | "amazon-managed", readonly DataSourceKind[]>> = {
  "grafana-cloud": ["prometheus", "loki", "tempo", "cloudwatch"],
  "amazon-managed": ["prometheus", "cloudwatch"],
};

export const PLATFORMS = ["grafana-cloud", "amazon-managed"] as const;

export type Platform = (typeof PLATFORMS)[number];

function scopeOf(platform: Platform): EstateScope {
  return scope({ sources: dataSourceSet({ platform, kinds: KINDS[platform], cloudWatchAccounts: ACCOUNTS }) });
}

/** The only dashboard of a subject. */
export function dashboardOf(subject: Subject, platform: Platform): DashboardDefinition {
  const [definition, ...more] = subject(scopeOf(platform));
  if (definition === undefined || more.length > 0) throw new Error("there is not exactly one dashboard");
  return definition;
}

/** Panels as `type title, unit`. */
export function panelLines({ panels }: DashboardDefinition): string[] {
  return panels.map(({ type, title, unit }) => `${type} ${title}, ${unit}`);
}

/** What a panel asks, as `data source: text`. */
export function asked({ queries }: DashboardDefinition, panel: string): string[] {
  return queries.filter((query) => query.panel === panel).map(({ dataSource, text }) => `${dataSource}: ${text}`);
}

/** What any rule finds, by the real catalogue. */
export async function findings(
  definition: DashboardDefinition,
  platform: Platform,
  otherDashboardUids: readonly string[],
): Promise<string[]> {
  const dataSourceUids = Object.values(scopeOf(platform).sources).map(({ uid }) => uid);
  const problems = await lintDashboards([definition], { catalogue, dataSourceUids, otherDashboardUids });
  return problems.map(({ path, message }) => `${path}: ${message}`);
}
