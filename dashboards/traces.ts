/** Traces and service graph: what calls what, how calls fare, and the traces that are slow or fail. */
import { ifAnswerable } from "./core/answerable";
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { nodeGraph, stat, table, timeSeries, traceList } from "./core/panels";
import type { Signal } from "./core/signal";
import type { EstateScope } from "./core/variables";
import { serviceVariables } from "./service-variables";
import * as calls from "./signals/calls";
import { lostSpans } from "./signals/lost-telemetry";
import * as traces from "./signals/traces";

export const TRACES_UID = "traces";

/** What is shown if a store of traces can be asked, which on Grafana Cloud there always is. */
export const OF_TRACES: readonly Signal[] = [traces.map, traces.slowTraces, traces.failingTraces];

export function traceDashboards(scope: EstateScope): DashboardDefinition[] {
  const { sources } = scope;
  return [
    dashboard({
      uid: TRACES_UID,
      title: "Traces and service graph",
      description: "What calls what, how the calls fare, and the traces that are slow or fail.",
      folder: "Services",
      tags: ["traces"],
      file: "dashboards/traces.ts",
      // X-Ray draws its map of six hours at most.
      from: "now-1h",
      sources,
      variables: serviceVariables(scope, OF_TRACES),
      rows: [
        row("Is it fine?", [
          stat(calls.failingEdges).w(5),
          stat(traces.spanDurationTotal, { sparkline: true }).w(5),
          stat(traces.failedSpansTotal, { sparkline: true }).w(5),
          stat(traces.spanRateTotal, { sparkline: true }).w(5),
          stat(lostSpans, { sparkline: true }).w(4),
        ]),
        row(
          "What calls what",
          ifAnswerable(sources, traces.map, (signal) => nodeGraph(signal)),
        ),
        row("Traces", [
          ...ifAnswerable(sources, traces.failingTraces, (signal) => traceList(signal).w(12)),
          ...ifAnswerable(sources, traces.slowTraces, (signal) => traceList(signal, { slowestFirst: true }).w(12)),
        ]),
        row("Requests by service", [
          timeSeries(traces.spanRate).w(8),
          timeSeries(traces.failedSpans).w(8),
          timeSeries(traces.spanDuration).w(8),
        ]),
        row("Calls between services", [
          timeSeries(calls.callErrors).w(12),
          timeSeries(calls.slowCalls).w(12),
          table(calls.callTable, {
            title: "Calls by edge",
            also: [calls.callTableErrors, calls.callTableDuration],
            sortBy: [calls.callTableErrors.name],
          }).w(24),
        ]),
        row("Calls to databases and queues", [
          table(calls.databaseTable, {
            title: "Databases",
            also: [calls.databaseErrors, calls.databaseDuration],
            sortBy: [calls.databaseErrors.name],
          }).w(12),
          table(calls.messageTable, {
            title: "Messages sent",
            also: [calls.messageErrors],
            sortBy: [calls.messageErrors.name],
          }).w(12),
        ]),
      ],
    }),
  ];
}
