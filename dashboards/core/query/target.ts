/** Queries as Grafana's data sources take them: the entries of a panel's `targets` and of an alert rule's `data`. */
import { type DataSourceBinding, referenceTo } from "../data-sources";
import { EXPRESSION } from "../expression";
import { CLOUDWATCH_REGION } from "../variables";
import { labelOf } from "../labels";
import { type CloudWatchMetric, varying } from "./cloudwatch";
import { type CloudWatchMathQuery, isGrafanas, renamed, RESULT, seriesBy } from "./cloudwatch-math";
import { LogLines } from "./logql";
import { luceneTarget } from "./lucene-target";
import { walk } from "./promql-node";
import { type Legend, type LogqlQuery, type PromqlQuery, type Query, queryText } from "./query";
import { SpanMetric } from "./traceql";
import type { Use } from "./use";

/** One entry; what else it holds is up to the data source. */
export interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly [key: string]: unknown;
}

export interface TargetContext {
  readonly source: DataSourceBinding;
  readonly use: Use;
  /** Shape of the answer. */
  readonly shape: "series" | "table" | "heatmap";
  /** One value for each series, of the end of the range. */
  readonly instant: boolean;
  /** What series without labels are called. */
  readonly name: string;
  /** Add the name to the labels, since other signals are beside it. */
  readonly named: boolean;
  /** How many signals of the panel come before it. @default 0 */
  readonly place?: number;
}

/** Minutes for which Athena may answer from an earlier run of the same query; billing data changes a few times a day. */
const RESULT_REUSE_MINUTES = 60;

/** Shapes of an answer by the plugin's numbers; the SDK's enum is not imported, since that loads half of the SDK. */
const ATHENA_FORMAT = { series: 0, table: 1, heatmap: 0 } as const;

const LOG_LINES = 500;
const TRACES = 50;
const ALERT_PERIOD = "300";

/** What becomes an entry; it has a `refId` if another one names it. */
export type TargetPart = Omit<Target, "refId">;

/** A query as targets; arithmetic over CloudWatch metrics takes one for each metric. */
export function targetsOf(query: Query, context: TargetContext): TargetPart[] {
  const { source, use } = context;
  const datasource = { type: source.type, uid: use === "alert" ? source.uid : referenceTo(source) };
  const text = queryText(query, use);
  switch (query.language) {
    case "athena-sql":
      return [{ datasource, ...athena(text, context) }];
    case "promql":
      return [{ datasource, ...prometheus(query, text, context) }];
    case "logql":
      return [{ datasource, ...loki(query, text, context) }];
    case "traceql": {
      const metric = query.expr instanceof SpanMetric;
      const limits = metric ? {} : { limit: query.limit ?? TRACES, tableType: "traces" };
      return [{ datasource, queryType: "traceql", query: text, filters: [], ...limits }];
    }
    case "service-map":
      return [{ datasource, queryType: "serviceMap", serviceMapQuery: text, filters: [] }];
    case "cloudwatch":
      return [{ datasource, id: "", ...cloudWatch(query.metric, varying(query.metric), context) }];
    case "cloudwatch-math":
      return cloudWatchMath(query, context, datasource);
    case "cloudwatch-logs":
      return [
        {
          datasource,
          id: "",
          queryMode: "Logs",
          queryLanguage: "CWLI",
          region: query.region ?? regionOf(use),
          expression: text,
          // Grafana asks by `arn`, which takes the name of a group of the same account as well.
          logGroups: query.logGroups.map((name) => ({ name, arn: name })),
          statsGroups: [...(query.groups ?? [])],
        },
      ];
    case "lucene":
      return [{ datasource, ...luceneTarget(query, text) }];
    case "xray":
      return [
        {
          datasource,
          queryType: XRAY_TYPES[query.kind],
          query: query.filter ?? "",
          region: "default",
          // The plugin fails without one; this is the group that every account has, of all traces.
          group: { GroupName: "Default" },
        },
      ];
    case "jaeger":
      return [
        {
          datasource,
          queryType: "search",
          service: `$${query.service.variable}`,
          limit: TRACES,
          ...(query.slowerThan === undefined ? {} : { minDuration: query.slowerThan }),
          ...(query.failed === true ? { tags: "error=true" } : {}),
        },
      ];
  }
}

const XRAY_TYPES = { "service-map": "getServiceMap", traces: "getTraceSummaries", insights: "getInsights" } as const;

function athena(rawSQL: string, { shape }: TargetContext): object {
  return {
    format: ATHENA_FORMAT[shape],
    rawSQL,
    connectionArgs: {
      region: "__default",
      catalog: "__default",
      database: "__default",
      resultReuseEnabled: true,
      resultReuseMaxAgeInMinutes: RESULT_REUSE_MINUTES,
    },
  };
}

