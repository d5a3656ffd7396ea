/** `telemetry.collector`: how the OpenTelemetry Collectors of tasks, hosts and the gateway work. */
import { z } from "zod";

const whole = (least: number, most: number, unit: string) =>
  z
    .int()
    .min(least, `must be at least ${String(least)}${unit}`)
    .max(most, `must be at most ${String(most)}${unit}`);

const componentId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\/[\w.-]+)?$/, "must be a component: its type, or type/name")
  .meta({ examples: ["attributes/redact"] });

const pipelineId = z
  .string()
  .regex(/^(metrics|logs|traces)\/[\w.-]+$/, "must be metrics, logs or traces, a slash and a name of your own")
  .meta({ examples: ["traces/audit"] });

/** Settings in the collector's own words: their form is the component's business. */
const components = z.record(componentId, z.record(z.string(), z.unknown()).default({})).default({});

const ids = z.array(componentId);

const pipelineSchema = z.strictObject({
  receivers: ids.min(1, "must name at least one receiver").describe("Where the pipeline's data comes from."),
  processors: ids
    .min(1, "must name memory_limiter")
    .describe("What happens to it, in this order; memory_limiter is first."),
  exporters: ids.min(1, "must name at least one exporter").describe("Where it goes."),
});

const additionsSchema = z.strictObject({
  receivers: components.describe("Receivers by id, in the collector's own format. Default: none of your own."),
  processors: components.describe("Processors by id. Default: none of your own."),
  exporters: components.describe("Exporters by id. Default: none of your own."),
  extensions: components.describe("Extensions by id; all of them are started. Default: none of your own."),
  insert: z
    .strictObject({
      metrics: ids.default([]).describe("For metrics. Default: none."),
      logs: ids.default([]).describe("For logs. Default: none."),
      traces: ids.default([]).describe("For traces. Default: none."),
    })
    .prefault({})
    .describe(
      "Processors put into the estate's own pipelines, after its own, such as one that redacts. Default: none.",
    ),
  pipelines: z
    .record(pipelineId, pipelineSchema)
    .default({})
    .describe("Pipelines of your own beside those of the estate. Default: none."),
});

const tailSamplingSchema = z
  .strictObject({
    waitSeconds: whole(2, 120, " s")
      .default(10)
      .describe("Seconds after a trace's first span until it is decided on, 2-120."),
    keepPercent: z
      .number()
      .min(0, "must be at least 0 percent")
      .max(100, "must be at most 100 percent")
      .default(10)
      .describe("Percent kept of traces that are neither slow nor failed, 0-100."),
    slowMilliseconds: whole(1, 600_000, " ms")
      .default(1000)
      .describe("Traces that take this long are all kept, in milliseconds, 1-600000."),
    traces: whole(1000, 1_000_000, "")
      .default(50_000)
      .describe("Traces that one gateway holds at a time, 1000-1000000; the oldest is dropped for another."),
  })
  .describe("Keeps all failed and slow traces and a share of the others, in a gateway. Default: every trace is kept.");

export const collectorSchema = z
  .strictObject({
    intervalSeconds: whole(10, 300, " s")
      .default(60)
      .describe("Seconds between two measurements of containers and endpoints, 10-300; many bills count data points."),
    queueMegabytes: whole(16, 8192, " MB")
      .default(256)
      .describe("Disk for what a destination does not take, for each destination and kind, in MB, 16-8192."),
    memoryPercent: whole(40, 90, " percent")
      .default(75)
      .describe("Percent of its container's memory above which a collector takes no more, 40-90."),
    hostMemoryMegabytes: whole(64, 8192, " MB")
      .default(256)
      .describe("Memory above which a collector on a host takes no more, in MB, 64-8192."),
    tailSampling: tailSamplingSchema.optional(),
    additions: z
      .strictObject({
        sidecar: additionsSchema.optional().describe("Beside applications on ECS. Default: none."),
        gateway: additionsSchema.optional().describe("In the gateway. Default: none."),
        host: additionsSchema.optional().describe("On EC2. Default: none."),
      })
      .default({})
      .describe("Components and pipelines of your own, by where the collector runs. Default: none."),
  })
  .prefault({})
  .describe("OpenTelemetry Collectors of tasks, hosts and the gateway.");

export type CollectorSettings = z.output<typeof collectorSchema>;
export type CollectorAdditions = z.output<typeof additionsSchema>;
export type TailSampling = z.output<typeof tailSamplingSchema>;
