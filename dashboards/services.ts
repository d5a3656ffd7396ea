/** Services: rate, errors and duration of each, what is about to run out inside, with logs and traces beside. */
import { ifAnswerable } from "./core/answerable";
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { heatmap, logLines, stat, table, timeSeries, traceList } from "./core/panels";
import type { Signal } from "./core/signal";
import type { EstateScope } from "./core/variables";
import { serviceVariables } from "./service-variables";
import * as logs from "./signals/logs";
import * as other from "./signals/other-requests";
import * as runtime from "./signals/runtime";
import * as red from "./signals/services";
import { failingTraces, slowTraces } from "./signals/traces";

export const SERVICES_UID = "services";

/** What is shown beside the metrics, if a store of logs or traces can be asked. */
export function besideServices({ services }: Pick<EstateScope, "services">): readonly Signal[] {
  const choice = { services };
  return [logs.errorsByService(choice), logs.errorReading(choice), slowTraces, failingTraces];
}

export function serviceDashboards(scope: EstateScope): DashboardDefinition[] {
  const { sources, services } = scope;
  const [p50, p95, p99] = red.durations;
  // There are no dashboards of cost without a bill.
  const { requestsByService } = red;
  const ofService = scope.billing === undefined ? requestsByService : red.withCost(requestsByService);
  return [
    dashboard({
      uid: SERVICES_UID,
      title: "Services",
      description: "Rate, errors and duration of each service, its runtime, and its logs and traces beside.",
      folder: "Services",
      tags: ["services"],
      file: "dashboards/services.ts",
      from: "now-3h",
      refresh: "1m",
      sources,
      variables: serviceVariables(scope, besideServices(scope)),
      rows: [
        row("Is it fine?", [
          stat(red.failingServices).w(4),
          stat(red.totalErrors, { sparkline: true }).w(4),
          stat(red.totalDuration, { sparkline: true }).w(4),
          stat(red.totalAvailability).w(4),
          stat(red.budgetUsed).w(4),
          stat(red.totalRequests, { sparkline: true }).w(4),
        ]),
        row("Rate, errors, duration", [
          timeSeries(ofService, { title: "Requests by service" }).w(8),
          timeSeries(red.errorsByService, { title: "Errors by service" }).w(8),
          timeSeries(red.durationByService, { title: "Duration by service, p95" }).w(8),
        ]),
        row("Service by service", [
          table(ofService, {
            title: "Services",
            description:
              "Each service: HTTP requests a second, share that fails, what 95 of 100 stay below, and share of the range that succeeded. A click leads to its logs, traces, containers and cost.",
            also: [red.errorsByService, red.durationByService, red.availabilityByService],
            sortBy: [red.errorsByService.name],
          }).w(24),
        ]),
        row("Errors in logs and traces", [
          ...ifAnswerable(sources, logs.errorsByService({ services }), (signal) =>
            timeSeries(signal, { stacked: true }).w(12),
          ),
          ...ifAnswerable(sources, failingTraces, (signal) => traceList(signal).w(12)),
          ...ifAnswerable(sources, slowTraces, (signal) => traceList(signal, { slowestFirst: true }).w(24)),
          ...ifAnswerable(sources, logs.errorReading({ services }), logLines),
        ]),
        row("Routes", [
          table(red.requestsByRoute, {
            title: "Routes",
            also: [red.errorsByRoute, red.durationByRoute],
            sortBy: [red.errorsByRoute.name],
          }).w(16),
          timeSeries(red.failingRoutes).w(8),
        ]),
        row("Durations", [
          heatmap(red.durationSpread).w(12),
          timeSeries(p50, {
            title: "Duration, all services",
            description:
              "What 50, 95 and 99 of 100 HTTP requests stay below. When only p99 rises, a few requests are special; when p50 rises too, everything waits.",
            also: [p95, p99],
          }).w(12),
        ]),
        row("Calls by RPC, and messages", [
          timeSeries(other.rpcRate).w(8),
          timeSeries(other.rpcErrors).w(8),
          timeSeries(other.rpcDuration).w(8),
          timeSeries(other.messageRate).w(8),
          timeSeries(other.messageErrors).w(8),
          timeSeries(other.messageDuration).w(8),
        ]),
        row("What runs out", [
          timeSeries(runtime.inFlight).w(8),
          timeSeries(runtime.poolUsed).w(8),
          timeSeries(runtime.poolWaiting).w(8),
          timeSeries(runtime.eventLoopBusy).w(8),
          timeSeries(runtime.eventLoopDelay).w(8),
          timeSeries(runtime.nodeHeap).w(8),
          timeSeries(runtime.jvmCpu).w(8),
          timeSeries(runtime.jvmHeap).w(8),
          timeSeries(runtime.jvmCollection, { title: "Garbage collection", also: [runtime.nodeCollection] }).w(8),
          timeSeries(runtime.goMemory).w(8),
          timeSeries(runtime.goScheduling).w(8),
          timeSeries(runtime.goroutines).w(8),
        ]),
      ],
    }),
  ];
}
