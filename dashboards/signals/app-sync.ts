/** AppSync: GraphQL requests, and clients that stay connected for subscriptions. */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { API } from "./api";
import { FIVE_MINUTES, fromCount, NONE_ALLOWED } from "./count-thresholds";

/** Dimension that tells GraphQL APIs apart. */
export const GRAPHQL_API = "GraphQLAPIId";

const WHY: readonly DrillDown[] = [
  { title: "Logs", dashboard: "logs" },
  { title: "Functions", dashboard: "lambda", keep: CLOUDWATCH_PLACE },
  { title: "Databases", dashboard: "rds", keep: CLOUDWATCH_PLACE },
];

const MINUTES = String(FIVE_MINUTES / 60);

export const graphqlRequests: Signal = {
  id: "graphql-requests",
  name: "GraphQL requests",
  description:
    "Queries and mutations per second of each GraphQL API, over five minutes: the samples of its latency, since AppSync counts requests for the region only.",
  type: "counter",
  unit: "reqps",
  query: cloudWatchMath(`requests / ${String(FIVE_MINUTES)}`, { requests: metric("Latency", "SampleCount") }),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and latency are judged." },
  drillDowns: WHY,
};

export const graphqlServerErrors: Signal = {
  id: "graphql-server-errors",
  name: "GraphQL server errors",
  description:
    "Requests in five minutes that failed while they ran, with a status of 500 or more. An error of one resolver comes with a status of 200 and is not counted here: the log has it. Look at the schema, at the user pool and at AWS's own health.",
  type: "counter",
  unit: "short",
  query: cloudWatch(metric("5XXError", "Sum")),
  judgement: fromCount(1, 25),
  runbook: "graphql-errors",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

export const graphqlClientErrors: Signal = {
  id: "graphql-client-errors",
  name: "GraphQL client errors",
  description:
    "Requests in five minutes that were refused before they ran: invalid queries, tokens that ran out, throttling. A jump after a release is a client that does not fit the schema.",
  type: "counter",
  unit: "short",
  query: cloudWatch(metric("4XXError", "Sum")),
  judgement: fromCount(50, 500),
  runbook: "graphql-errors",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

export const graphqlLatency: Signal = {
  id: "graphql-latency",
  name: "GraphQL latency",
  description:
    "What 95 of 100 requests stay below, from the request's arrival to the answer, over five minutes. Resolvers make most of it: look at the functions and tables behind them.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(metric("Latency", "p95")),
  judgement: { warnAbove: 1000, badAbove: 2500 },
  runbook: "api-latency",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

export const connectedClients: Signal = {
  id: "graphql-connected-clients",
  name: "Connected clients",
  description:
    "Clients that are connected for subscriptions at a time: AppSync tells their number once a minute, this is the mean of five minutes. A sudden fall is a lost endpoint, a rise without end is clients that do not disconnect.",
  type: "gauge",
  unit: "short",
  query: cloudWatchMath(`clients / ${MINUTES}`, { clients: metric("ActiveConnections", "Sum") }),
  judgement: { unjudged: "How many are normal depends on the application." },
  drillDowns: WHY,
};

export const activeSubscriptions: Signal = {
  id: "graphql-subscriptions",
  name: "Subscriptions",
  description: "Subscriptions that are open at a time, the mean of five minutes. One client may have several.",
  type: "gauge",
  unit: "short",
  query: cloudWatchMath(`subscriptions / ${MINUTES}`, { subscriptions: metric("ActiveSubscriptions", "Sum") }),
  judgement: { unjudged: "How many are normal depends on the application." },
  drillDowns: WHY,
};

export const refusedConnections: Signal = {
  id: "graphql-refused-connections",
  name: "Refused connections",
  description:
    "Clients in five minutes that were not let in for subscriptions: wrong or old tokens, or throttling. They retry, so that a few clients make many refusals.",
  type: "counter",
  unit: "short",
  query: cloudWatch(metric("ConnectClientError", "Sum")),
  judgement: fromCount(20, 200),
  runbook: "graphql-errors",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

export const failedConnections: Signal = {
  id: "graphql-failed-connections",
  name: "Failed connections",
  description:
    "Clients in five minutes that AppSync itself could not connect. Look at AWS's health, then open a case: there is nothing to set.",
  type: "counter",
  unit: "short",
  query: cloudWatch(metric("ConnectServerError", "Sum")),
  judgement: fromCount(1, 10),
  runbook: "graphql-errors",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

export const droppedMessages: Signal = {
  id: "graphql-dropped-messages",
  name: "Dropped messages",
  description:
    "Messages to subscribers in five minutes that were thrown away, since a quota of the rate of messages was reached. Subscribers show old data until they ask again: spread the mutations or raise the quota.",
  type: "counter",
  unit: "short",
  query: cloudWatch(metric("InboundMessageDropped", "Sum")),
  judgement: NONE_ALLOWED,
  runbook: "graphql-dropped-messages",
  drillDowns: [onlyThis(API, GRAPHQL_API), ...WHY],
};

function metric(name: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return {
    namespace: "AWS/AppSync",
    metric: name,
    statistic,
    dimensions: { [GRAPHQL_API]: chosen(GRAPHQL_API) },
    period: FIVE_MINUTES,
  };
}
