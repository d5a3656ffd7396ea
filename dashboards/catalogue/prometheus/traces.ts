/** What Tempo's metrics-generator counts in traces. It names the service `service`, and knows no label of the contract. */
import { counter, family, histogram, info } from "../family";

const SPAN = ["service", "span_name", "span_kind", "status_code"] as const;
const EDGE = ["client", "server", "connection_type"] as const;

export const spanMetrics = family({
  name: "span-metrics",
  source: "https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/",
  contract: false,
  values: {
    service: ["checkout", "payments"],
    span_name: ["GET /orders"],
    span_kind: [
      "SPAN_KIND_SERVER",
      "SPAN_KIND_CLIENT",
      "SPAN_KIND_INTERNAL",
      "SPAN_KIND_PRODUCER",
      "SPAN_KIND_CONSUMER",
    ],
    status_code: ["STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"],
  },
  metrics: {
    traces_spanmetrics_calls_total: counter("{span}", ...SPAN),
    traces_spanmetrics_latency: histogram("s", ...SPAN),
    traces_spanmetrics_size_total: counter("By", ...SPAN),
    traces_target_info: info("job", "instance"),
  },
});

export const serviceGraph = family({
  name: "service-graph",
  source: "https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/",
  contract: false,
  values: {
    client: ["checkout", "user"],
    server: ["payments", "orders-database"],
    connection_type: ["", "virtual_node", "messaging_system", "database"],
  },
  metrics: {
    traces_service_graph_request_total: counter("{request}", ...EDGE),
    traces_service_graph_request_failed_total: counter("{request}", ...EDGE),
    traces_service_graph_request_server_seconds: histogram("s", ...EDGE),
    traces_service_graph_request_client_seconds: histogram("s", ...EDGE),
    traces_service_graph_request_messaging_system_seconds: histogram("s", ...EDGE),
    traces_service_graph_unpaired_spans_total: counter("{span}", ...EDGE),
    traces_service_graph_dropped_spans_total: counter("{span}", ...EDGE),
  },
});
