/** Events that wait for Lambda: streams and queues that it polls, and asynchronous invocations. */
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";
import { ELSEWHERE, INTO_FUNCTION, ofFunction, ofRegion } from "./lambda";
import { perSecond, resourceMetrics } from "./resource-metrics";

/** Mappings are told apart by their ids, and have to be told to count. */
const ofMapping = resourceMetrics("AWS/Lambda", { EventSourceMappingUUID: "*" });

const QUEUES = { title: "Queues and topics", dashboard: "queues" } as const;

/** A minute and ten. A stream keeps a day of records by default, so that there is time to act and none to lose. */
const BEHIND = { warnAbove: 60_000, badAbove: 600_000 } as const;

export const regionIteratorAge: Signal = {
  id: "lambda-region-iterator-age",
  name: "Streams behind",
  description:
    "Age of the oldest record that any function of the region just took from a stream. It grows when a function fails on a record, is throttled or is too slow; a record older than the stream keeps it is lost.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofRegion("IteratorAge", "Maximum")),
  judgement: BEHIND,
  runbook: "lambda-iterator-age",
  drillDowns: [QUEUES],
};

export const iteratorAge: Signal = {
  id: "lambda-iterator-age",
  name: "Iterator age by function",
  description:
    "Age of the last record of a batch when a function gets it from Kinesis, DynamoDB or DocumentDB. If it rises with errors, one record blocks its shard: let the mapping split batches and send failures away. If it rises without, add shards or parallelisation.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofFunction("IteratorAge", "Maximum")),
  judgement: BEHIND,
  runbook: "lambda-iterator-age",
  drillDowns: [...INTO_FUNCTION, QUEUES],
};

export const failedEvents: Signal = {
  id: "lambda-mapping-failed",
  name: "Events that failed",
  description:
    "Events in five minutes that a mapping handed to its function in vain, retries counted again. It is told of mappings with metrics switched on. A function that reports failures of a batch shows them here and not among its errors.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofMapping("FailedInvokeEventCount", "Sum", FIVE_MINUTES)),
  judgement: fromCount(10, 100),
  runbook: "lambda-event-sources",
  drillDowns: [QUEUES],
};

export const droppedEvents: Signal = {
  id: "lambda-mapping-dropped",
  name: "Events that mappings dropped",
  description:
    "Events in five minutes that a mapping gave up, too old or tried too often, without a destination for failures. They are lost to the function: read them from the stream again while it has them.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofMapping("DroppedEventCount", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "lambda-event-sources",
  drillDowns: [QUEUES],
};

export const asyncReceived: Signal = {
  id: "lambda-async-received",
  name: "Asynchronous events",
  description:
    "Events per second that Lambda took in for each function, over five minutes. More of them than invocations means that they pile up or are dropped.",
  type: "counter",
  unit: "eps",
  query: perSecond(ofFunction, "AsyncEventsReceived"),
  judgement: { unjudged: "Traffic is neither good nor bad; the age of events is judged." },
  drillDowns: ELSEWHERE,
};

export const asyncAge: Signal = {
  id: "lambda-async-age",
  name: "Age of asynchronous events",
  description:
    "Longest time between taking an event in and invoking the function. Two retries come after one and two minutes, so that a few minutes are failures; more is a queue that throttling holds up. After six hours, or less if so configured, an event is dropped.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofFunction("AsyncEventAge", "Maximum")),
  judgement: { warnAbove: 300_000, badAbove: 3_600_000 },
  runbook: "lambda-async-events",
  drillDowns: INTO_FUNCTION,
};

export const asyncDropped: Signal = {
  id: "lambda-async-dropped",
  name: "Asynchronous events dropped",
  description:
    "Events in five minutes that were given up: tried too often, too old, or with a reserved concurrency of 0. With a dead-letter queue or a destination they lie there; without, they are lost.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofFunction("AsyncEventsDropped", "Sum", FIVE_MINUTES)),
  judgement: fromCount(1, 10),
  runbook: "lambda-async-events",
  drillDowns: [...INTO_FUNCTION, QUEUES],
};

export const deadLetterErrors: Signal = {
  id: "lambda-dead-letter-errors",
  name: "Dead-letter errors",
  description:
    "Events in five minutes that failed and could not be put into the dead-letter queue either. They are lost: look at the function's permission to send, the queue's key and its limit of size.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofFunction("DeadLetterErrors", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "lambda-async-events",
  drillDowns: [...INTO_FUNCTION, QUEUES],
};

export const destinationFailures: Signal = {
  id: "lambda-destination-failures",
  name: "Destination failures",
  description:
    "Results or failed events in five minutes that Lambda could not deliver to their destination: a missing permission, a kind of destination that is not supported, or an event that is too large.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofFunction("DestinationDeliveryFailures", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "lambda-async-events",
  drillDowns: [...INTO_FUNCTION, QUEUES],
};

export const loopsStopped: Signal = {
  id: "lambda-loops-stopped",
  name: "Loops stopped",
  description:
    "Invocations in five minutes that Lambda stopped, since the function had called itself some 16 times by way of a queue, a topic or a bucket. Find where it writes to what it reads from; until then it costs money.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofFunction("RecursiveInvocationsDropped", "Sum", FIVE_MINUTES)),
  judgement: NONE_ALLOWED,
  runbook: "lambda-loops",
  drillDowns: INTO_FUNCTION,
};
