/** Calls between parts other than by HTTP: databases, messages, RPC and functions, by OpenTelemetry's conventions. */
import { counter, gauge, histogram } from "../family";
import { otlpFamily } from "../otlp";

const QUERY = [
  "db.system.name",
  "db.collection.name",
  "db.namespace",
  "db.operation.name",
  "db.response.status_code",
  "error.type",
  "server.address",
  "server.port",
] as const;
const POOL = "db.client.connection.pool.name";

export const database = otlpFamily({
  name: "database",
  source: "https://opentelemetry.io/docs/specs/semconv/db/database-metrics/",
  values: {
    "db.system.name": ["postgresql", "mysql", "aws.dynamodb"],
    "db.operation.name": ["SELECT", "INSERT"],
    "db.collection.name": ["orders"],
    "db.namespace": ["shop"],
    "error.type": ["", "timeout"],
    [POOL]: ["primary"],
    "db.client.connection.state": ["idle", "used"],
  },
  metrics: {
    "db.client.operation.duration": histogram("s", ...QUERY),
    "db.client.response.returned_rows": histogram("{row}", ...QUERY),
    "db.client.connection.count": gauge("{connection}", POOL, "db.client.connection.state"),
    "db.client.connection.max": gauge("{connection}", POOL),
    "db.client.connection.idle.max": gauge("{connection}", POOL),
    "db.client.connection.idle.min": gauge("{connection}", POOL),
    "db.client.connection.pending_requests": gauge("{request}", POOL),
    "db.client.connection.timeouts": counter("{timeout}", POOL),
    "db.client.connection.create_time": histogram("s", POOL),
    "db.client.connection.wait_time": histogram("s", POOL),
    "db.client.connection.use_time": histogram("s", POOL),
  },
});

const MESSAGE = [
  "messaging.system",
  "messaging.operation.name",
  "messaging.destination.name",
  "error.type",
  "server.address",
] as const;
const CONSUMED = [...MESSAGE, "messaging.consumer.group.name"] as const;

export const messaging = otlpFamily({
  name: "messaging",
  source: "https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/",
  values: {
    "messaging.system": ["aws_sqs", "aws.sns", "kafka"],
    "messaging.operation.name": ["send", "receive", "process"],
    "messaging.operation.type": ["create", "send", "receive", "process", "settle"],
    "messaging.destination.name": ["orders"],
    "error.type": ["", "timeout"],
  },
  metrics: {
    "messaging.client.operation.duration": histogram("s", ...CONSUMED, "messaging.operation.type"),
    "messaging.client.sent.messages": counter("{message}", ...MESSAGE),
    "messaging.client.consumed.messages": counter("{message}", ...CONSUMED),
    "messaging.process.duration": histogram("s", ...CONSUMED),
  },
});

const RPC = [
  "rpc.system.name",
  "rpc.method",
  "rpc.status_code",
  "error.type",
  "server.address",
  "server.port",
] as const;

export const rpc = otlpFamily({
  name: "rpc",
  source: "https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/",
  values: {
    "rpc.system.name": ["grpc"],
    "rpc.method": ["shop.Orders/Place"],
    "rpc.status_code": ["OK", "UNAVAILABLE"],
    "error.type": ["", "UNAVAILABLE"],
  },
  metrics: {
    "rpc.server.call.duration": histogram("s", ...RPC),
    "rpc.client.call.duration": histogram("s", ...RPC),
  },
});

export const functions = otlpFamily({
  name: "functions",
  source: "https://opentelemetry.io/docs/specs/semconv/faas/faas-metrics/",
  values: { "faas.trigger": ["datasource", "http", "pubsub", "timer", "other"] },
  metrics: {
    "faas.invocations": counter("{invocation}", "faas.trigger"),
    "faas.errors": counter("{error}", "faas.trigger"),
    "faas.timeouts": counter("{timeout}", "faas.trigger"),
    "faas.coldstarts": counter("{coldstart}", "faas.trigger"),
    "faas.invoke_duration": histogram("s", "faas.trigger"),
    "faas.init_duration": histogram("s", "faas.trigger"),
    "faas.mem_usage": histogram("By", "faas.trigger"),
  },
});
