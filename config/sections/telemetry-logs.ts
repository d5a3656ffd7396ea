/** `telemetry.logs`: what happens to a log line before it leaves the task, and how long log groups keep it. */
import { z } from "zod";
import { days, key, reference } from "./primitives";

/** Retentions that CloudWatch Logs takes, in days: API reference of PutRetentionPolicy, read 2026-11. */
export const LOG_RETENTIONS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** What can be blackened by name. */
export const REDACTED_KINDS = ["aws-access-key", "bearer-token", "email", "ipv4", "payment-card"] as const;

/** What a line of JSON or its container may add to the index of Loki; each value makes a stream of its own. */
export const EXTRA_LABELS = ["container", "level", "stream"] as const;

const expression = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\r\n]*$/, "must be one line")
  .refine((text) => !text.includes("${"), { error: "must not hold ${, which Fluent Bit takes for a variable" })
  .refine(isExpression, { error: "must be a regular expression" })
  .meta({ examples: ["GET /health"] });

const dropSchema = z.strictObject({
  pattern: expression.describe("Regular expression; lines in which it is found are dropped."),
  service: reference.optional().describe("Only lines of this service. Default: of every service."),
  container: key.optional().describe("Only lines of containers with this name. Default: of every container."),
});

const multilineSchema = z.strictObject({
  start: expression
    .meta({ examples: ["^\\d{4}-\\d{2}-\\d{2} "] })
    .describe("Regular expression of a first line; lines without it belong to the one before."),
});

const bufferSchema = z
  .strictObject({
    onDisk: z
      .boolean()
      .default(true)
      .describe("Keep lines on disk until they are delivered, so that a restart loses none."),
    diskMiB: z
      .int()
      .min(0)
      .max(100_000)
      .default(512)
      .describe("Disk for lines on their way to one destination, in MiB; the oldest go when it is full. 0: no limit."),
    retries: z
      .union([z.literal("unlimited"), z.int().min(1).max(10_000)], {
        error: "must be unlimited or a number of retries, 1-10000",
      })
      .meta({ examples: ["unlimited"] })
      .default("unlimited")
      .describe("How often lines are sent again while a destination fails."),
    deadLetterMiB: z
      .int()
      .min(0)
      .max(10_000)
      .default(64)
      .describe("Disk for lines that a destination refuses for good, in MiB. 0: they are dropped."),
  })
  .prefault({})
  .describe("What is kept while a destination is away.");

export const telemetryLogsSchema = z
  .strictObject({
    retentionDays: days(1, 3653)
      .refine((count) => LOG_RETENTIONS.includes(count), {
        error: `must be a retention that CloudWatch Logs knows: ${LOG_RETENTIONS.join(", ")} days`,
      })
      .meta({ enum: LOG_RETENTIONS, examples: [30] })
      .default(30)
      .describe("Days that log groups of services and sidecars keep lines."),
    redact: z
      .array(z.enum(REDACTED_KINDS))
      .default(["aws-access-key", "bearer-token", "payment-card"])
      .describe("What is blackened in every line before it leaves the task."),
    redactPatterns: z
      .array(expression)
      .max(20)
      .default([])
      .describe("More that is blackened: regular expressions without groups and alternatives."),
    drop: z.array(dropSchema).max(50).default([]).describe("Lines that are dropped before they leave the task."),
    multiline: z
      .record(key, multilineSchema)
      .default({})
      .describe("Ways to join lines, for containers to name: a stack trace is one entry then."),
    labels: z
      .array(z.enum(EXTRA_LABELS))
      .default([])
      .describe("Labels in Loki besides service, environment and region; the rest is kept beside the line."),
    buffer: bufferSchema,
  })
  .prefault({})
  .describe("Log lines of services: what is dropped, blackened, joined, kept.");

export type TelemetryLogsConfig = z.output<typeof telemetryLogsSchema>;
export type LogBufferConfig = z.output<typeof bufferSchema>;

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
