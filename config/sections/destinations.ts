/** `destinations`: where each kind of telemetry goes. Two at once while it moves from one to the other. */
import { z } from "zod";

export const METRIC_DESTINATIONS = ["grafana-cloud", "amazon-managed-prometheus", "cloudwatch"] as const;
export const LOG_DESTINATIONS = ["loki", "opensearch", "elasticsearch", "cloudwatch", "s3"] as const;
export const TRACE_DESTINATIONS = ["tempo", "xray", "jaeger", "cloudwatch"] as const;

/** One or two, each once; dashboards and rules ask the first. */
const oneOrTwo = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z
    .array(z.enum(names))
    .min(1, "must name at least one destination")
    .max(2, "must name at most two destinations: the one that is read, and another during a move")
    .refine((chosen) => new Set(chosen).size === chosen.length, { error: "must name each destination once" });

export const destinationsSchema = z
  .strictObject({
    metrics: oneOrTwo(METRIC_DESTINATIONS)
      .optional()
      .describe("Metrics. Default: [grafana-cloud], or [amazon-managed-prometheus] on the platform amazon-managed."),
    logs: oneOrTwo(LOG_DESTINATIONS)
      .optional()
      .describe("Logs. Default: [loki], or [cloudwatch] on the platform amazon-managed."),
    traces: oneOrTwo(TRACE_DESTINATIONS)
      .optional()
      .describe("Traces. Default: [tempo], or [xray] on the platform amazon-managed."),
  })
  .default({})
  .describe("Where metrics, logs and traces go: one each, or two during a move, of which dashboards ask the first.");

export type MetricDestination = (typeof METRIC_DESTINATIONS)[number];
export type LogDestination = (typeof LOG_DESTINATIONS)[number];
export type TraceDestination = (typeof TRACE_DESTINATIONS)[number];
