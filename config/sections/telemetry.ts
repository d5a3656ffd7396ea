/** `telemetry`: how metrics, logs and traces are collected. Each part has a file of its own. */
import { z } from "zod";

export const telemetrySchema = z
  .strictObject({})
  .prefault({})
  .describe("How metrics, logs and traces of ECS, EC2 and managed services are collected.");

export type TelemetryConfig = z.output<typeof telemetrySchema>;
