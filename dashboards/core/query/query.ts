/** A question to one kind of data source: the union of all query languages, and what holds for each of them. */
import type { DataSourceKind } from "../data-sources";
import { type CloudWatchLogsQuery, cloudWatchLogsText, cloudWatchName, type CloudWatchQuery } from "./cloudwatch";
import type { CloudWatchMathQuery } from "./cloudwatch-math";
import type { Filter } from "./filter";
import { LogLines, type LogMetric } from "./logql";
import { type LuceneQuery, luceneText } from "./lucene";
import type { PromExpr } from "./promql";
import { serviceMapMetrics, serviceMapText } from "./service-map";
import { type SpanMetric, Spans } from "./traceql";
import type { Duration, Use } from "./use";

/**
 * What a series is called: words for its labels (`["service", "http_route"]`), or a text.
 * @default - the labels that the query groups by, the signal's name where there are none
 */
export type Legend = readonly string[] | string;

export interface PromqlQuery {
  readonly language: "promql";
  readonly expr: PromExpr;
  readonly legend?: Legend;
  /** Show exemplars, which lead to traces. For rates of histograms. @default false */
  readonly exemplars?: boolean;
  /** Whose metrics: the estate's own, or what Grafana Cloud counts and charges. @default "prometheus" */
  readonly source?: "prometheus" | "usage";
}

export interface LogqlQuery {
  readonly language: "logql";
  readonly expr: LogLines | LogMetric;
  readonly legend?: Legend;
  /** Lines at most; for log lines only. @default 500 */
  readonly limit?: number;
}

export interface TraceqlQuery {
  readonly language: "traceql";
  readonly expr: Spans | SpanMetric;
  readonly legend?: Legend;
  /** Traces at most; for searches only. @default 50 */
  readonly limit?: number;
}

/** Which services call which, from the metrics that Tempo makes of traces. */
export interface ServiceMapQuery {
  readonly language: "service-map";
  readonly filter: Filter;
}

/** SQL for Athena, with Grafana's macros and variables. */
export interface AthenaQuery {
  readonly language: "athena-sql";
  readonly sql: string;
  /** @default "athena-cost" */
  readonly source?: "athena-cost" | "athena-security";
}

/** What X-Ray knows: the service map, or traces and statistics that a filter expression finds. */
export interface XrayQuery {
  readonly language: "xray";
  readonly kind: "service-map" | "traces" | "insights";
  /** X-Ray's filter expression, without variables. @default - everything */
  readonly filter?: string;
}

/** Traces of one service in Jaeger. */
export interface JaegerQuery {
  readonly language: "jaeger";
  /** Variable that holds the name of the service; it must not stand for several. */
  readonly service: { readonly variable: string };
  /** Only traces that last longer. @default - whatever they last */
  readonly slowerThan?: Duration;
  /** Only traces with a span that failed. @default false */
  readonly failed?: boolean;
}

export type Query =
  | AthenaQuery
  | CloudWatchLogsQuery
  | CloudWatchMathQuery
  | CloudWatchQuery
  | JaegerQuery
  | LogqlQuery
  | LuceneQuery
  | PromqlQuery
  | ServiceMapQuery
  | TraceqlQuery
  | XrayQuery;

export type QueryLanguage = Query["language"];

/** Kinds of data source that understand a query, the usual one first. */
export function kindsFor(query: Query): readonly DataSourceKind[] {
  switch (query.language) {
    case "athena-sql":
      return [query.source ?? "athena-cost"];
    case "cloudwatch":
    case "cloudwatch-logs":
    case "cloudwatch-math":
      return ["cloudwatch"];
    case "jaeger":
      return ["jaeger"];
    case "logql":
      return ["loki"];
    case "lucene":
      return ["opensearch", "elasticsearch"];
    case "promql":
      return [query.source ?? "prometheus"];
    case "service-map":
    case "traceql":
      return ["tempo"];
    case "xray":
      return ["xray"];
  }
}

/** Names of the metrics that a query reads; of CloudWatch, namespace and metric. */
export function metricsOf(query: Query): readonly string[] {
  switch (query.language) {
    case "promql":
      return query.expr.metrics;
    case "service-map":
      return serviceMapMetrics;
    case "cloudwatch":
      return [cloudWatchName(query.metric)];
    case "cloudwatch-math":
      return [...new Set(Object.values(query.metrics).map(cloudWatchName))];
    default:
      return [];
  }
}

/** A query as people read it. CloudWatch and X-Ray have no text of their own for what is chosen in forms. */
export function queryText(query: Query, use: Use): string {
  switch (query.language) {
    case "athena-sql":
      return query.sql;
    case "cloudwatch":
      return `${query.metric.statistic} of ${cloudWatchName(query.metric)}`;
    case "cloudwatch-math":
      return query.expression;
    case "cloudwatch-logs":
      return cloudWatchLogsText(query, use);
    case "jaeger":
      return query.service.variable;
    case "logql":
    case "promql":
    case "traceql":
      return query.expr.text(use);
    case "lucene":
      return luceneText(query, use);
    case "service-map":
      return serviceMapText(query.filter, use);
    case "xray":
      return query.filter ?? query.kind;
  }
}

/** Whether the answer is numbers, other than log lines, traces and maps, which people read. */
export function isNumeric(query: Query): boolean {
  switch (query.language) {
    case "logql":
      return !(query.expr instanceof LogLines);
    case "traceql":
      return !(query.expr instanceof Spans);
    case "lucene":
      return !("documents" in query.measure);
    case "jaeger":
    case "service-map":
    case "xray":
      return false;
    default:
      return true;
  }
}
