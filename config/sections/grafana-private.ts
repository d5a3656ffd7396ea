/** `grafana.privateConnectivity` and `grafana.privateLink`: what does not pass over the public internet. */
import { z } from "zod";
import { days, reference, region } from "./primitives";

const port = z.int().min(1, "must be at least 1").max(65_535, "must be at most 65535");

const targetSchema = z.strictObject({
  cidr: z
    .cidrv4("must be an IPv4 range: address/length")
    .refine((cidr) => Number(cidr.split("/")[1]) >= 8, { error: "must have a length of /8 or more" })
    .meta({ examples: ["10.20.0.0/16"] })
    .describe("Addresses of the data sources, /8 to /32."),
  port: port.meta({ examples: [9200] }).describe("TCP port, 1-65535."),
});

/** Retentions that CloudWatch Logs takes, in days, as far as they make sense for the log of an agent. */
const LOG_RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365];

export const privateConnectivitySchema = z
  .strictObject({
    account: reference.describe("Account in whose network the agents run."),
    region: region.optional().describe("Region of the network. Default: the account's home region."),
    targets: z
      .array(targetSchema)
      .min(1, "must name at least one target")
      .max(40, "must name at most 40 targets")
      .describe("What the agents may reach, 1-40 ranges; everything else in the network is closed to them."),
    cluster: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/, "must be a cluster as Grafana shows it, such as prod-eu-west-2")
      .meta({ examples: ["prod-eu-west-2"] })
      .optional()
      .describe("Cluster that Grafana shows under Private data source connections. Default: that of the stack."),
    agents: z
      .int()
      .min(2, "must be at least 2, so that one can be replaced")
      .max(50, "must be at most 50, which is all that Grafana accepts")
      .default(2)
      .describe("Agents at the same time, 2-50, spread over the zones of the private subnets."),
    image: z
      .string()
      .regex(
        /^[a-z0-9][\w./-]*(:\d[\w.-]*|@sha256:[0-9a-f]{64})$/,
        "must be an image with an exact version or a digest",
      )
      .meta({ examples: ["444455556666.dkr.ecr.eu-west-1.amazonaws.com/pdc-agent:0.0.63"] })
      .optional()
      .describe("Image of the agent in a registry of your own. Default: Grafana's, at the version that was tested."),
    logRetentionDays: days(1, 365)
      .refine((count) => LOG_RETENTIONS.includes(count), {
        error: `must be a retention that CloudWatch Logs knows: ${LOG_RETENTIONS.join(", ")} days`,
      })
      .meta({ enum: LOG_RETENTIONS, examples: [30] })
      .default(30)
      .describe("Days that the agents' logs are kept."),
  })
  .describe("Agents through which Grafana Cloud reads private data sources. Default: public data sources only.");

/** What can be sent over PrivateLink; each is an endpoint of its own, with its own price. */
export const PRIVATE_SIGNALS = ["metrics", "logs", "traces", "profiles", "otlp", "fleet"] as const;

export type PrivateSignal = (typeof PRIVATE_SIGNALS)[number];

export const privateLinkSchema = z
  .strictObject({
    accounts: z
      .array(reference)
      .min(1, "must name at least one account")
      .describe("Accounts that send over PrivateLink; each needs a network in the stack's AWS region."),
    region: region
      .optional()
      .describe(
        "AWS region of the Grafana Cloud stack, as its portal shows it. Default: known for some stack regions.",
      ),
    signals: z
      .array(z.enum(PRIVATE_SIGNALS))
      .min(1, "must name at least one signal")
      .default(["metrics", "logs", "traces"])
      .describe("What is sent, each through an endpoint that AWS bills by zone and hour."),
    sources: z
      .array(z.cidrv4("must be an IPv4 range: address/length").meta({ examples: ["10.20.0.0/16"] }))
      .max(50, "must name at most 50 ranges")
      .default([])
      .describe("Addresses that may send besides the estate's own shippers, such as hosts; at most 50 ranges."),
  })
  .describe("PrivateLink endpoints for telemetry on its way to Grafana Cloud. Default: the public internet, with TLS.");

export type PrivateConnectivityConfig = z.output<typeof privateConnectivitySchema>;
export type PrivateLinkConfig = z.output<typeof privateLinkSchema>;
