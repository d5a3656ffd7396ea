/** An estate, signals and a catalogue that tests of dashboards beyond cost share. */
import type { MetricCatalogue, MetricFact } from "../../../dashboards/core/catalogue";
import { dashboardPanels } from "../../../dashboards/core/check";
import { dashboard } from "../../../dashboards/core/dashboard";
import { dataSourceSet, type DataSourceKind } from "../../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../../dashboards/core/definition";
import { row } from "../../../dashboards/core/grid";
import { logLines, nodeGraph, type PanelCell, table, timeSeries, traceList } from "../../../dashboards/core/panels";
import {
  chosen,
  cloudWatch,
  histogramQuantile,
  logs,
  loki,
  percentOf,
  prometheus,
  promql,
  serviceMap,
  spans,
  tempo,
} from "../../../dashboards/core/query";
import type { JudgedSignal, Signal } from "../../../dashboards/core/signal";
import { type EstateScope, estateVariables, labelVariable } from "../../../dashboards/core/variables";

const KINDS: readonly DataSourceKind[] = ["prometheus", "loki", "tempo", "cloudwatch"];

export function scope(overrides: Partial<EstateScope> = {}): EstateScope {
  return {
    sources: dataSourceSet({ platform: "grafana-cloud", kinds: KINDS, cloudWatchAccounts: ["production", "staging"] }),
    accounts: [{ name: "production", id: "777788889999" }],
    regions: ["eu-central-1", "us-east-1"],
    environments: ["production"],
    services: ["checkout"],
    ...overrides,
  };
}

const chosenService = { account: true, service: true } as const;
const requestCount = promql("http_server_request_duration_seconds_count").where(chosenService);
const failed = requestCount.where({ http_response_status_code: { matches: "5.." } });

export const requests: Signal = {
  id: "requests",
  name: "Requests",
  description: "Requests per second.",
  type: "counter",
  unit: "reqps",
  query: prometheus(requestCount.rate().sumBy("service")),
  judgement: { unjudged: "Errors are judged." },
};

export const errors: JudgedSignal = {
  id: "errors",
  name: "Errors",
  description: "Share of requests that fail.",
  type: "ratio",
  unit: "percent",
  query: prometheus(percentOf(failed.rate().sumBy("service"), requestCount.rate().sumBy("service"))),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "service-errors",
};

export const latency: Signal = {
  id: "latency",
  name: "Latency",
  description: "What 95 of 100 requests stay below.",
  type: "histogram",
  unit: "s",
  query: prometheus(
    histogramQuantile(
      0.95,
      promql("http_server_request_duration_seconds_bucket").where(chosenService).rate(),
      "service",
    ),
    { exemplars: true },
  ),
  judgement: { warnAbove: 0.5, badAbove: 2 },
  drillDowns: [{ title: "Service", dashboard: "services", hand: ["service"], keep: ["account"] }],
};

export const errorLines: Signal = {
  id: "error-lines",
  name: "Error lines",
  description: "Lines that say error.",
  type: "log",
  unit: "short",
  query: loki(logs(chosenService).contains("error")),
  judgement: { unjudged: "Reading matter." },
};

export const slowTraces: Signal = {
  id: "slow-traces",
  name: "Slow traces",
  description: "Traces of more than a second.",
  type: "trace",
  unit: "short",
  query: tempo(spans(chosenService).whereSpan({ slowerThan: "1s" })),
  judgement: { unjudged: "Latency is judged." },
};

export const map: Signal = {
  id: "service-map",
  name: "Service map",
  description: "What calls what.",
  unit: "short",
  query: serviceMap(),
  judgement: { unjudged: "A picture." },
};

export const lambdaErrors: JudgedSignal = {
  id: "lambda-errors",
  name: "Lambda errors",
  description: "Failed invocations.",
  type: "counter",
  unit: "short",
  query: cloudWatch({
    namespace: "AWS/Lambda",
    metric: "Errors",
    statistic: "Sum",
    dimensions: { FunctionName: chosen("function") },
  }),
  judgement: { warnAbove: 1, badAbove: 10 },
  runbook: "lambda-errors",
};

export function services(of: EstateScope = scope()): DashboardDefinition {
  return dashboard({
    uid: "services",
    title: "Services",
    description: "Rate, errors and duration.",
    folder: "Services",
    tags: ["services"],
    file: "dashboards/services.ts",
    from: "now-6h",
    sources: of.sources,
    variables: [
      ...estateVariables(of, ["account", "service", "cloudwatch_region"]),
      labelVariable({
        name: "function",
        label: "Function",
        description: "Lambda function.",
        of: promql("target_info").where({ service: true }),
        values: "faas_name",
        sources: of.sources,
      }),
    ],
    rows: [
      row("Requests", [timeSeries(requests), timeSeries(errors), timeSeries(latency)]),
      row("Summary", [table(requests, { also: [errors, latency], title: "By service" })]),
      row("Functions", [timeSeries(lambdaErrors)]),
      row("Beside", [logLines(errorLines), traceList(slowTraces), nodeGraph(map)]),
    ],
  });
}

/** One panel as Grafana gets it. */
export function panelOf(cell: PanelCell, sources = scope().sources) {
  const { model } = dashboard({
    uid: "one",
    title: "One",
    description: "One panel.",
    folder: "Tests",
    tags: [],
    file: "test",
    from: "now-1h",
    sources,
    variables: [],
    rows: [row("Row", [cell])],
  });
  const [panel] = dashboardPanels(model);
  if (panel === undefined) throw new Error("there is no panel");
  return panel;
}

const FACTS: Readonly<Record<string, MetricFact>> = {
  http_server_request_duration_seconds: fact("s", "histogram", ["http_response_status_code", "http_route"]),
  container_cpu_time_seconds_total: fact("s", "counter", ["container_name"]),
  container_memory_usage_bytes: fact("By", "gauge", ["container_name"]),
  system_network_io_bytes_total: fact("By", "counter", ["device"]),
  system_cpu_utilization_ratio: fact("1", "gauge", ["cpu"]),
  process_start_time_seconds: fact("timestamp", "gauge", []),
  messages_total: fact("{message}", "counter", []),
  "AWS/Lambda Errors": fact("Count", "counter", ["FunctionName"]),
  "AWS/Lambda Duration": fact("Milliseconds", "gauge", ["FunctionName"]),
  "AWS/RDS CPUUtilization": fact("Percent", "gauge", ["DBInstanceIdentifier"]),
};

export const catalogue: MetricCatalogue = {
  find: (name) => FACTS[name],
};

function fact(unit: string, type: MetricFact["type"], labels: readonly string[]): MetricFact {
  return { unit, type, labels, source: "a test" };
}
