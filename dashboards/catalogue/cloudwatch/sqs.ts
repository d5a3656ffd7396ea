/** Queues. A queue for dead letters is told apart by its name only. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const QUEUE = "QueueName";

export const sqs = cloudWatchFamily({
  namespace: "AWS/SQS",
  source:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
  metrics: {
    ApproximateAgeOfOldestMessage: gauge("Seconds", QUEUE),
    ApproximateNumberOfMessagesVisible: gauge("Count", QUEUE),
    ApproximateNumberOfMessagesNotVisible: gauge("Count", QUEUE),
    ApproximateNumberOfMessagesDelayed: gauge("Count", QUEUE),
    // What is moved to a dead-letter queue is not counted as sent there.
    NumberOfMessagesSent: counter("Count", QUEUE),
    NumberOfMessagesReceived: counter("Count", QUEUE),
    NumberOfMessagesDeleted: counter("Count", QUEUE),
    NumberOfEmptyReceives: counter("Count", QUEUE),
    SentMessageSize: gauge("Bytes", QUEUE),
    // FIFO queues.
    ApproximateNumberOfGroupsWithInflightMessages: gauge("Count", QUEUE),
    NumberOfDeduplicatedSentMessages: counter("Count", QUEUE),
    // Fair queues.
    ApproximateNumberOfNoisyGroups: gauge("Count", QUEUE),
    ApproximateAgeOfOldestMessageInQuietGroups: gauge("Seconds", QUEUE),
    ApproximateNumberOfMessagesVisibleInQuietGroups: gauge("Count", QUEUE),
    ApproximateNumberOfMessagesNotVisibleInQuietGroups: gauge("Count", QUEUE),
    ApproximateNumberOfMessagesDelayedInQuietGroups: gauge("Count", QUEUE),
  },
});
