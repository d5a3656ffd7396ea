/** SQS: what waits, how long, and whether it is worked off. */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES } from "./count-thresholds";

/** UID of the dashboard. */
export const QUEUES = "queues";

/** Dimension that tells queues apart. */
export const QUEUE = "QueueName";

/** Who reads the queue. */
export const READERS: readonly DrillDown[] = [
  { title: "Functions", dashboard: "lambda", keep: CLOUDWATCH_PLACE },
  { title: "Containers", dashboard: "ecs" },
  { title: "Logs", dashboard: "logs" },
];

/**
 * Names by which people mark queues for dead letters. CloudWatch knows no other mark, and cannot be asked for a part of
 * a name, which is why alerts go by the age of the oldest message.
 */
export const DEAD_LETTER_NAMES = "[dD][lL][qQ]|[dD]ead-?_?[lL]etter";

export const oldestMessage: Signal = {
  id: "sqs-oldest-message",
  name: "Age of the oldest message",
  description:
    "How long the oldest message of each queue waits, at most, in five minutes. A line that only rises is a queue that nobody reads, or a dead-letter queue that holds something. Messages that were received three times or more without being deleted do not count: look at what is in flight as well.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(metric("ApproximateAgeOfOldestMessage", "Maximum")),
  judgement: { warnAbove: 900, badAbove: 3600 },
  runbook: "queue-not-worked-off",
  drillDowns: [onlyThis(QUEUES, QUEUE), ...READERS],
};

export const waitingMessages: Signal = {
  id: "sqs-waiting-messages",
  name: "Messages waiting",
  description:
    "Messages that can be received from each queue, at most, in five minutes. If more wait while as many are deleted, there are too few readers; if none is deleted, readers fail.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(metric("ApproximateNumberOfMessagesVisible", "Maximum")),
  judgement: { unjudged: "How many are too many depends on the queue; the age of the oldest is judged." },
  drillDowns: [onlyThis(QUEUES, QUEUE), ...READERS],
};

export const deadLetters: Signal = {
  ...waitingMessages,
  id: "sqs-dead-letters",
  name: "Dead-letter queues",
  description:
    "Messages that were given up, in queues whose name says dlq or dead letter. Every one is work that somebody expects to be done: read it, repair what failed, and move it back by a redrive before its retention ends.",
  query: cloudWatch({ ...metric("ApproximateNumberOfMessagesVisible", "Maximum"), dimensions: { [QUEUE]: "*" } }),
  judgement: { unjudged: "Only its name tells a queue of dead letters; the age of the oldest message is judged." },
};

export const messagesInFlight: Signal = {
  id: "sqs-messages-in-flight",
  name: "Messages in flight",
  description:
    "Messages that were received and neither deleted nor given back yet, at most, in five minutes. A queue hands out no more than 120,000 at a time; readers then get nothing, or an error. Delete what is done, and shorten the visibility timeout.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(metric("ApproximateNumberOfMessagesNotVisible", "Maximum")),
  judgement: { warnAbove: 90_000, badAbove: 115_000 },
  runbook: "queue-in-flight-limit",
  drillDowns: [onlyThis(QUEUES, QUEUE), ...READERS],
};

export const messagesSent: Signal = {
  id: "sqs-messages-sent",
  name: "Messages sent",
  description:
    "Messages per second that are added to each queue, over five minutes. What is moved to a dead-letter queue does not count as sent there.",
  type: "counter",
  unit: "mps",
  query: cloudWatchMath(`sent / ${String(FIVE_MINUTES)}`, { sent: metric("NumberOfMessagesSent", "Sum") }),
  judgement: { unjudged: "Traffic is neither good nor bad." },
  drillDowns: READERS,
};

export const messagesDeleted: Signal = {
  id: "sqs-messages-deleted",
  name: "Messages deleted",
  description:
    "Messages per second that readers have done with, over five minutes. Less than what is sent for a while means that the queue grows.",
  type: "counter",
  unit: "mps",
  query: cloudWatchMath(`deleted / ${String(FIVE_MINUTES)}`, { deleted: metric("NumberOfMessagesDeleted", "Sum") }),
  judgement: { unjudged: "It is judged by the age of the oldest message." },
  drillDowns: READERS,
};

export const emptyReceives: Signal = {
  id: "sqs-empty-receives",
  name: "Empty receives",
  description:
    "Requests per second that got no message, over five minutes. Each costs as much as one that got ten: many of them mean that a reader does not wait (long polling of 20 seconds).",
  type: "counter",
  unit: "reqps",
  query: cloudWatchMath(`empty / ${String(FIVE_MINUTES)}`, { empty: metric("NumberOfEmptyReceives", "Sum") }),
  judgement: { unjudged: "It costs money and harms nobody." },
  drillDowns: READERS,
};

function metric(name: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return {
    namespace: "AWS/SQS",
    metric: name,
    statistic,
    dimensions: { [QUEUE]: chosen(QUEUE) },
    period: FIVE_MINUTES,
  };
}
