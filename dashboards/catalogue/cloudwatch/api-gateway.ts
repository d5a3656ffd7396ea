/**
 * API Gateway: REST APIs are told apart by name, HTTP and WebSocket APIs by id. The metrics of requests have the same
 * names for both, other than those of errors.
 */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

/** Method and resource come with detailed metrics, which cost extra. */
const REST = ["ApiName", "Stage", "Method", "Resource"] as const;
const HTTP = ["ApiId", "Stage", "Method", "Resource"] as const;
const WEBSOCKET = ["ApiId", "Stage", "Route"] as const;

export const apiGateway = cloudWatchFamily({
  namespace: "AWS/ApiGateway",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
  metrics: {
    // Of both kinds. The average of an error is its share of all requests.
    Count: counter("Count", ...REST, "ApiId"),
    Latency: gauge("Milliseconds", ...REST, "ApiId"),
    IntegrationLatency: gauge("Milliseconds", ...REST, "ApiId", "Route"),
    // REST APIs.
    "4XXError": counter("Count", ...REST),
    "5XXError": counter("Count", ...REST),
    CacheHitCount: counter("Count", ...REST),
    CacheMissCount: counter("Count", ...REST),
    // HTTP APIs.
    "4xx": counter("Count", ...HTTP),
    "5xx": counter("Count", ...HTTP),
    DataProcessed: counter("Bytes", ...HTTP),
    // WebSocket APIs.
    ConnectCount: counter("Count", ...WEBSOCKET),
    MessageCount: counter("Count", ...WEBSOCKET),
    ClientError: counter("Count", ...WEBSOCKET),
    ExecutionError: counter("Count", ...WEBSOCKET),
    IntegrationError: counter("Count", ...WEBSOCKET),
  },
});
