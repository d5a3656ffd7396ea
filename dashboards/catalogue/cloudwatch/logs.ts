/** CloudWatch Logs. Without a dimension, it is all log groups of the region. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const GROUP = "LogGroupName";
/** What a subscription filter sends on. */
const SUBSCRIPTION = [GROUP, "DestinationType", "FilterName"] as const;

export const logs = cloudWatchFamily({
  namespace: "AWS/Logs",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html",
  metrics: {
    IncomingBytes: counter("Bytes", GROUP),
    IncomingLogEvents: counter("Count", GROUP),
    ForwardedBytes: counter("Bytes", ...SUBSCRIPTION),
    ForwardedLogEvents: counter("None", ...SUBSCRIPTION),
    DeliveryErrors: counter("None", ...SUBSCRIPTION),
    DeliveryThrottling: counter("None", ...SUBSCRIPTION),
    TransformedBytes: counter("Bytes", GROUP),
    TransformedLogEvents: counter("Count", GROUP),
    TransformationErrors: counter("Count", GROUP),
    EMFParsingErrors: counter("None", GROUP),
    EMFValidationErrors: counter("None", GROUP),
    LogEventsWithFindings: counter("Count", GROUP),
    AnomalyCount: gauge("Count", "LogAnomalyDetector", "LogAnomalyPriority"),
  },
});
