/** Telemetry pipeline: whether what services, hosts and AWS tell arrives, and what it costs to keep. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { barGauge, type PanelCell, stat, stateTimeline, table, timeSeries } from "./core/panels";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as collectors from "./signals/telemetry-collectors";
import * as cost from "./signals/telemetry-cost";
import * as scrapes from "./signals/telemetry-scrapes";
import * as shippers from "./signals/telemetry-shippers";
import * as stores from "./signals/telemetry-stores";

export function telemetryDashboards(scope: EstateScope): readonly DashboardDefinition[] {
  return [
    dashboard({
      uid: "telemetry",
      title: "Telemetry pipeline",
      description: "Whether telemetry arrives: collectors, shippers, stores and alerting; and what it costs.",
      folder: "Operations",
      tags: ["telemetry"],
      file: "dashboards/telemetry.ts",
      from: "now-24h",
      refresh: "1m",
      sources: scope.sources,
      variables: estateVariables(scope, ["account", "environment", "service", CLOUDWATCH_REGION]),
      rows: [
        row("Does it arrive?", [
          stat(collectors.refusedShare).w(4),
          stat(collectors.lostShare).w(4),
          stat(collectors.fullestQueue).w(4),
          stat(shippers.fluentBitDroppedShare).w(4),
          stat(scrapes.silentTargets).w(4),
          stat(cost.platformCost).w(4),
        ]),
        row("Collectors", [
          together("Taken in", collectors.accepted).w(12),
          together("Passed on", collectors.sent).w(12),
          together("Turned away", collectors.refused).w(8),
          together("Turned away for lack of memory", collectors.limited).w(8),
          together("Given up", collectors.failed).w(8),
          timeSeries(collectors.queueFill).w(12),
          timeSeries(collectors.scrapeErrors).w(12),
        ]),
        row("Collectors as processes", [
          timeSeries(collectors.running).w(8),
          timeSeries(collectors.memory).w(8),
          timeSeries(collectors.processorTime).w(8),
        ]),
        row("Scrapes", [
          table(scrapes.silentTargetList).w(8),
          timeSeries(scrapes.slowScrapes).w(8),
          timeSeries(scrapes.largestTargets).w(8),
        ]),
        row("Fluent Bit", [
          timeSeries(shippers.fluentBitRecords).w(12),
          timeSeries(shippers.fluentBitDropped).w(12),
          together("Second tries", shippers.fluentBitTrouble).w(12),
          stateTimeline(shippers.fluentBitPaused).w(12),
        ]),
        row("From CloudWatch by Firehose", [
          timeSeries(shippers.firehoseAge).w(12),
          timeSeries(shippers.firehoseSuccess).w(12),
          timeSeries(shippers.firehosePutAside).w(12),
          timeSeries(shippers.firehoseThrottled).w(12),
          timeSeries(shippers.subscriptionErrors).w(8),
          timeSeries(shippers.metricStreamErrors).w(8),
          timeSeries(shippers.metricStreamUpdates).w(8),
        ]),
        row("Stores and alerting", [
          timeSeries(stores.activeSeries).w(8),
          timeSeries(stores.samples).w(8),
          timeSeries(stores.logBytes).w(8),
          timeSeries(stores.discardedSamples).w(8),
          timeSeries(stores.failedRules).w(8),
          timeSeries(stores.failedNotifications).w(8),
        ]),
        row("What it costs", [
          stat(cost.cloudWatchCost).w(4),
          products().w(8),
          timeSeries(cost.platformCost, { title: "Observability platform, this month so far", legend: "bottom" }).w(12),
        ]),
      ],
    }),
  ];
}

/** Signals of one kind on one axis, called by what they are of. */
function together(title: string, signals: readonly Signal[]): PanelCell {
  const [first, ...also] = signals;
  if (first === undefined) throw new Error(`Panel "${title}" has no signal.`);
  return timeSeries(first, { title, also });
}

function products(): PanelCell {
  const [first, ...also] = cost.productCosts;
  if (first === undefined) throw new Error("There is no product to charge for.");
  return barGauge(first, { title: "By product this month", also });
}
