/** `telemetry.cloudwatch`: metrics and logs of managed services that also go where the estate's own telemetry goes. */
import { z } from "zod";
import { reference } from "./primitives";

/** How metrics of a namespace leave CloudWatch. */
export const CLOUDWATCH_WAYS = ["scrape", "stream"] as const;

const namespace = z
  .string()
  .regex(/^[A-Za-z0-9_./#:-]{1,255}$/, "must be a namespace of CloudWatch")
  .meta({ examples: ["AWS/RDS"] });

const logGroup = z
  .string()
  .regex(/^[\w./#-]{1,512}$/, "must be the name of a log group")
  .meta({ examples: ["/aws/lambda/noisy"] });

const logsSchema = z
  .strictObject({
    accounts: z
      .array(reference)
      .min(1, "must name at least one account")
      .describe("Accounts whose log groups are sent."),
    exclude: z
      .array(logGroup)
      .max(200, "must name at most 200 log groups")
      .default([])
      .describe("Log groups that are not sent, by their whole names. The estate adds those that would be sent twice."),
    filterPattern: z
      .string()
      .max(1024, "must have at most 1024 characters")
      .default("")
      .describe("What lines must hold, in CloudWatch's syntax for filters. Default: every line."),
  })
  .describe("Every log group of an account to Loki, through Firehose: costs per GB. Default: none.");

export const telemetryCloudWatchSchema = z
  .strictObject({
    namespaces: z
      .record(namespace, z.enum(CLOUDWATCH_WAYS))
      .default({})
      .describe(
        "Namespaces that also go to Prometheus, each by one way: `scrape`, where Grafana Cloud asks CloudWatch (costs per metric asked for; resources without any tag are not found), or `stream`, through Firehose (costs per update). Only what dashboards ask for is sent. Default: none, since dashboards read CloudWatch itself.",
      ),
    accounts: z
      .array(reference)
      .min(1, "must name at least one account")
      .optional()
      .describe("Accounts whose namespaces go there. Default: all that ship."),
    scrapeIntervalSeconds: z
      .int()
      .min(60, "must be at least 60 seconds")
      .max(3600, "must be at most 3600 seconds")
      .multipleOf(60, "must be whole minutes, since CloudWatch knows no shorter periods")
      .default(300)
      .describe("Seconds between two requests of a scrape, 60-3600, whole minutes. Halving it doubles the cost."),
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, "must be an external id: 2-1224 letters, digits or + = , . @ : / -")
      .meta({ examples: ["1234567"] })
      .optional()
      .describe(
        "External id that Grafana Cloud presents when it scrapes, as its page for AWS accounts shows. Default: the number of the stack's Prometheus.",
      ),
    logs: logsSchema.optional(),
  })
  .prefault({})
  .describe("CloudWatch to Prometheus and to Loki, on Grafana Cloud.");

export type TelemetryCloudWatchConfig = z.output<typeof telemetryCloudWatchSchema>;
