/** Dashboards as data, for `estate check --json` and for tests. */
import type { DashboardDefinition, DashboardPanel, DashboardQuery } from "./definition";

export interface DashboardDescription {
  readonly uid: string;
  readonly panels: readonly DashboardPanel[];
  readonly queries: readonly Pick<DashboardQuery, "panel" | "dataSource" | "language" | "text">[];
  /** UIDs, each once. */
  readonly dataSources: readonly string[];
  /** Names of metrics that queries and variables read, each once, sorted. */
  readonly metrics: readonly string[];
}

export function describeDashboards(definitions: readonly DashboardDefinition[]): DashboardDescription[] {
  return definitions.map((definition) => ({
    uid: definition.uid,
    panels: definition.panels,
    queries: definition.queries.map(({ panel, dataSource, language, text }) => ({ panel, dataSource, language, text })),
    dataSources: definition.dataSources.map((source) => source.uid),
    metrics: metricsOf(definition),
  }));
}

function metricsOf({ queries, variableMetrics }: DashboardDefinition): string[] {
  return [...new Set([...queries.flatMap(({ metrics }) => metrics), ...variableMetrics])].toSorted();
}
