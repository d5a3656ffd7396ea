/** Dashboards as data, for `estate check --json` and for tests. */
import type { DashboardDefinition, DashboardPanel, DashboardQuery } from "./definition";

export interface DashboardDescription {
  readonly uid: string;
  readonly panels: readonly DashboardPanel[];
  readonly queries: readonly Pick<DashboardQuery, "panel" | "dataSource" | "text">[];
  /** UIDs, each once. */
  readonly dataSources: readonly string[];
  /** Names of metrics that the queries read; SQL reads tables and has none. */
  readonly metrics: readonly string[];
}

export function describeDashboards(definitions: readonly DashboardDefinition[]): DashboardDescription[] {
  return definitions.map(({ uid, panels, queries, dataSources }) => ({
    uid,
    panels,
    queries: queries.map(({ panel, dataSource, text }) => ({ panel, dataSource, text })),
    dataSources: dataSources.map((source) => source.uid),
    metrics: [],
  }));
}
