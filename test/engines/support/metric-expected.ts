/** Answers worked out by hand from the known series: no Prometheus takes part. */
import type { Series } from "./metric-series";

type Labels = Series["labels"];
type Wanted = string | RegExp | readonly string[];

/** The series of a metric with certain labels. A label that is not there is an empty text. */
export function series(all: readonly Series[], name: string, wanted: Readonly<Record<string, Wanted>> = {}): Series[] {
  return all.filter(
    (one) =>
      one.name === name && Object.entries(wanted).every(([label, value]) => fits(one.labels[label] ?? "", value)),
  );
}

/** Increase per second, of all together. */
export function rate(of: readonly Series[]): number {
  return sum(of.map(({ slope }) => slope));
}

/** Values at the last moment, of all together. */
export function total(of: readonly Series[]): number {
  return sum(of.map(({ last }) => last));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}

/** One number for each group of series, by the values of the labels. */
export function by(
  labels: readonly string[],
  of: readonly Series[],
  measure: (group: readonly Series[]) => number,
): Map<string, number> {
  const groups = new Map<string, Series[]>();
  for (const one of of) {
    const key = keyOf(one.labels, labels);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return new Map([...groups].map(([key, group]) => [key, measure(group)]));
}

/** What an answer is compared by. */
export function keyOf(all: Labels, labels: readonly string[]): string {
  return labels.map((label) => all[label] ?? "").join(" ");
}

/** What a share of the observations stays below, straight between the bounds of the bucket that it falls in. */
export function quantile(share: number, buckets: readonly Series[]): number {
  const bounds = [...by(["le"], buckets, rate)]
    .map(([le, count]) => ({ bound: le === "+Inf" ? Infinity : Number(le), count }))
    .sort((a, b) => a.bound - b.bound);
  const rank = share * (bounds.at(-1)?.count ?? 0);
  const place = bounds.findIndex(({ count }) => count >= rank);
  const bucket = bounds[place];
  const below = bounds[place - 1] ?? { bound: 0, count: 0 };
  if (bucket === undefined) return Number.NaN;
  if (bucket.bound === Infinity) return below.bound;
  return below.bound + ((bucket.bound - below.bound) * (rank - below.count)) / (bucket.count - below.count);
}

function fits(value: string, wanted: Wanted): boolean {
  if (typeof wanted === "string") return value === wanted;
  return wanted instanceof RegExp ? wanted.test(value) : wanted.includes(value);
}
