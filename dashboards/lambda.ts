/** Lambda: whether functions work, which do not, how long they take, and what waits for them. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable, onlyThis } from "./core/dimension-variable";
import { row } from "./core/grid";
import { stat, timeSeries } from "./core/panels";
import { ranking } from "./core/ranking";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as functions from "./signals/lambda";
import * as concurrency from "./signals/lambda-concurrency";
import * as events from "./signals/lambda-events";

export function lambdaDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: functions.LAMBDA,
      title: "Lambda",
      description: "Invocations, errors, duration and concurrency of functions, and the events that wait for them.",
      folder: "Managed services",
      tags: ["managed-services", "lambda"],
      file: "dashboards/lambda.ts",
      from: "now-6h",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, [CLOUDWATCH_REGION]),
        dimensionVariable(functions.FUNCTION, "Function", "Function that graphs are about."),
      ],
      rows: [
        row("Is it fine?", [
          ...[functions.regionInvocations, functions.regionErrorShare, functions.regionThrottleShare].map(number),
          ...[concurrency.concurrencyClaimed, events.regionIteratorAge].map(number),
        ]),
        row("Which functions?", [
          ranking(functions.errorShare, {
            of: "Function",
            by: "now",
            title: "Functions that fail",
            drillDowns: [onlyThis(functions.LAMBDA, functions.FUNCTION)],
          }),
          ranking(functions.throttles, { of: "Function", by: "total", title: "Functions that are throttled" }),
          ranking(events.asyncDropped, { of: "Function", by: "total", title: "Functions that lose events" }),
        ]),
        row("Traffic and errors", [
          timeSeries(functions.invocations).w(8),
          timeSeries(functions.errorShare).w(8),
          timeSeries(functions.throttles, { shape: "bars" }).w(8),
        ]),
        row("Duration", [
          timeSeries(functions.durationMedian).w(8),
          timeSeries(functions.durationTail).w(8),
          timeSeries(functions.durationExtreme).w(8),
          timeSeries(functions.longestRun).w(12),
          timeSeries(functions.extensionTime).w(12),
        ]),
        row("Concurrency", [
          timeSeries(concurrency.concurrencyClaimed, { title: "Concurrency claimed over time" }).w(12),
          timeSeries(concurrency.concurrentExecutions).w(12),
          timeSeries(concurrency.provisionedUse).w(12),
          timeSeries(concurrency.spillover, { shape: "bars" }).w(12),
        ]),
        row("Streams and queues", [
          timeSeries(events.iteratorAge).w(8),
          timeSeries(events.failedEvents, { shape: "bars" }).w(8),
          timeSeries(events.droppedEvents, { shape: "bars" }).w(8),
        ]),
        row("Asynchronous invocations", [
          timeSeries(events.asyncReceived).w(8),
          timeSeries(events.asyncAge).w(8),
          timeSeries(events.asyncDropped, { shape: "bars" }).w(8),
          timeSeries(events.deadLetterErrors, { shape: "bars" }).w(8),
          timeSeries(events.destinationFailures, { shape: "bars" }).w(8),
          timeSeries(events.loopsStopped, { shape: "bars" }).w(8),
        ]),
      ],
    }),
  ];
}

function number(signal: Signal) {
  return stat(signal, { sparkline: true }).w(5);
}
