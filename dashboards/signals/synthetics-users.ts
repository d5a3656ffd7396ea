/**
 * What real users' browsers see. Grafana Faro sends log lines of kind event, exception and measurement to Loki; on Amazon
 * CloudWatch RUM counts the same. The limits are those of Google's Web Vitals, which both measure.
 */
import { chosen, cloudWatch, cloudWatchMath, type Filter, logs, type LogLines, loki } from "../core/query";
import type { CloudWatchQuery } from "../core/query/cloudwatch";
import type { JudgedSignal, Signal } from "../core/signal";

const APPS = { namespace: "AWS/RUM", dimensions: { application_name: "*" } } as const;

/** Three in four page views are at least as good: how Google judges a page. */
const MOST_VIEWS = 0.75;

/** Pages shown at each point. */
const PAGES = 15;

export const largestPaint: JudgedSignal = vital("lcp", "WebVitalsLargestContentfulPaint", {
  id: "synthetics-lcp",
  name: "Largest Contentful Paint",
  description:
    "When the largest part of a page is there, for three in four page views. Above 2.5 s: a slow server, large pictures, or scripts before the content.",
  unit: "ms",
  judgement: { warnAbove: 2500, badAbove: 4000 },
});

export const interaction: JudgedSignal = vital("inp", "WebVitalsInteractionToNextPaint", {
  id: "synthetics-inp",
  name: "Interaction to Next Paint",
  description:
    "How long a page takes to show that it noticed a click or a key, for three in four page views. Above 200 ms: scripts that run too long at once.",
  unit: "ms",
  judgement: { warnAbove: 200, badAbove: 500 },
});

export const layoutShift: JudgedSignal = vital("cls", "WebVitalsCumulativeLayoutShift", {
  id: "synthetics-cls",
  name: "Cumulative Layout Shift",
  description:
    "How much a page jumps while it loads, for three in four page views; 0 is not at all. Above 0.1: pictures and banners without reserved room.",
  unit: "none",
  judgement: { warnAbove: 0.1, badAbove: 0.25 },
});

export const pageLoad: JudgedSignal = {
  id: "synthetics-page-load",
  name: "Page load",
  description:
    "How long a page takes to load, for three in four loads, by app. Above 8 s CloudWatch calls a user frustrated. Compare it with the duration of the checks: those have a good network and no scripts.",
  type: "gauge",
  unit: "ms",
  query: loki(navigations().quantile(MOST_VIEWS, "event_data_duration", ["service"])),
  elsewhere: [perApp("PerformanceNavigationDuration", "p75")],
  judgement: { warnAbove: 4000, badAbove: 8000 },
  runbook: "pages-slow",
  drillDowns: [{ title: "Services", dashboard: "services", keep: ["environment", "service"] }],
};

export const errorShare: JudgedSignal = {
  id: "synthetics-error-share",
  name: "JavaScript errors for 100 page loads",
  description:
    "Errors that scripts did not catch, for every hundred page loads, by app. A step up after a release is the release.",
  type: "ratio",
  unit: "percent",
  query: loki(exceptions().count().sumBy("service").dividedBy(navigations().count().sumBy("service")).times(100)),
  elsewhere: [
    cloudWatchMath("100 * errors / views", {
      errors: { ...APPS, metric: "JsErrorCount", statistic: "Sum" },
      views: { ...APPS, metric: "PageViewCount", statistic: "Sum" },
    }),
  ],
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "pages-fail",
};

export const pageLoads: Signal = {
  id: "synthetics-page-loads",
  name: "Page loads",
  description: "Pages that users load, by app. A sudden end means that the pages do not even start.",
  type: "counter",
  unit: "short",
  query: loki(navigations().count().sumBy("service")),
  elsewhere: [perApp("PageViewCount", "Sum")],
  judgement: { unjudged: "Traffic is neither good nor bad." },
};

export const sessions: Signal = {
  id: "synthetics-sessions",
  name: "Sessions that begin",
  description: "Visits that begin, by app. What Grafana charges Frontend Observability by.",
  type: "counter",
  unit: "short",
  query: loki(events("session_start").count().sumBy("service")),
  elsewhere: [perApp("SessionCount", "Sum")],
  judgement: { unjudged: "Traffic is neither good nor bad." },
};

export const exceptionsByPage: Signal = {
  id: "synthetics-exceptions-page",
  name: "JavaScript errors by page",
  description: `Errors that scripts did not catch, for the ${String(PAGES)} pages with the most of them at each point. CloudWatch RUM tells pages apart if the app monitor sends that extended metric.`,
  type: "counter",
  unit: "short",
  query: loki(exceptions().count().sumBy("page_url").topk(PAGES)),
  elsewhere: [
    cloudWatch({
      namespace: "AWS/RUM",
      metric: "JsErrorCount",
      statistic: "Sum",
      dimensions: { application_name: "*", PageId: "*" },
    }),
  ],
  judgement: { unjudged: "It ranks; errors for a hundred page loads are judged." },
  drillDowns: [{ title: "Logs", dashboard: "logs", keep: ["environment", "service"] }],
};

export const failedRequests: Signal = {
  id: "synthetics-failed-requests",
  name: "Requests that the server failed",
  description:
    "Requests of browsers that were answered by a status of 500 and more, by app: what users see of the errors of services.",
  type: "counter",
  unit: "short",
  query: loki(
    events("faro.tracing.fetch").whereNumber("event_data_http_status_code", ">=", 500).count().sumBy("service"),
  ),
  elsewhere: [perApp("Http5xxCount", "Sum")],
  judgement: { unjudged: "The errors of services are judged where they happen." },
  drillDowns: [{ title: "Services", dashboard: "services", keep: ["environment", "service"] }],
};

type VitalTexts = Pick<JudgedSignal, "description" | "id" | "judgement" | "name" | "unit">;

function vital(field: string, metric: string, texts: VitalTexts): JudgedSignal {
  return {
    ...texts,
    type: "gauge",
    ...(texts.unit === "none" ? { decimals: 2 } : {}),
    query: loki(lines("measurement", { type: "web-vitals" }).quantile(MOST_VIEWS, `value_${field}`, ["service"])),
    elsewhere: [perApp(metric, "p75")],
    runbook: "pages-slow",
  };
}

function navigations(): LogLines {
  return events("faro.performance.navigation");
}

function exceptions(): LogLines {
  return lines("exception", {});
}

function events(name: string): LogLines {
  return lines("event", { event_name: name });
}

/** Faro's lines; the app is the service, and its environment stands in the line. */
function lines(kind: string, fields: Filter): LogLines {
  return logs({ kind, service: true })
    .logfmt()
    .whereField({ ...fields, app_environment: chosen("environment") });
}

function perApp(metric: string, statistic: "Sum" | "p75"): CloudWatchQuery {
  return cloudWatch({ ...APPS, metric, statistic });
}
