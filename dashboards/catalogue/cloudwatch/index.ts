/** Metrics of CloudWatch, by `namespace name`. */
import type { MetricFact } from "../../core/catalogue";

export const cloudWatchMetrics: Readonly<Record<string, MetricFact>> = {};
