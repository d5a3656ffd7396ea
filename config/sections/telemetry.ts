/** `telemetry`: how metrics, logs and traces are collected. Each part has a file of its own. */
import { z } from "zod";
import { telemetryAllowListSchema } from "./telemetry-allow-list";
import { telemetryCloudWatchSchema } from "./telemetry-cloudwatch";
import { collectorSchema } from "./telemetry-collector";
import { telemetryFleetSchema } from "./telemetry-fleet";
import { telemetryImagesSchema } from "./telemetry-images";
import { telemetryLogsSchema } from "./telemetry-logs";

export const telemetrySchema = z
  .strictObject({
    collector: collectorSchema,
    logs: telemetryLogsSchema,
    images: telemetryImagesSchema,
    cloudwatch: telemetryCloudWatchSchema,
    allowList: telemetryAllowListSchema,
    fleet: telemetryFleetSchema.optional(),
  })
  .prefault({})
  .describe("How metrics, logs and traces of ECS, EC2 and managed services are collected.");

export type TelemetryConfig = z.output<typeof telemetrySchema>;
