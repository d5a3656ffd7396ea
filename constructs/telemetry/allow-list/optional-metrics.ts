/**
 * Metrics that OpenTelemetry's conventions call optional: most libraries do not send them, so that what is dropped of them
 * is no saving.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 * @see https://opentelemetry.io/docs/specs/semconv/db/database-metrics/
 */
import type { MetricFamily } from "../../../dashboards/catalogue";

const OPTIONAL: ReadonlySet<string> = new Set([
  "http.server.active_requests",
  "http.server.request.body.size",
  "http.server.response.body.size",
  "http.client.active_requests",
  "http.client.open_connections",
  "http.client.request.body.size",
  "http.client.response.body.size",
  "db.client.response.returned_rows",
]);

/** By the names of the catalogue. */
export function optionalMetrics(families: readonly MetricFamily[]): ReadonlySet<string> {
  return new Set(
    families.flatMap(({ facts }) =>
      Object.entries(facts).flatMap(([name, { otlp }]) => (otlp !== undefined && OPTIONAL.has(otlp) ? [name] : [])),
    ),
  );
}
