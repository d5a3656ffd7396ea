/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";

/** One line for each namespace, in alphabetical order. */
const FAMILIES: readonly Readonly<Record<string, MetricFact>>[] = [];

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = Object.assign({}, ...FAMILIES);
