/** `services.<key>.ecs.containers`: the application's containers. The sidecars are the estate's. */
import { z } from "zod";
import { key, reference, secretArn } from "./primitives";

export const port = z.int().min(1, "must be at least 1").max(65_535, "must be at most 65535");

const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "must be a variable's name: letters, digits and underscores, at most 128");

const line = z.string().regex(/^[^\r\n]*$/, "must be one line");

const healthCheckSchema = z.strictObject({
  command: z
    .array(line)
    .min(2, "must have at least two parts: CMD or CMD-SHELL, and the command")
    .refine(([kind]) => kind === "CMD" || kind === "CMD-SHELL", { error: "must begin with CMD or CMD-SHELL" })
    .meta({ examples: [["CMD-SHELL", "curl -sf http://localhost:8080/health || exit 1"]] })
    .describe("Command that the image has, and that ends with 0 while the container is well."),
  interval: z.int().min(5).max(300).default(30).describe("Seconds between two checks, 5-300."),
  timeout: z.int().min(2).max(60).default(5).describe("Seconds until a check has failed, 2-60."),
  retries: z.int().min(1).max(10).default(3).describe("Failed checks until the container is unhealthy, 1-10."),
  startPeriod: z.int().min(0).max(300).default(30).describe("Seconds in which failures do not count, 0-300."),
});

const metricsSchema = z.strictObject({
  port: port.meta({ examples: [9090] }).describe("Port with metrics in the format of Prometheus, 1-65535."),
  path: z
    .string()
    .regex(/^\/[\w./-]*$/, "must be a path that begins with /")
    .meta({ examples: ["/metrics"] })
    .default("/metrics")
    .describe("Path of the metrics."),
});

export const DEPENDENCIES = ["start", "complete", "success", "healthy"] as const;

/** What Fluent Bit joins by itself. */
export const MULTILINE_LANGUAGES = ["go", "java", "python", "ruby"] as const;

export const containerSchema = z.strictObject({
  image: z
    .string()
    .meta({ examples: ["444455556666.dkr.ecr.eu-west-1.amazonaws.com/checkout:1.4.2"] })
    .describe("Image, by digest or with an exact version."),
  port: port.optional().describe("Port that it serves on, 1-65535. Default: none."),
  cpu: z.int().min(0).max(196_608).default(256).describe("CPU units, 1024 a core."),
  memory: z
    .int()
    .min(6, "must be at least 6 MiB")
    .max(1_048_576)
    .default(512)
    .describe("Hard limit of memory, in MiB."),
  essential: z.boolean().default(true).describe("Stop the task when this container ends."),
  command: z.array(line).min(1).optional().describe("Command in place of the image's own. Default: the image's."),
  user: z
    .string()
    .regex(/^[a-z0-9_][a-z0-9_-]{0,31}(:[a-z0-9_][a-z0-9_-]{0,31})?$/, "must be a user, or user:group")
    .meta({ examples: ["1000:1000"] })
    .optional()
    .describe("User that it runs as. Default: the image's."),
  readOnly: z.boolean().default(false).describe("Mount the image's own files read-only."),
  environment: z
    .record(variable, line)
    .default({})
    .describe("Variables of its environment. A secret does not belong here."),
  secrets: z
    .record(variable, z.record(reference, secretArn))
    .default({})
    .meta({
      examples: [
        { DB_PASSWORD: { production: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:checkout/db-AbCdEf" } },
      ],
    })
    .describe("Variables that are filled from a secret, each by account."),
  healthCheck: healthCheckSchema.optional().describe("How ECS learns that it is well. Default: it runs."),
  stopTimeout: z.int().min(2).max(120).default(30).describe("Seconds to end after the stop signal, 2-120."),
  dependsOn: z
    .record(reference, z.enum(DEPENDENCIES))
    .default({})
    .describe("Containers of the service that must have started, ended or be healthy before."),
  metrics: metricsSchema.optional().describe("Where the collector scrapes metrics. Default: none are scraped."),
  logs: z
    .enum(["router", "cloudwatch", "none"])
    .optional()
    .describe(
      "Where its lines go: to the log router, to CloudWatch Logs, or nowhere. Default: the router, if there is one.",
    ),
  multiline: key
    .optional()
    .describe(
      `What joins its lines: ${MULTILINE_LANGUAGES.join(", ")} or a key of telemetry.logs.multiline. Default: lines stay apart.`,
    ),
  router: z.boolean().default(false).describe("It is a log router of your own (FireLens), in place of the estate's."),
});

export type ContainerConfig = z.output<typeof containerSchema>;
