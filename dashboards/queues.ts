/** Queues, topics, events and streams: what waits, what does not arrive, and what lags behind. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable } from "./core/dimension-variable";
import { row } from "./core/grid";
import { timeSeries } from "./core/panels";
import { ranking } from "./core/ranking";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as events from "./signals/event-bus";
import * as queues from "./signals/queues";
import * as streams from "./signals/streams";
import * as topics from "./signals/topics";

const BARS = { shape: "bars" } as const;

export function queueDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: queues.QUEUES,
      title: "Queues and topics",
      description: "SQS, SNS, EventBridge, Firehose and Kinesis: what waits, what does not arrive, what lags behind.",
      folder: "Managed services",
      tags: ["managed-services", "queues"],
      file: "dashboards/queues.ts",
      from: "now-6h",
      refresh: "1m",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, [CLOUDWATCH_REGION]),
        dimensionVariable(queues.QUEUE, "Queue", "Queue that graphs are about."),
        dimensionVariable(topics.TOPIC, "Topic", "Topic that graphs are about."),
      ],
      rows: [
        row("Is it fine?", [
          ranking(queues.oldestMessage, { of: "Queue", by: "now", title: "Queues that wait longest" }),
          ranking(queues.deadLetters, { of: "Queue", by: "now", only: queues.DEAD_LETTER_NAMES }),
          ranking(topics.failedNotifications, { of: "Topic", by: "total", title: "Topics that fail to deliver" }),
        ]),
        row("Queues", [
          timeSeries(queues.oldestMessage).w(12),
          timeSeries(queues.waitingMessages).w(12),
          timeSeries(queues.messagesSent).w(12),
          timeSeries(queues.messagesDeleted).w(12),
          timeSeries(queues.messagesInFlight).w(12),
          timeSeries(queues.emptyReceives).w(12),
        ]),
        row("Topics", [
          timeSeries(topics.published).w(8),
          timeSeries(topics.delivered).w(8),
          timeSeries(topics.failedNotifications, BARS).w(8),
          timeSeries(topics.notificationsToDeadLetters, BARS).w(12),
          timeSeries(topics.lostNotifications, BARS).w(12),
        ]),
        row("EventBridge", [
          timeSeries(events.failedInvocations, BARS).w(8),
          timeSeries(events.failedInvocationsOfBuses, BARS).w(8),
          timeSeries(events.throttledRules, BARS).w(8),
          timeSeries(events.invocations, { legend: "bottom" }).w(12),
          timeSeries(events.eventLatency, { legend: "bottom" }).w(12),
          timeSeries(events.eventsToDeadLetters, BARS).w(12),
          timeSeries(events.lostEvents, BARS).w(12),
        ]),
        row("Firehose", [
          timeSeries(streams.freshnessHttp).w(8),
          timeSeries(streams.freshnessS3).w(8),
          timeSeries(streams.throttledRecords, BARS).w(8),
          timeSeries(streams.successHttp).w(12),
          timeSeries(streams.successS3).w(12),
        ]),
        row("Kinesis", [
          timeSeries(streams.iteratorAge).w(8),
          timeSeries(streams.throttledWrites, BARS).w(8),
          timeSeries(streams.throttledReads, BARS).w(8),
        ]),
      ],
    }),
  ];
}
