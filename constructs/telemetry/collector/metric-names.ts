/**
 * Names by which a collector meets metrics. An application tells `http.server.request.duration`, or shows it for scraping as
 * `http_server_request_duration_seconds`: whichever name the list has, both are meant.
 */
import { prometheusFamilies } from "../../../dashboards/catalogue";

/** What stands behind names that begin alike: `shop_*`. */
const REST = "*";

const spellings: ReadonlyMap<string, readonly string[]> = new Map(
  prometheusFamilies
    .flatMap(({ facts }) => Object.entries(facts))
    .flatMap(([name, { otlp }]) => {
      if (otlp === undefined) return [];
      const both = [name, otlp];
      return both.map((one) => [one, both] as const);
    }),
);

/** Whole names, each with its other spelling where the catalogue knows one; sorted, each once. */
export function wholeNames(list: readonly string[]): readonly string[] {
  const whole = list.filter((name) => !name.endsWith(REST));
  return [...new Set(whole.flatMap((name) => spellings.get(name) ?? [name]))].toSorted();
}

/** What names begin with. */
export function beginnings(list: readonly string[]): readonly string[] {
  const begun = list.filter((name) => name.endsWith(REST)).map((name) => name.slice(0, -REST.length));
  return [...new Set(begun)].toSorted();
}
