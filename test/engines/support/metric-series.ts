/**
 * Series for every metric of the catalogue, made from what the catalogue says and from nothing else: labels, units and
 * types. Counters rise on straight lines and gauges drift on them, so that each answer can be worked out by hand.
 */
import { type MetricFamily, prometheusFamilies } from "../../../dashboards/catalogue";
import type { MetricFact } from "../../../dashboards/core/catalogue";
import { labelOf } from "../../../dashboards/core/labels";

/** Last sample, in seconds since 1970: a moment of a block of Prometheus that no other block touches. */
export const END = Date.parse("2026-03-02T11:58:00Z") / 1000;
/** Seconds between two samples. */
export const STEP = 120;
/** Seconds between the first sample and the last. */
export const RANGE = 3600;

/** Since when counters count: long before the first sample. */
const BEGINNING = END - 40 * 86_400;

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Value at the end, and what it grows by in a second. */
  readonly last: number;
  readonly slope: number;
}

/** What the series of the label contract belong to: two services in two accounts. */
export const TARGETS = [
  contract("777788889999", "eu-central-1", "production", "checkout"),
  contract("123456789012", "us-east-1", "staging", "payments"),
] as const;

/** Series of the whole catalogue. */
export function catalogueSeries(families: readonly MetricFamily[] = prometheusFamilies): Series[] {
  return families.flatMap((family) =>
    Object.entries(family.facts).flatMap(([name, fact]) => {
      const places = family.contract ? TARGETS : [{}];
      const labelSets = places.flatMap((place, index) => {
        const scraped = { job: family.name, instance: `10.0.${String(index)}.10` };
        return combinations(fact).map((own) => ({ ...scraped, ...place, ...own }));
      });
      return labelSets.flatMap((labels, index) => seriesOf(name, fact, labels, index + 1));
    }),
  );
}

/** Value at a moment, in seconds since 1970. */
export function valueAt({ last, slope }: Series, time: number): number {
  return last + slope * (time - END);
}

/** Bounds of buckets by unit, the infinite one left out. */
export function boundsOf(unit: string): readonly number[] {
  return BOUNDS[unit] ?? [1, 10, 100, 1000];
}

const BOUNDS: Readonly<Record<string, readonly number[]>> = {
  s: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  By: [256, 1024, 4096, 16_384, 65_536, 1_048_576],
};

/** Mean of what a histogram or summary measures, by unit. */
const MEANS: Readonly<Record<string, number>> = { s: 0.2, By: 4000 };

/** A label that tells of failure goes with the label that tells of the outcome. */
const OUTCOMES = ["http_response_status_code", "rpc_status_code"];

/** All combinations of the labels' values; empty values are labels that are not there. */
function combinations({ labels, values = {} }: MetricFact): Record<string, string>[] {
  const outcome = OUTCOMES.find((label) => labels.includes(label));
  const free = labels.filter((label) => label !== "error_type" || outcome === undefined);
  const products = free.reduce<Record<string, string>[]>(
    (sets, label) =>
      sets.flatMap((set) => (values[label] ?? [`a ${label}`]).map((value) => ({ ...set, [label]: value }))),
    [{}],
  );
  return products.map((set) => {
    const index = outcome === undefined ? -1 : (values[outcome] ?? []).indexOf(set[outcome] ?? "");
    const error = values["error_type"]?.[index];
    const whole = error === undefined ? set : { ...set, error_type: error };
    return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== ""));
  });
}

function seriesOf(name: string, fact: MetricFact, labels: Series["labels"], index: number): Series[] {
  const rate = rateOf(fact, index);
  const mean = MEANS[fact.unit] ?? 0.9;
  const counting = (suffix: string, slope: number, more: Series["labels"] = {}): Series => ({
    name: `${name}${suffix}`,
    labels: { ...labels, ...more },
    slope,
    last: slope * (END - BEGINNING),
  });
  switch (fact.type) {
    case "counter":
      return [counting("", rate)];
    case "gauge":
      return [{ name, labels, ...gaugeOf(name, fact, index) }];
    case "histogram": {
      const bounds = boundsOf(fact.unit);
      return [
        ...bounds.map((bound, place) =>
          counting("_bucket", (rate * (place + 1)) / (bounds.length + 1), { le: String(bound) }),
        ),
        counting("_bucket", rate, { le: "+Inf" }),
        counting("_count", rate),
        counting("_sum", rate * mean),
      ];
    }
    case "summary":
      return [counting("_count", rate), counting("_sum", rate * mean)];
  }
}

/** What a counter grows by in a second; time that passes is less than a second of it. */
function rateOf({ unit, type }: MetricFact, index: number): number {
  const counts = type === "counter" ? unit : "";
  const first: Readonly<Record<string, number>> = { s: 0.02, ms: 20, ns: 2e7, By: 5000, kBy: 5 };
  return (first[counts] ?? 0.5) * index;
}

function gaugeOf(name: string, { unit, range }: MetricFact, index: number): Pick<Series, "last" | "slope"> {
  if (range !== undefined) {
    const [least, most] = range;
    // The first series shows the better end, the second the worse one.
    return { last: index % 2 === 1 ? most : least, slope: 0 };
  }
  if (unit === "timestamp") return { last: END + (/expiry/.test(name) ? 86_400 : -1800) * index, slope: 0 };
  const whole = /(total|size|limits?|max|maximum|capacity|reserved|included\w*|MemTotal|SwapTotal)(_|$)/i.test(name);
  const first: Readonly<Record<string, number>> = {
    "%": 3,
    "1": 0.01,
    By: 1e8,
    "By/s": 2e4,
    s: 0.05,
    USD: 7,
    MiBy: 64,
  };
  const last = (first[unit] ?? 2) * index * (whole ? 10 : 1);
  return { last, slope: last / (10 * 86_400) };
}

function contract(
  account: string,
  region: string,
  environment: string,
  service: string,
): Readonly<Record<string, string>> {
  const words = { account, region, environment, service };
  return Object.fromEntries(Object.entries(words).map(([word, value]) => [labelOf(word), value]));
}
