/** What a collector that scrapes an endpoint says about the endpoint itself. */
import { prometheusFamilies, type MetricFamily } from "../../../dashboards/catalogue";
import type { SeriesPart } from "./series-source";

const OF_EVERY_SCRAPE = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added",
];

export function scrapedEndpoints(instances: number, intervalSeconds: number): SeriesPart {
  return { family: familyOf("prometheus"), instances, intervalSeconds, only: OF_EVERY_SCRAPE };
}

/** A family of the catalogue by its name. */
export function familyOf(name: string): MetricFamily {
  const found = prometheusFamilies.find((family) => family.name === name);
  if (found === undefined) throw new Error(`the catalogue has no family ${JSON.stringify(name)}`);
  return found;
}
