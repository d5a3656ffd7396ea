/** Finds what the catalogue knows about a name in a query: a family of a histogram is under one name there. */
import type { MetricCatalogue, MetricFact } from "../catalogue";

export interface NamedFact {
  readonly fact: MetricFact;
  /** What of a family: its buckets, sum or count; undefined for a metric that stands for itself. */
  readonly part?: "bucket" | "sum" | "count";
  /** Whether it only ever grows. */
  readonly counts: boolean;
}

/** Labels that the parts of a family have in addition. */
const PART_LABELS: Readonly<Record<string, readonly string[]>> = { bucket: ["le"] };

export function factOf(catalogue: MetricCatalogue, name: string): NamedFact | undefined {
  const own = catalogue.find(name);
  const [, family, suffix] = /^(.+)_(bucket|sum|count)$/.exec(name) ?? [];
  const part = suffix === "bucket" || suffix === "sum" || suffix === "count" ? suffix : undefined;
  if (own !== undefined) {
    // A catalogue may also list the parts themselves, as histograms.
    const ofFamily = part !== undefined && (own.type === "histogram" || own.type === "summary");
    return { fact: own, counts: own.type === "counter" || ofFamily, ...(ofFamily ? { part } : {}) };
  }
  if (family === undefined || part === undefined) return undefined;
  const fact = catalogue.find(family);
  if (fact === undefined || (fact.type !== "histogram" && fact.type !== "summary")) return undefined;
  return { fact, part, counts: true };
}

/** Labels that a metric can have, besides those of the contract. */
export function labelsOf({ fact, part }: NamedFact): readonly string[] {
  return [...fact.labels, ...(PART_LABELS[part ?? ""] ?? []), ...(fact.type === "summary" ? ["quantile"] : [])];
}
