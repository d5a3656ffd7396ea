/** Canaries of CloudWatch Synthetics: scripts that try a site as a visitor would. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

/** `StepName` is that of scripts which are written in steps. */
const CANARY = ["CanaryName", "Browser"] as const;
const STEP = [...CANARY, "StepName"] as const;

export const cloudwatchSynthetics = cloudWatchFamily({
  namespace: "CloudWatchSynthetics",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html",
  metrics: {
    "2xx": counter("Count", ...CANARY),
    "4xx": counter("Count", ...CANARY),
    "5xx": counter("Count", ...CANARY),
    Duration: gauge("Milliseconds", ...STEP),
    DurationDryRun: gauge("Milliseconds", ...CANARY),
    EphemeralStorageUsagePercent: gauge("Percent", ...CANARY),
    Failed: counter("Count", ...CANARY),
    "Failed requests": counter("Count", ...CANARY),
    RetryCount: counter("Count", ...CANARY),
    SuccessPercent: gauge("Percent", ...STEP),
    SuccessPercentDryRun: gauge("Percent", ...CANARY),
    SuccessPercentWithRetries: gauge("Percent", ...CANARY),
    VisualMonitoringSuccessPercent: gauge("Percent", ...CANARY),
    VisualMonitoringTotalComparisons: counter("Count", ...CANARY),
  },
});
