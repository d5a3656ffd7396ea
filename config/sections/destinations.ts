/** `destinations`: where each telemetry signal goes. The telemetry domain adds the other destinations. */
import { z } from "zod";

export const destinationsSchema = z
  .strictObject({
    metrics: z.enum(["grafana-cloud"]).default("grafana-cloud").describe("Metrics: Grafana Cloud's Prometheus."),
    logs: z.enum(["grafana-cloud"]).default("grafana-cloud").describe("Logs: Grafana Cloud's Loki."),
    traces: z.enum(["grafana-cloud"]).default("grafana-cloud").describe("Traces: Grafana Cloud's Tempo."),
  })
  .prefault({})
  .describe("Where metrics, logs and traces go.");
