/** Metric streams of CloudWatch, which Firehose carries on. Without a dimension, it is all streams of the region. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

export const metricStreams = cloudWatchFamily({
  namespace: "AWS/CloudWatch/MetricStreams",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-monitoring.html",
  metrics: {
    MetricUpdate: counter("None", "MetricStreamName"),
    TotalMetricUpdate: counter("None", "MetricStreamName"),
    // A share of 1: updates that could not be written.
    PublishErrorRate: gauge("None", "MetricStreamName"),
  },
});
