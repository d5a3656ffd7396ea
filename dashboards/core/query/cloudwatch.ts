/** CloudWatch as values: metrics by namespace, and Logs Insights. */
import { type Chosen } from "./filter";
import type { Insights } from "./logs-insights";
import { plainText, type Use } from "./use";

/** `Average`, `Sum`, or a percentile such as `p95`. */
export type Statistic = "Average" | "Sum" | "Minimum" | "Maximum" | "SampleCount" | `p${number}`;

/** Values of one dimension: one, any (`*`), or what a variable holds. Alerts look at any value for a variable. */
export type DimensionValue = string | Chosen;

export interface CloudWatchMetric {
  /** `AWS/Lambda`. */
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Statistic;
  /** Dimensions of the metric, all of them. @default - none, the sum over everything */
  readonly dimensions?: Readonly<Record<string, DimensionValue>>;
  /** Seconds. @default - chosen by Grafana for the range; 300 in alerts */
  readonly period?: number;
  /**
   * A region code, for services that report to one region only (`us-east-1` for CloudFront and billing).
   * @default - the one chosen in the dashboard, the data source's own in alerts
   */
  readonly region?: string;
}

/** Metrics of one namespace. Grafana searches for all series with these dimensions and draws one for each. */
export interface CloudWatchQuery {
  readonly language: "cloudwatch";
  readonly metric: CloudWatchMetric;
}

/** Logs Insights. */
export interface CloudWatchLogsQuery {
  readonly language: "cloudwatch-logs";
  /** Names of log groups in the data source's account; at least one, at most 50. */
  readonly logGroups: readonly string[];
  readonly expression: string | Insights;
  /** Fields besides the time that `stats` groups by: each group becomes a series. @default [] */
  readonly groups?: readonly string[];
  readonly region?: string;
}

export function cloudWatch(metric: CloudWatchMetric): CloudWatchQuery {
  return { language: "cloudwatch", metric };
}

export function cloudWatchLogs(
  logGroups: readonly string[],
  expression: string | Insights,
  options: Pick<CloudWatchLogsQuery, "groups" | "region"> = {},
): CloudWatchLogsQuery {
  const commands = typeof expression === "string" ? plainText(expression) : expression;
  return { language: "cloudwatch-logs", logGroups, expression: commands, ...options };
}

/** The commands of a query as text. */
export function cloudWatchLogsText({ expression }: CloudWatchLogsQuery, use: Use): string {
  return typeof expression === "string" ? expression : expression.text(use);
}

/** `AWS/Lambda Errors`: how a metric of CloudWatch is named among the metrics of a dashboard. */
export function cloudWatchName({ namespace, metric }: CloudWatchMetric): string {
  return `${namespace} ${metric}`;
}

/** Names of the dimensions by which a metric may be several series. */
export function varying({ dimensions = {} }: CloudWatchMetric): readonly string[] {
  return Object.entries(dimensions).flatMap(([name, value]) => (isFixed(value) ? [] : [name]));
}

/** Whether it is one value, whatever is chosen in the dashboard. */
export function isFixed(value: DimensionValue): value is string {
  return typeof value === "string" && value !== "*";
}
