/** AppSync: GraphQL APIs. Those of the Events API, which nothing in this estate makes, are left out. */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const API = "GraphQLAPIId";

const count = counter("Count", API);

/** What becomes of each step of a subscription. */
function outcomes(step: string): Readonly<Record<string, MetricEntry>> {
  return { [`${step}Success`]: count, [`${step}ClientError`]: count, [`${step}ServerError`]: count };
}

export const appSync = cloudWatchFamily({
  namespace: "AWS/AppSync",
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
  metrics: {
    "4XXError": count,
    "5XXError": count,
    // One sample for each request of an API: its sample count is what `Requests` counts for the region only.
    Latency: gauge("Milliseconds", API, "Resolver", "DataSource"),
    // By resolver, data source or operation with enhanced metrics, which cost extra.
    Requests: counter("Count", API, "Resolver", "DataSource", "Operation"),
    GraphQLError: counter("Count", API, "Resolver", "DataSource", "Operation"),
    CacheHit: counter("Count", API, "Resolver"),
    CacheMiss: counter("Count", API, "Resolver"),
    TokensConsumed: counter("Count"),
    // Of the cache's server, under another name for the same id.
    NetworkBandwidthOutAllowanceExceeded: counter("Count", "API_Id"),
    EngineCPUUtilization: gauge("Percent", "API_Id"),
    // Subscriptions over WebSocket.
    ConnectRequests: count,
    ...outcomes("Connect"),
    ...outcomes("Disconnect"),
    ...outcomes("Subscribe"),
    ...outcomes("Unsubscribe"),
    ...outcomes("PublishDataMessage"),
    PublishDataMessageSize: gauge("Bytes", API),
    // One sample a minute, to be summed up.
    ActiveConnections: gauge("Count", API),
    ActiveSubscriptions: gauge("Count", API),
    ConnectionDuration: gauge("Milliseconds", API),
    OutboundMessages: count,
    InboundMessageSuccess: count,
    InboundMessageError: count,
    InboundMessageFailure: count,
    InboundMessageDelayed: count,
    InboundMessageDropped: count,
    InvalidationSuccess: count,
    InvalidationRequestSuccess: count,
    InvalidationRequestError: count,
    InvalidationRequestFailure: count,
    InvalidationRequestDropped: count,
  },
});
