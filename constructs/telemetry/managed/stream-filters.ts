/**
 * What a metric stream sends: the metrics that are asked for, and the statistics that it does not send by itself. Limits
 * and forms: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricStream.html, read 2026-11.
 */
import type { CloudWatchUse } from "../../../dashboards";

/** A stream sends these by itself, the average as sum and count; only others are asked for, at a price. */
const ALWAYS: ReadonlySet<string> = new Set(["Average", "Maximum", "Minimum", "SampleCount", "Sum"]);

/** In the format of OpenTelemetry a stream knows no others. */
const PERCENTILE = /^p(\d{1,2}(\.\d+)?|100)$/;

/** Names of namespaces and metrics in all filters of a stream. */
const MOST_NAMES = 1000;

/** Metrics in one entry of further statistics. */
const MOST_METRICS = 100;

export interface StreamFilter {
  readonly namespace: string;
  readonly metricNames: string[];
}

/** One filter for each namespace, with its metrics in order, so that a plan compares equal. */
export function includeFilters(uses: readonly CloudWatchUse[]): StreamFilter[] {
  const namespaces = [...new Set(uses.map(({ namespace }) => namespace))].toSorted();
  const names = namespaces.length + uses.length;
  if (names > MOST_NAMES)
    throw new Error(
      `a metric stream takes ${String(MOST_NAMES)} names of namespaces and metrics, not ${String(names)}`,
    );
  return namespaces.map((namespace) => ({
    namespace,
    metricNames: uses
      .filter((use) => use.namespace === namespace)
      .map(({ metric }) => metric)
      .toSorted(),
  }));
}

export interface StreamStatistics {
  readonly additionalStatistics: string[];
  readonly includeMetric: { readonly namespace: string; readonly metricName: string }[];
}

/** Percentiles, grouped by what is asked, since CloudWatch takes each metric once. */
export function additionalStatistics(uses: readonly CloudWatchUse[]): StreamStatistics[] {
  const groups = new Map<string, CloudWatchUse[]>();
  for (const use of uses) {
    const wanted = percentiles(use).join(",");
    if (wanted !== "") groups.set(wanted, [...(groups.get(wanted) ?? []), use]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([statistics, group]) =>
      parts(group).map((part) => ({
        additionalStatistics: statistics.split(","),
        includeMetric: part.map(({ namespace, metric }) => ({ namespace, metricName: metric })),
      })),
    );
}

function percentiles({ namespace, metric, statistics }: CloudWatchUse): readonly string[] {
  const wanted = statistics.filter((statistic) => !ALWAYS.has(statistic));
  const other = wanted.find((statistic) => !PERCENTILE.test(statistic));
  if (other === undefined) return wanted;
  throw new Error(`a metric stream sends no ${other} of ${namespace} ${metric}: scrape the namespace instead`);
}

function parts(group: readonly CloudWatchUse[]): (readonly CloudWatchUse[])[] {
  const count = Math.ceil(group.length / MOST_METRICS);
  return Array.from({ length: count }, (_, part) => group.slice(part * MOST_METRICS, (part + 1) * MOST_METRICS));
}
