/** SNS: what is published, and what does not arrive. */
import { onlyThis } from "../core/dimension-variable";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";
import { QUEUES, READERS } from "./queues";

/** Dimension that tells topics apart. */
export const TOPIC = "TopicName";

export const published: Signal = {
  id: "sns-published",
  name: "Messages published",
  description: "Messages per second that are published to each topic, over five minutes.",
  type: "counter",
  unit: "mps",
  query: cloudWatchMath(`published / ${String(FIVE_MINUTES)}`, { published: topic("NumberOfMessagesPublished") }),
  judgement: { unjudged: "Traffic is neither good nor bad." },
  drillDowns: READERS,
};

export const delivered: Signal = {
  id: "sns-delivered",
  name: "Notifications delivered",
  description:
    "Notifications per second that subscribers took, over five minutes: one for each message and subscriber whose filter lets it pass.",
  type: "counter",
  unit: "mps",
  query: cloudWatchMath(`delivered / ${String(FIVE_MINUTES)}`, {
    delivered: topic("NumberOfNotificationsDelivered"),
  }),
  judgement: { unjudged: "Failures are judged." },
  drillDowns: READERS,
};

export const failedNotifications: Signal = {
  id: "sns-failed",
  name: "Failed notifications",
  description:
    "Notifications of each topic in five minutes that a subscriber did not take: missing permissions, a deleted queue or function, an endpoint that is down. For HTTP endpoints every attempt counts, for all others the last one.",
  type: "counter",
  unit: "short",
  query: cloudWatch(topic("NumberOfNotificationsFailed")),
  judgement: fromCount(1, 10),
  runbook: "topic-failed-notifications",
  drillDowns: [onlyThis(QUEUES, TOPIC), ...READERS],
};

export const notificationsToDeadLetters: Signal = {
  id: "sns-dead-letters",
  name: "Notifications to dead-letter queues",
  description:
    "Notifications in five minutes that SNS gave up and put into the dead-letter queue of their subscription. They are kept: repair the subscriber, then send them again.",
  type: "counter",
  unit: "short",
  query: cloudWatch(topic("NumberOfNotificationsRedrivenToDlq")),
  judgement: fromCount(1, 10),
  runbook: "dead-letters",
  drillDowns: [onlyThis(QUEUES, TOPIC), ...READERS],
};

export const lostNotifications: Signal = {
  id: "sns-lost",
  name: "Lost notifications",
  description:
    "Notifications in five minutes that SNS gave up and could not even put into the dead-letter queue. They are lost: the queue's policy or its key does not let the topic in.",
  type: "counter",
  unit: "short",
  query: cloudWatch(topic("NumberOfNotificationsFailedToRedriveToDlq")),
  judgement: NONE_ALLOWED,
  runbook: "dead-letters",
  drillDowns: [onlyThis(QUEUES, TOPIC), ...READERS],
};

function topic(metric: string): CloudWatchMetric {
  return {
    namespace: "AWS/SNS",
    metric,
    statistic: "Sum",
    dimensions: { [TOPIC]: chosen(TOPIC) },
    period: FIVE_MINUTES,
  };
}
