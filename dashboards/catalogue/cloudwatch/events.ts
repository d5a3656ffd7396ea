/**
 * EventBridge. A rule's name alone stands for the default bus, with the name of the bus for any other; without
 * dimensions it is the whole region. Two latencies are left out, since AWS's page and its accounts spell them
 * differently (`Ingestionto...` and `IngestionTo...`); the one that matters, of deliveries that succeed, is here.
 */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const RULE = ["EventBusName", "RuleName"] as const;

const count = counter("Count");
const milliseconds = gauge("Milliseconds");

export const events = cloudWatchFamily({
  namespace: "AWS/Events",
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
  metrics: {
    MatchedEvents: counter("Count", ...RULE, "EventSourceName"),
    TriggeredRules: counter("Count", ...RULE),
    ThrottledRules: counter("Count", ...RULE),
    Events: counter("Count", "EventSourceName"),
    Invocations: counter("Count", ...RULE),
    InvocationsCreated: count,
    InvocationAttempts: counter("Count", ...RULE),
    RetryInvocationAttempts: counter("Count", ...RULE),
    SuccessfulInvocationAttempts: counter("Count", ...RULE),
    FailedInvocations: counter("Count", ...RULE),
    DeadLetterInvocations: counter("Count", ...RULE),
    InvocationsSentToDlq: counter("Count", ...RULE),
    InvocationsFailedToBeSentToDlq: counter("Count", ...RULE),
    IngestionToInvocationSuccessLatency: gauge("Milliseconds", ...RULE),
    EventBusEncryptionStarted: counter("Count", "EventBusName"),
    EventBusEncryptionCompleted: counter("Count", "EventBusName"),
    EventBusEncryptionFailed: counter("Count", "EventBusName"),
    PutEventsApproximateCallCount: count,
    PutEventsApproximateFailedCount: count,
    PutEventsApproximateSuccessCount: count,
    PutEventsApproximateThrottledCount: count,
    PutEventsEntriesCount: count,
    PutEventsFailedEntriesCount: count,
    PutEventsLatency: milliseconds,
    PutEventsRequestSize: gauge("Bytes"),
    PutPartnerEventsApproximateCallCount: count,
    PutPartnerEventsApproximateFailedCount: count,
    PutPartnerEventsApproximateSuccessCount: count,
    PutPartnerEventsApproximateThrottledCount: count,
    PutPartnerEventsEntriesCount: count,
    PutPartnerEventsFailedEntriesCount: count,
    PutPartnerEventsLatency: milliseconds,
  },
});
