/** How facts are written down: one table for each family of metrics, which have one source. */
import type { MetricFact } from "../core/catalogue";

/** What the metrics of one exporter or one convention have in common. */
export interface FamilyProps {
  /** Kebab-case. */
  readonly name: string;
  /** Page of the vendor or of the convention that the facts are from. */
  readonly source: string;
  /** Values of labels, wherever a metric of the family has that label: see `MetricFact.values`. @default - none known */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly metrics: Readonly<Record<string, MetricEntry>>;
  /**
   * Whether the series carry the labels of the label contract.
   * @default true
   */
  readonly contract?: boolean;
}

/** A fact without what its family says. */
export type MetricEntry = Pick<MetricFact, "unit" | "type" | "labels" | "otlp" | "range" | "values">;

export interface MetricFamily {
  readonly name: string;
  /** Whether the series carry the labels of the label contract. */
  readonly contract: boolean;
  readonly facts: Readonly<Record<string, MetricFact>>;
}

export function family({ name, source, values = {}, metrics, contract = true }: FamilyProps): MetricFamily {
  const facts = Object.entries(metrics).map(([metric, entry]): [string, MetricFact] => {
    const all = { ...values, ...entry.values };
    const own = entry.labels.flatMap((label) => {
      const known = all[label];
      return known === undefined ? [] : [[label, known] as const];
    });
    return [metric, { ...entry, source, ...(own.length === 0 ? {} : { values: Object.fromEntries(own) }) }];
  });
  return { name, contract, facts: Object.fromEntries(facts) };
}

export function counter(unit: string, ...labels: readonly string[]): MetricEntry {
  return { type: "counter", unit, labels };
}

export function gauge(unit: string, ...labels: readonly string[]): MetricEntry {
  return { type: "gauge", unit, labels };
}

/** A classic histogram: the entry stands for its `_bucket`, `_sum` and `_count`. */
export function histogram(unit: string, ...labels: readonly string[]): MetricEntry {
  return { type: "histogram", unit, labels };
}

export function summary(unit: string, ...labels: readonly string[]): MetricEntry {
  return { type: "summary", unit, labels };
}

/** 1 for yes, 0 for no. */
export function flag(...labels: readonly string[]): MetricEntry {
  return { ...gauge("1", ...labels), range: [0, 1] };
}

/** Always 1: what counts are its labels. */
export function info(...labels: readonly string[]): MetricEntry {
  return { ...gauge("1", ...labels), range: [1, 1] };
}
