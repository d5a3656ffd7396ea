/** How many series one metric makes in one process, task or host. */
import type { MetricFact } from "../../../dashboards";
import { type LabelSizes, SUMMARY_QUANTILES } from "./label-sizes";

export interface MetricSeries {
  /** Undefined where nobody knows how many values a label has. */
  readonly count: number | undefined;
  /** Labels of which that is not known. */
  readonly unknown: readonly string[];
}

export interface Shape {
  /** Buckets of a histogram, with the one for everything. */
  readonly histogramBuckets: number;
}

/** The values of its labels multiplied, as far as one does not follow from another, for each of its parts. */
export function metricSeries(fact: MetricFact, sizes: LabelSizes, shape: Shape): MetricSeries {
  const factors = fact.labels.map((label) => ({ label, size: sizeOf(label, fact, sizes) }));
  const unknown = factors.flatMap(({ label, size }) => (size === undefined ? [label] : []));
  const product = factors.reduce((all, { size }) => all * (size ?? 1), partsOf(fact, shape));
  return { count: unknown.length === 0 ? product : undefined, unknown };
}

function sizeOf(label: string, fact: MetricFact, sizes: LabelSizes): number | undefined {
  const { follows = [], count } = sizes[label] ?? {};
  if (follows.some((other) => fact.labels.includes(other))) return 1;
  // What is always 1 has its labels to describe one thing, not to tell several apart.
  return count ?? (isDescription(fact) ? 1 : fact.values?.[label]?.length);
}

function isDescription({ range }: MetricFact): boolean {
  return range?.[0] === 1 && range[1] === 1;
}

/** Sum and count, and the buckets or quantiles. */
function partsOf({ type }: MetricFact, { histogramBuckets }: Shape): number {
  if (type === "histogram") return histogramBuckets + 2;
  return type === "summary" ? SUMMARY_QUANTILES + 2 : 1;
}
