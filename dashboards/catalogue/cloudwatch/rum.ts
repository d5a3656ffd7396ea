/**
 * Real users' browsers and phones, as CloudWatch RUM counts them. `PageId` is a dimension of extended metrics only, which
 * an app monitor sends if it is told to; the other dimensions of those are left out.
 */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const APP = "application_name";
const PAGE = [APP, "PageId"] as const;
const EVENT = "event_type";

const count = counter("Count", APP);
const milliseconds = gauge("Milliseconds", APP);

/** Transactions by how content their duration leaves a user: below 2 s, up to 8 s, and longer. */
function contentment(what: string, entry: MetricEntry): Readonly<Record<string, MetricEntry>> {
  return {
    [`${what}SatisfiedTransaction`]: entry,
    [`${what}ToleratedTransaction`]: entry,
    [`${what}FrustratedTransaction`]: entry,
  };
}

export const rum = cloudWatchFamily({
  namespace: "AWS/RUM",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-metrics.html",
  metrics: {
    // Web.
    HttpStatusCodeCount: counter("Count", APP, "event_details.response.status", EVENT),
    Http4xxCount: counter("Count", ...PAGE),
    Http4xxCountPerSession: gauge("Count", APP),
    Http4xxCountPerPageView: gauge("Count", APP),
    Http5xxCount: counter("Count", ...PAGE),
    Http5xxCountPerSession: gauge("Count", APP),
    Http5xxCountPerPageView: gauge("Count", APP),
    JsErrorCount: counter("Count", ...PAGE),
    JsErrorCountPerSession: gauge("Count", APP),
    JsErrorCountPerPageView: gauge("Count", APP),
    ...contentment("Navigation", counter("Count", ...PAGE)),
    PageViewCount: counter("Count", ...PAGE),
    PageViewCountPerSession: gauge("Count", APP),
    PerformanceResourceDuration: gauge("Milliseconds", ...PAGE, "event_details.file.type", EVENT),
    PerformanceNavigationDuration: gauge("Milliseconds", ...PAGE),
    RumEventPayloadSize: gauge("Bytes", APP),
    SessionCount: count,
    SessionDuration: milliseconds,
    TimeOnPage: milliseconds,
    WebVitalsCumulativeLayoutShift: gauge("None", ...PAGE),
    WebVitalsFirstInputDelay: gauge("Milliseconds", ...PAGE),
    WebVitalsInteractionToNextPaint: gauge("Milliseconds", ...PAGE),
    WebVitalsLargestContentfulPaint: gauge("Milliseconds", ...PAGE),

    // Phones.
    ANRCount: count,
    AppHangCount: count,
    CrashCount: count,
    ...contentment("ColdAppLaunch", count),
    ColdLaunchTime: milliseconds,
    ...contentment("WarmAppLaunch", count),
    WarmLaunchTime: milliseconds,
    NetworkLatency: milliseconds,
    ScreenLoadCount: count,
    ScreenLoadToleratedTransaction: count,
    DroppedEventsCount: count,
    DroppedSpansCount: count,
    LogPayloadSize: gauge("Bytes", APP),
    SpanPayloadSize: gauge("Bytes", APP),
  },
});
