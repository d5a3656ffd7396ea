/** Amazon Managed Prometheus, as a service. How much it stores and takes in is told in AWS/Usage. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const WORKSPACE = "Workspace";
const LABEL_SET = [WORKSPACE, "LabelSet"] as const;
/** `namespace;group`. */
const RULES = [WORKSPACE, "RuleGroup"] as const;
const DETECTOR = ["WorkspaceId", "AnomalyDetectorId"] as const;

export const prometheus = cloudWatchFamily({
  namespace: "AWS/Prometheus",
  source: "https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-CW-usage-metrics.html",
  metrics: {
    ActiveSeriesPerLabelSet: gauge("Count", ...LABEL_SET),
    ActiveSeriesLimitPerLabelSet: gauge("Count", ...LABEL_SET),
    IngestionRatePerLabelSet: gauge("Count", ...LABEL_SET),
    DiscardedSamples: counter("Count", WORKSPACE, "Reason"),
    DiscardedSamplesPerLabelSet: counter("Count", ...LABEL_SET),
    QuerySamplesProcessed: counter("Count", WORKSPACE),
    AlertManagerAlertsReceived: counter("Count", WORKSPACE),
    AlertManagerNotificationsFailed: counter("Count", WORKSPACE),
    AlertManagerNotificationsThrottled: counter("Count", WORKSPACE),
    RuleEvaluations: counter("Count", ...RULES),
    RuleEvaluationFailures: counter("Count", ...RULES),
    RuleGroupIterationsMissed: counter("Count", ...RULES),
    RuleGroupLastEvaluationDuration: gauge("Seconds", ...RULES),
    AnomalyDetectors: gauge("Count", "WorkspaceId"),
    AnomalyDetectorEvaluations: counter("Count", ...DETECTOR),
    AnomalyDetectorEvaluationFailures: counter("Count", ...DETECTOR),
    AnomalyDetectorLastEvaluationDuration: gauge("Seconds", ...DETECTOR),
    AnomalyDetectorMissedEvaluations: counter("Count", ...DETECTOR),
  },
});
