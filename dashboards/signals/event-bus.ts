/** EventBridge: rules that match and targets that do not take what they are sent. */
import { cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";
import { READERS } from "./queues";

export const invocations: Signal = {
  id: "eventbridge-invocations",
  name: "Targets invoked",
  description:
    "Targets per second that rules of the region invoke, over five minutes. A fall to nothing means that no event matches any more: an emitter is silent, or a pattern was changed.",
  type: "counter",
  unit: "eps",
  query: cloudWatchMath(`invocations / ${String(FIVE_MINUTES)}`, { invocations: events("Invocations", "Sum") }),
  judgement: { unjudged: "Traffic is neither good nor bad." },
  drillDowns: READERS,
};

export const failedInvocations: Signal = {
  id: "eventbridge-failed-invocations",
  name: "Failed invocations, default bus",
  description:
    "Events in five minutes that a rule of the default bus could not deliver and does not try again: a target that is gone, or a role or policy that does not let EventBridge in. Without a dead-letter queue they are lost.",
  type: "counter",
  unit: "short",
  query: cloudWatch(events("FailedInvocations", "Sum", { RuleName: "*" })),
  judgement: fromCount(1, 5),
  runbook: "events-failed-invocations",
  drillDowns: READERS,
};

export const failedInvocationsOfBuses: Signal = {
  ...failedInvocations,
  id: "eventbridge-failed-invocations-buses",
  name: "Failed invocations, other buses",
  description:
    "Events in five minutes that a rule of any other bus could not deliver and does not try again. Without a dead-letter queue they are lost.",
  query: cloudWatch(events("FailedInvocations", "Sum", { EventBusName: "*", RuleName: "*" })),
};

export const throttledRules: Signal = {
  id: "eventbridge-throttled-rules",
  name: "Throttled rules",
  description:
    "How often, in five minutes, rules of the region had to wait, since the quota of invocations per second was reached. Events come late and are not lost: have the quota raised, or match less.",
  type: "counter",
  unit: "short",
  query: cloudWatch(events("ThrottledRules", "Sum")),
  judgement: fromCount(1, 100),
  runbook: "events-throttled",
  drillDowns: READERS,
};

export const eventLatency: Signal = {
  id: "eventbridge-latency",
  name: "Time to delivery",
  description:
    "What 95 of 100 events of the region stay below, from their arrival to their successful delivery, retries included. It is usually below a second; more is throttling, or targets that fail at first.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(events("IngestionToInvocationSuccessLatency", "p95")),
  judgement: { warnAbove: 30_000, badAbove: 300_000 },
  runbook: "events-throttled",
  drillDowns: READERS,
};

export const eventsToDeadLetters: Signal = {
  id: "eventbridge-dead-letters",
  name: "Events to dead-letter queues",
  description:
    "Events in five minutes that a rule of the default bus gave up and put into the dead-letter queue of its target. The message's attributes tell the rule and the error.",
  type: "counter",
  unit: "short",
  query: cloudWatch(events("InvocationsSentToDlq", "Sum", { RuleName: "*" })),
  judgement: fromCount(1, 10),
  runbook: "dead-letters",
  drillDowns: READERS,
};

export const lostEvents: Signal = {
  id: "eventbridge-lost",
  name: "Lost events",
  description:
    "Events in five minutes that a rule of the default bus gave up and could not even put into the dead-letter queue. They are lost: the queue's policy or its key does not let EventBridge in.",
  type: "counter",
  unit: "short",
  query: cloudWatch(events("InvocationsFailedToBeSentToDlq", "Sum", { RuleName: "*" })),
  judgement: NONE_ALLOWED,
  runbook: "dead-letters",
  drillDowns: READERS,
};

function events(
  metric: string,
  statistic: CloudWatchMetric["statistic"],
  dimensions: Readonly<Record<string, string>> = {},
): CloudWatchMetric {
  return { namespace: "AWS/Events", metric, statistic, dimensions, period: FIVE_MINUTES };
}
