/**
 * How much of a quota is used. What is counted stands in the dimensions: `Service` Prometheus and `Resource` ActiveSeries
 * are the series of the workspace `ResourceId`. Its unit depends on them, so none is told.
 */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

const WHAT = ["Service", "Type", "Resource", "Class"] as const;

export const usage = cloudWatchFamily({
  namespace: "AWS/Usage",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Usage-Metrics.html",
  metrics: {
    CallCount: counter("None", ...WHAT),
    ResourceCount: gauge("None", ...WHAT, "ResourceId"),
    ThrottleCount: counter("None", ...WHAT),
  },
});
