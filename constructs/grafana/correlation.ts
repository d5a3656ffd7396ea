/**
 * How one kind of data leads to another: from a trace to its logs and metrics, from a log line or an exemplar to its
 * trace. Made from one model of which data sources there are, so that no link leads nowhere.
 */
import { attributeOf, DATA_SOURCES, type DataSourceKind, labelOf } from "../../dashboards";
import { literal } from "../core/escape";

/** Where the id of a trace stands in log records, by the OpenTelemetry mapping of each store. */
const TRACE_ID = { loki: "trace_id", documents: "trace_id" } as const;

/** What a data source's settings get so that it leads to others. */
export type Links = Readonly<Record<string, unknown>>;

/** Stores in which a trace can be opened by its id as OpenTelemetry writes it. */
const TRACES = ["tempo", "jaeger"] as const;

/** Stores that hold log lines beside traces. */
const LOGS = ["loki", "opensearch", "elasticsearch"] as const;

/** Where telemetry is read: what merely holds some of it too, during a move, is no target of a link. */
export interface ReadStores {
  /** @default - nothing that a link could lead to */
  readonly logs?: DataSourceKind | undefined;
  /** @default - nothing that a link could lead to */
  readonly traces?: DataSourceKind | undefined;
}

/** Links for each kind of data source that there is, to the stores that are read. */
export function correlations(kinds: ReadonlySet<DataSourceKind>, read: ReadStores): ReadonlyMap<DataSourceKind, Links> {
  const traces = TRACES.find((kind) => kind === read.traces && kinds.has(kind));
  const logs = LOGS.find((kind) => kind === read.logs && kinds.has(kind));
  const metrics = kinds.has("prometheus");
  const links: [DataSourceKind, Links][] = [
    ["tempo", { ...fromTraces(logs, metrics), nodeGraph: { enabled: true }, ...(metrics ? serviceMap() : {}) }],
    ["jaeger", { ...fromTraces(logs, metrics), nodeGraph: { enabled: true } }],
    ["loki", traces === undefined ? {} : fromLoki(traces)],
    ["opensearch", traces === undefined ? {} : fromDocuments(traces)],
    ["elasticsearch", traces === undefined ? {} : fromDocuments(traces)],
    ["prometheus", traces === undefined ? {} : fromExemplars(traces)],
  ];
  return new Map(links.filter(([kind, link]) => kinds.has(kind) && Object.keys(link).length > 0));
}

function fromTraces(logs: (typeof LOGS)[number] | undefined, metrics: boolean): Links {
  return {
    ...(logs === undefined ? {} : { tracesToLogsV2: tracesToLogs(logs) }),
    ...(metrics ? { tracesToMetrics: tracesToMetrics() } : {}),
  };
}

/** Logs of the span's service from five minutes before to five minutes after, and of its trace only. */
function tracesToLogs(logs: (typeof LOGS)[number]): Links {
  const query =
    logs === "loki"
      ? literal(`{$\{__tags}} | ${TRACE_ID.loki} = "$\{__trace.traceId}"`)
      : literal(`${TRACE_ID.documents}:"$\{__trace.traceId}"`);
  return {
    datasourceUid: DATA_SOURCES[logs].uid,
    spanStartTimeShift: "-5m",
    spanEndTimeShift: "5m",
    filterByTraceID: false,
    filterBySpanID: false,
    customQuery: true,
    tags: [tag("service")],
    query,
  };
}

function tracesToMetrics(): Links {
  const calls = "traces_spanmetrics_calls_total";
  return {
    datasourceUid: DATA_SOURCES.prometheus.uid,
    spanStartTimeShift: "-30m",
    spanEndTimeShift: "30m",
    tags: [tag("service")],
    queries: [
      { name: "Calls per second", query: `sum(rate(${calls}{$__tags}[5m]))` },
      {
        name: "Share of calls that fail",
        query: `sum(rate(${calls}{$__tags, status_code="STATUS_CODE_ERROR"}[5m])) / sum(rate(${calls}{$__tags}[5m]))`,
      },
    ],
  };
}

function serviceMap(): Links {
  return { serviceMap: { datasourceUid: DATA_SOURCES.prometheus.uid } };
}

function fromLoki(traces: (typeof TRACES)[number]): Links {
  const field = {
    name: "Trace",
    matcherType: "label",
    matcherRegex: TRACE_ID.loki,
    url: literal("$\{__value.raw}"),
    datasourceUid: DATA_SOURCES[traces].uid,
    urlDisplayLabel: `Open in ${DATA_SOURCES[traces].label}`,
  };
  return { derivedFields: [field] };
}

function fromDocuments(traces: (typeof TRACES)[number]): Links {
  const link = {
    field: TRACE_ID.documents,
    url: literal("$\{__value.raw}"),
    datasourceUid: DATA_SOURCES[traces].uid,
    urlDisplayLabel: `Open in ${DATA_SOURCES[traces].label}`,
  };
  return { dataLinks: [link] };
}

function fromExemplars(traces: (typeof TRACES)[number]): Links {
  return { exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: DATA_SOURCES[traces].uid }] };
}

function tag(word: "service"): Links {
  return { key: attributeOf(word), value: labelOf(word) };
}
