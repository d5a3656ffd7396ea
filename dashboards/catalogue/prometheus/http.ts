/** Requests that services answer and send: semantic conventions of OpenTelemetry for HTTP. */
import { gauge, histogram } from "../family";
import { otlpFamily } from "../otlp";

const COMMON = ["http.request.method", "http.response.status_code", "error.type", "network.protocol.version"] as const;
const SERVER = [...COMMON, "http.route", "url.scheme"] as const;
const CLIENT = [...COMMON, "server.address", "server.port"] as const;

export const http = otlpFamily({
  name: "http",
  source: "https://opentelemetry.io/docs/specs/semconv/http/http-metrics/",
  values: {
    "http.request.method": ["GET", "POST"],
    "http.response.status_code": ["200", "404", "500"],
    "http.route": ["/orders", "/orders/{id}"],
    "error.type": ["", "404", "500"],
    "network.protocol.version": ["1.1"],
    "url.scheme": ["https"],
    "server.address": ["payments.internal"],
    "server.port": ["443"],
    "http.connection.state": ["active", "idle"],
  },
  metrics: {
    "http.server.request.duration": histogram("s", ...SERVER),
    "http.server.active_requests": gauge("{request}", "http.request.method", "url.scheme"),
    "http.server.request.body.size": histogram("By", ...SERVER),
    "http.server.response.body.size": histogram("By", ...SERVER),
    "http.client.request.duration": histogram("s", ...CLIENT),
    "http.client.active_requests": gauge("{request}", "http.request.method", "server.address", "server.port"),
    "http.client.request.body.size": histogram("By", ...CLIENT),
    "http.client.response.body.size": histogram("By", ...CLIENT),
    "http.client.open_connections": gauge("{connection}", "http.connection.state", "server.address", "server.port"),
  },
});
