/**
 * API Gateway: rate, errors and duration of REST and HTTP APIs, and WebSocket APIs. CloudWatch cannot divide many series
 * by many, so the share of errors is the average of their metric, which counts 0 or 1 for each request.
 */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";

/** UID of the dashboard. */
export const API = "api";

/** What is behind an API, and what it wrote. */
const BEHIND: readonly DrillDown[] = [
  { title: "Functions", dashboard: "lambda", keep: CLOUDWATCH_PLACE },
  { title: "Load balancers", dashboard: "load-balancers", keep: CLOUDWATCH_PLACE },
  { title: "Traces", dashboard: "traces" },
];
const WHY: readonly DrillDown[] = [{ title: "Logs", dashboard: "logs" }, ...BEHIND];

/** The two kinds of API that answer requests, with what their metrics are called. */
export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly dimension: string;
  readonly clientErrors: string;
  readonly serverErrors: string;
}

export const REST: Kind = {
  id: "rest-api",
  name: "REST API",
  dimension: "ApiName",
  clientErrors: "4XXError",
  serverErrors: "5XXError",
};

export const HTTP: Kind = {
  id: "http-api",
  name: "HTTP API",
  dimension: "ApiId",
  clientErrors: "4xx",
  serverErrors: "5xx",
};

export function apiRequests(kind: Kind): Signal {
  return {
    id: `${kind.id}-requests`,
    name: `${kind.name} requests`,
    description: `Requests per second to each ${kind.name}, over five minutes. A drop to nothing means that callers do not reach it: look at its domain name, certificate and firewall.`,
    type: "counter",
    unit: "reqps",
    query: cloudWatchMath(`requests / ${String(FIVE_MINUTES)}`, { requests: metric(kind, "Count", "Sum") }),
    judgement: { unjudged: "Traffic is neither good nor bad; errors and latency are judged." },
    drillDowns: WHY,
  };
}

export function apiServerErrors(kind: Kind): Signal {
  return {
    id: `${kind.id}-server-errors`,
    name: `${kind.name} server errors`,
    description: `Share of requests that end with a status of 500 or more: the average of ${kind.serverErrors}. Compare with integration latency: errors at its upper end are timeouts behind the API, errors without it are the API's own, such as permissions or mappings.`,
    type: "ratio",
    unit: "percent",
    query: cloudWatchMath("100 * errors", { errors: metric(kind, kind.serverErrors, "Average") }),
    judgement: { warnAbove: 1, badAbove: 5 },
    runbook: "api-server-errors",
    drillDowns: WHY,
  };
}

export function apiClientErrors(kind: Kind): Signal {
  return {
    id: `${kind.id}-client-errors`,
    name: `${kind.name} client errors`,
    description: `Share of requests that end with a status of 400 to 499: the average of ${kind.clientErrors}. Some are normal. A jump after a release is a broken client or a changed contract, 401 and 403 are tokens or keys that ran out, 429 is throttling.`,
    type: "ratio",
    unit: "percent",
    query: cloudWatchMath("100 * errors", { errors: metric(kind, kind.clientErrors, "Average") }),
    judgement: { warnAbove: 5, badAbove: 20 },
    runbook: "api-client-errors",
    drillDowns: WHY,
  };
}

export function apiLatency(kind: Kind): Signal {
  return {
    id: `${kind.id}-latency`,
    name: `${kind.name} latency`,
    description: `What 95 of 100 requests stay below, from the request's arrival to the answer, over five minutes. If integration latency is as high, what is behind the API is slow; if not, it is an authorizer, a mapping or the API itself.`,
    type: "gauge",
    unit: "ms",
    query: cloudWatch(metric(kind, "Latency", "p95")),
    judgement: { warnAbove: 1000, badAbove: 2500 },
    runbook: "api-latency",
    drillDowns: [onlyThis(API, kind.dimension), ...BEHIND],
  };
}

export function apiIntegrationLatency(kind: Kind): Signal {
  return {
    id: `${kind.id}-integration-latency`,
    name: `${kind.name} integration latency`,
    description: `What 95 of 100 calls to what is behind the API stay below. The API gives up after 29 or 30 seconds, unless it is told otherwise, and answers 504.`,
    type: "gauge",
    unit: "ms",
    query: cloudWatch(metric(kind, "IntegrationLatency", "p95")),
    judgement: { unjudged: "It is part of the latency, which is judged." },
    drillDowns: [onlyThis(API, kind.dimension), ...BEHIND],
  };
}

export const webSocketMessages: Signal = {
  id: "websocket-api-messages",
  name: "WebSocket messages",
  description: "Messages per second to and from the clients of each WebSocket API, over five minutes.",
  type: "counter",
  unit: "mps",
  query: cloudWatchMath(`messages / ${String(FIVE_MINUTES)}`, { messages: webSocket("MessageCount") }),
  judgement: { unjudged: "Traffic is neither good nor bad; errors are judged." },
  drillDowns: WHY,
};

export const webSocketIntegrationErrors: Signal = {
  id: "websocket-api-integration-errors",
  name: "WebSocket integration errors",
  description:
    "Messages in five minutes for which what is behind the WebSocket API failed or could not be reached. The client got no answer: look at the function or service that its route leads to.",
  type: "counter",
  unit: "short",
  query: cloudWatch(webSocket("IntegrationError")),
  judgement: fromCount(1, 10),
  runbook: "api-server-errors",
  drillDowns: [onlyThis(API, HTTP.dimension), ...WHY],
};

export const webSocketConnections: Signal = {
  id: "websocket-api-connections",
  name: "WebSocket connections opened",
  description:
    "Clients that connected within five minutes. Many at once are clients that lost their connection together: look at deployments and at what they connect through.",
  type: "counter",
  unit: "short",
  query: cloudWatch(webSocket("ConnectCount")),
  judgement: { unjudged: "Connecting is normal." },
  drillDowns: [onlyThis(API, HTTP.dimension), ...WHY],
};

function metric({ dimension }: Kind, name: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return {
    namespace: "AWS/ApiGateway",
    metric: name,
    statistic,
    dimensions: { [dimension]: chosen(dimension) },
    period: FIVE_MINUTES,
  };
}

function webSocket(name: string): CloudWatchMetric {
  return {
    namespace: "AWS/ApiGateway",
    metric: name,
    statistic: "Sum",
    dimensions: { [HTTP.dimension]: chosen(HTTP.dimension) },
    period: FIVE_MINUTES,
  };
}
