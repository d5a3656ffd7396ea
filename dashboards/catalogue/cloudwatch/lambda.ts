/**
 * AWS Lambda. Most metrics are told of a function, of a version or alias of it, and of all functions of the region, which
 * is the series without dimensions. What event source mappings count is told where that is switched on for a mapping.
 */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const FUNCTION = ["FunctionName", "Resource", "ExecutedVersion"] as const;
const MAPPING = ["EventSourceMappingUUID"] as const;

export const lambda = cloudWatchFamily({
  namespace: "AWS/Lambda",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  metrics: {
    Invocations: counter("Count", ...FUNCTION),
    Errors: counter("Count", ...FUNCTION),
    DeadLetterErrors: counter("Count", ...FUNCTION),
    DestinationDeliveryFailures: counter("Count", ...FUNCTION),
    Throttles: counter("Count", ...FUNCTION),
    // Of managed instances: what a throttle is due to.
    CPUThrottles: counter("Count", ...FUNCTION),
    MemoryThrottles: counter("Count", ...FUNCTION),
    DiskThrottles: counter("Count", ...FUNCTION),
    ConcurrencyThrottles: counter("Count", ...FUNCTION),
    OversizedRecordCount: counter("Count", ...FUNCTION),
    ProvisionedConcurrencyInvocations: counter("Count", ...FUNCTION),
    ProvisionedConcurrencySpilloverInvocations: counter("Count", ...FUNCTION),
    RecursiveInvocationsDropped: counter("Count", ...FUNCTION),
    SignatureValidationErrors: counter("Count", ...FUNCTION),

    // Without the time of a cold start.
    Duration: gauge("Milliseconds", ...FUNCTION),
    PostRuntimeExtensionsDuration: gauge("Milliseconds", ...FUNCTION),
    IteratorAge: gauge("Milliseconds", ...FUNCTION),
    OffsetLag: gauge("Count", ...FUNCTION),

    ConcurrentExecutions: gauge("Count", ...FUNCTION),
    ProvisionedConcurrentExecutions: gauge("Count", ...FUNCTION),
    // A share: 0.7 of what is provisioned.
    ProvisionedConcurrencyUtilization: { ...gauge("None", ...FUNCTION), range: [0, 1] },
    // Of the region only.
    UnreservedConcurrentExecutions: gauge("Count"),
    ClaimedAccountConcurrency: gauge("Count"),

    AsyncEventsReceived: counter("Count", ...FUNCTION),
    AsyncEventAge: gauge("Milliseconds", ...FUNCTION),
    AsyncEventsDropped: counter("Count", ...FUNCTION),

    PolledEventCount: counter("Count", ...MAPPING),
    FilteredOutEventCount: counter("Count", ...MAPPING),
    InvokedEventCount: counter("Count", ...MAPPING),
    FailedInvokeEventCount: counter("Count", ...MAPPING),
    DroppedEventCount: counter("Count", ...MAPPING),
    OnFailureDestinationDeliveredEventCount: counter("Count", ...MAPPING),
    DeletedEventCount: counter("Count", ...MAPPING),
    ProvisionedPollers: gauge("Count", ...MAPPING),
    // Of Kafka.
    CommittedEventCount: counter("Count", ...MAPPING),
    PollingErrorCount: counter("Count", ...MAPPING),
    InvokeErrorCount: counter("Count", ...MAPPING),
    OnFailureDestinationDeliveryErrorCount: counter("Count", ...MAPPING),
    SchemaRegistryErrorCount: counter("Count", ...MAPPING),
    CommitErrorCount: counter("Count", ...MAPPING),
    MaxOffsetLag: gauge("Count", ...MAPPING),
    SumOffsetLag: gauge("Count", ...MAPPING),
    EventPollerUnit: gauge("Count", ...MAPPING),
    EventPollerThroughputInBytes: counter("Bytes", ...MAPPING),
  },
});
