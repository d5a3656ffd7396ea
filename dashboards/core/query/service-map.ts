/** The service map that Grafana draws from the metrics which Tempo's metrics generator makes of traces. */
import { labelOf } from "../labels";
import { conditions, type Filter, quoted } from "./filter";
import type { Use } from "./use";

/** What Grafana asks Prometheus for when it draws the map. */
export const serviceMapMetrics: readonly string[] = [
  "traces_service_graph_request_total",
  "traces_service_graph_request_failed_total",
  "traces_service_graph_request_server_seconds_sum",
  "traces_service_graph_request_server_seconds_bucket",
];

/** A selector of PromQL without a metric. `client` and `server` are the labels of an edge's ends. */
export function serviceMapText(filter: Filter, use: Use): string {
  const wanted = conditions(filter, use).map(
    ({ word, operator, value }) => `${labelOf(word)}${operator}${quoted(value)}`,
  );
  return `{${wanted.join(", ")}}`;
}