function prometheus({ expr, legend, exemplars }: PromqlQuery, text: string, context: TargetContext): object {
  const aggregated = walk(expr.node).some(({ kind }) => kind === "aggregate");
  return {
    expr: text,
    instant: context.instant,
    range: !context.instant,
    format: { series: "time_series", table: "table", heatmap: "heatmap" }[context.shape],
    legendFormat: context.shape === "heatmap" ? "{{le}}" : legendText(legend, expr.grouping, aggregated, context),
    editorMode: "code",
    ...(exemplars === true && !context.instant ? { exemplar: true } : {}),
  };
}

function loki({ expr, legend, limit }: LogqlQuery, text: string, context: TargetContext): object {
  const lines = expr instanceof LogLines;
  const queryType = context.instant && !lines ? "instant" : "range";
  return {
    expr: text,
    queryType,
    editorMode: "code",
    ...(lines ? { maxLines: limit ?? LOG_LINES } : { legendFormat: legendText(legend, expr.grouping, true, context) }),
  };
}

function cloudWatch(metric: CloudWatchMetric, by: readonly string[], context: TargetContext): object {
  const { namespace, statistic, dimensions = {}, period, region } = metric;
  const { use } = context;
  return {
    queryMode: "Metrics",
    metricQueryType: 0,
    metricEditorMode: 0,
    region: region ?? regionOf(use),
    namespace,
    metricName: metric.metric,
    statistic,
    dimensions: Object.fromEntries(
      Object.entries(dimensions).map(([name, value]) => {
        if (typeof value === "string") return [name, value];
        return [name, use === "alert" ? "*" : `$${value.variable}`];
      }),
    ),
    matchExact: true,
    period: period === undefined ? (use === "alert" ? ALERT_PERIOD : "") : String(period),
    label: seriesName(by, (name) => `\${PROP('Dim.${name}')}`, context),
    expression: "",
  };
}

/** A series by the dimensions that tell it from others: one that is the same for all series does not. */
function seriesName(
  by: readonly string[],
  valueOf: (dimension: string) => string,
  { name, named }: Pick<TargetContext, "name" | "named">,
): string {
  return [...(named || by.length === 0 ? [name] : []), ...by.map(valueOf)].join(" ");
}

function cloudWatchMath(
  query: CloudWatchMathQuery,
  context: TargetContext,
  datasource: Target["datasource"],
): TargetPart[] {
  const byGrafana = context.use === "dashboard" && isGrafanas(query);
  const by = seriesBy(query);
  const metrics = Object.entries(query.metrics).map(([name, metric]): TargetPart => {
    const id = idIn(context, name);
    // Grafana pairs series by what they are called as well: in all metrics the dimensions of the first, in its order.
    const called = byGrafana ? { ...context, named: false } : context;
    const target = cloudWatch(metric, varying(metric).length === 0 ? [] : by, called);
    const hide = context.use === "dashboard";
    return { datasource, ...target, id, hide, ...(byGrafana ? { refId: id } : {}) };
  });
  if (context.use === "alert") return metrics;
  const result = idIn(context, RESULT);
  if (!byGrafana) return [...metrics, { datasource, ...math(query.expression, result, context) }];
  const expression = renamed(query.expression, (name) => `$${idIn(context, name)}`);
  return [...metrics, { refId: result, datasource: EXPRESSION, type: "math", expression }];
}

/** CloudWatch is asked for a whole panel at once and wants every name once, as Grafana does. */
function idIn({ place = 0 }: Pick<TargetContext, "place">, id: string): string {
  return place === 0 ? id : `${id}_${String(place)}`;
}

function math(expression: string, id: string, context: TargetContext): object {
  return {
    queryMode: "Metrics",
    metricQueryType: 0,
    metricEditorMode: 1,
    id,
    region: regionOf("dashboard"),
    namespace: "",
    expression: renamed(expression, (name) => idIn(context, name)),
    label: context.name,
    period: "",
  };
}

/**
 * What series are called that Grafana computes, by the `refId` under which they are found. Other series bring their names
 * along.
 */
export function computedName(
  query: Query,
  context: Pick<TargetContext, "name" | "named" | "place">,
): { readonly refId: string; readonly name: string } | undefined {
  if (query.language !== "cloudwatch-math" || !isGrafanas(query)) return undefined;
  const name = seriesName(seriesBy(query), (dimension) => `\${__field.labels.${dimension}}`, context);
  return { refId: idIn(context, RESULT), name };
}

function regionOf(use: Use): string {
  return use === "alert" ? "default" : `$${CLOUDWATCH_REGION}`;
}

function legendText(
  legend: Legend | undefined,
  grouping: readonly string[],
  aggregated: boolean,
  { name, named }: TargetContext,
): string {
  if (typeof legend === "string") return legend;
  const labels = (legend ?? grouping).map((word) => `{{${labelOf(word)}}}`);
  if (labels.length > 0) return [...(named ? [name] : []), ...labels].join(" ");
  return aggregated || named ? name : "__auto";
}
