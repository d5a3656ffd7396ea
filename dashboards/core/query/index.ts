/** Everything that signals are written with: expressions of each query language, and the queries made of them. */
import type { DataSourceKind } from "../data-sources";
import type { Filter } from "./filter";
import type { LogLines, LogMetric } from "./logql";
import type { PromExpr } from "./promql";
import type {
  AthenaQuery,
  JaegerQuery,
  LogqlQuery,
  PromqlQuery,
  ServiceMapQuery,
  TraceqlQuery,
  XrayQuery,
} from "./query";
import type { SpanMetric, Spans } from "./traceql";

export { cloudWatch, cloudWatchLogs, type CloudWatchMetric } from "./cloudwatch";
export { cloudWatchMath } from "./cloudwatch-math";
export { chosen, type Filter } from "./filter";
export { logs, type LogLines, type LogMetric } from "./logql";
export { insights } from "./logs-insights";
export { documents } from "./lucene";
export {
  histogramQuantile,
  now,
  percentOf,
  type PromExpr,
  promql,
  type PromSelector,
  ratio,
  secondsSince,
  topk,
} from "./promql";
export type { Query } from "./query";
export { spans, type SpanMetric, type Spans } from "./traceql";
export { type Duration, overRange, RATE_WINDOW, type Window } from "./use";

/** A question to Prometheus. */
export function prometheus(expr: PromExpr, options: Omit<PromqlQuery, "language" | "expr"> = {}): PromqlQuery {
  return { language: "promql", expr, ...options };
}

/** A question to Grafana Cloud about what it counts and charges; there is no answer on other platforms. */
export function usage(expr: PromExpr, options: Omit<PromqlQuery, "language" | "expr" | "source"> = {}): PromqlQuery {
  return prometheus(expr, { ...options, source: "usage" });
}

/** A question to Loki. */
export function loki(expr: LogLines | LogMetric, options: Omit<LogqlQuery, "language" | "expr"> = {}): LogqlQuery {
  return { language: "logql", expr, ...options };
}

/** A question to Tempo. */
export function tempo(expr: Spans | SpanMetric, options: Omit<TraceqlQuery, "language" | "expr"> = {}): TraceqlQuery {
  return { language: "traceql", expr, ...options };
}

/** Tempo's map of what calls what. */
export function serviceMap(filter: Filter = {}): ServiceMapQuery {
  return { language: "service-map", filter };
}

/** SQL for one of the Athena data sources. */
export function athena(
  sql: string,
  source: Extract<DataSourceKind, "athena-cost" | "athena-security"> = "athena-cost",
): AthenaQuery {
  return { language: "athena-sql", sql, source };
}

/** X-Ray's map, traces or insights. */
export function xray(kind: XrayQuery["kind"], filter?: string): XrayQuery {
  return { language: "xray", kind, ...(filter === undefined ? {} : { filter }) };
}

/** Traces of the service that a variable holds. */
export function jaeger(variable: string, options: Pick<JaegerQuery, "slowerThan" | "failed"> = {}): JaegerQuery {
  return { language: "jaeger", service: { variable }, ...options };
}
