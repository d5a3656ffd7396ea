/** Metrics of one kind of AWS resource: the same namespace and dimensions, each by its name and statistic. */
import { cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Query } from "../core/query";
import { FIVE_MINUTES } from "./count-thresholds";

export type ResourceMetric = (
  metric: string,
  statistic: CloudWatchMetric["statistic"],
  /** Seconds. Counts are taken over a fixed time, so that a threshold means the same at every zoom. */
  period?: number,
) => CloudWatchMetric;

export function resourceMetrics(
  namespace: string,
  dimensions: NonNullable<CloudWatchMetric["dimensions"]> = {},
): ResourceMetric {
  return (metric, statistic, period) => ({
    namespace,
    metric,
    statistic,
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
    ...(period === undefined ? {} : { period }),
  });
}

/** A count of five minutes as so many a second, for each series. */
export function perSecond(of: ResourceMetric, metric: string): Query {
  return cloudWatchMath(`counted / ${String(FIVE_MINUTES)}`, { counted: of(metric, "Sum", FIVE_MINUTES) });
}
