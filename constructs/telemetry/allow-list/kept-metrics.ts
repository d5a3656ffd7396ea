/** What collectors keep: what somebody looks at, and what the config names besides. */
import { type AllowList, collectorNames, type MetricCatalogue } from "../../../dashboards";

export interface KeptMetrics {
  /** Whole names, as collectors meet them: OpenTelemetry's, or those that are scraped. Each once, sorted. */
  readonly names: readonly string[];
  /** Beginnings of such names; each once, sorted. */
  readonly prefixes: readonly string[];
  /** Whether a metric of the catalogue is kept, by its name there. */
  keeps(metric: string): boolean;
}

/** @param keep names that may be written in either way, and beginnings of names, which end with `*` */
export function keptMetrics(
  list: Pick<AllowList, "series">,
  keep: readonly string[],
  catalogue: MetricCatalogue,
): KeptMetrics {
  const isPrefix = (entry: string): boolean => entry.endsWith("*");
  const exact = keep.filter((entry) => !isPrefix(entry));
  const names = collectorNames({ series: [...list.series, ...exact] }, catalogue);
  const prefixes = [...new Set(keep.filter(isPrefix).map((entry) => entry.slice(0, -1)))].toSorted();
  const all = new Set(names);
  return {
    names,
    prefixes,
    keeps: (metric) => {
      const met = catalogue.find(metric)?.otlp ?? metric;
      return all.has(met) || prefixes.some((prefix) => met.startsWith(prefix));
    },
  };
}
