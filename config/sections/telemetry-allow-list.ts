/** `telemetry.allowList`: which metrics are kept besides those that somebody looks at, and what an estimate is made from. */
import { z } from "zod";
import { key, reference } from "./primitives";

/** What an application can be instrumented for, by the families of OpenTelemetry's conventions. */
export const INSTRUMENTATIONS = ["http", "database", "messaging", "rpc", "functions", "nodejs", "jvm", "go"] as const;

const keptMetric = z
  .string()
  .regex(
    /^[A-Za-z_][\w:./-]{0,254}\*?$/,
    "must be the name of a metric, or with * at its end the beginning of several names",
  )
  .regex(/^(?![\w:./-]{1,3}\*$)/, "must have at least 4 characters before *: it would keep nearly everything")
  .meta({ examples: ["orders.placed"] });

const whole = (least: number, most: number) =>
  z
    .int()
    .min(least, `must be at least ${String(least)}`)
    .max(most, `must be at most ${String(most)}`);

const gigabytes = z
  .number()
  .min(0, "must be at least 0 GB")
  .max(1e6, "must be at most 1,000,000 GB")
  .meta({ examples: [12] });

/** A price of nothing is a price: a plan may include what is used. */
const price = z.number().min(0, "must be at least 0 US dollars").max(1000, "must be at most 1,000 US dollars");

const instrumentation = z.array(z.enum(INSTRUMENTATIONS));

const serviceUsageSchema = z.strictObject({
  tasks: whole(0, 5000).optional().describe("Tasks in each account, 0-5000. Default: as ECS or `tasks` says."),
  routes: whole(1, 10_000).optional().describe("Routes or methods that it answers, 1-10000. Default: `routes`."),
  instrumentation: instrumentation
    .optional()
    .describe("What it measures about itself. Default: `instrumentation` of the estate."),
  logGigabytes: gigabytes.optional().describe("GB of log lines a month in all. Default: `logGigabytes` of each task."),
  traceGigabytes: gigabytes.optional().describe("GB of traces a month in all. Default: `traceGigabytes` of each task."),
});

const usageSchema = z
  .strictObject({
    tasks: whole(0, 5000)
      .default(2)
      .describe("Tasks of a service in each account, 0-5000, where the estate does not say it on ECS."),
    instrumentation: instrumentation
      .default(["http", "database", "nodejs"])
      .describe("What services measure about themselves, by OpenTelemetry's conventions."),
    optionalMetrics: z
      .boolean()
      .default(false)
      .describe("Whether they also send metrics that the conventions call optional, such as sizes of bodies."),
    routes: whole(1, 10_000).default(20).describe("Routes or methods that a service answers, 1-10000."),
    servers: whole(1, 1000).default(3).describe("Servers that a service calls by HTTP, 1-1000."),
    tables: whole(1, 10_000).default(10).describe("Tables or collections that a service asks for, 1-10000."),
    queues: whole(1, 1000).default(3).describe("Queues and topics that a service sends to or reads, 1-1000."),
    histogramBuckets: whole(2, 200)
      .default(15)
      .describe("Buckets of a histogram with the one for everything, 2-200: OpenTelemetry's advice for durations."),
    hosts: whole(0, 10_000).default(2).describe("Instances of each role of the fleet in each account, 0-10000."),
    hostsByRole: z
      .record(key, whole(0, 10_000))
      .default({})
      .meta({ examples: [{ web: 12 }] })
      .describe("Instances in each account of roles for which `hosts` is wrong."),
    hostCpus: whole(1, 1000).default(2).describe("CPUs of a host, 1-1000."),
    hostDisks: whole(1, 100).default(2).describe("Disks of a host, and file systems on them, 1-100."),
    hostUnits: whole(1, 1000).default(40).describe("Units of systemd that a host tells of, 1-1000."),
    hostDatabases: whole(1, 1000).default(2).describe("Databases on a PostgreSQL server, 1-1000."),
    checks: whole(0, 10_000).default(0).describe("Checks of Grafana Synthetic Monitoring, 0-10000."),
    probesPerCheck: whole(1, 30).default(3).describe("Places from which each of them asks, 1-30."),
    logGigabytes: gigabytes.optional().describe("GB of log lines a month of one task. Default: not known."),
    traceGigabytes: gigabytes.optional().describe("GB of traces a month of one task. Default: not known."),
    services: z
      .record(reference, serviceUsageSchema)
      .default({})
      .describe("Services for which the numbers above are wrong, by key."),
  })
  .prefault({})
  .describe("What the estimate of `estate check` takes for granted; nothing that is made depends on it.");

const pricesSchema = z
  .strictObject({
    thousandSeries: price
      .optional()
      .describe("US dollars a month for 1,000 active series with a point a minute. Default: of each destination."),
    logGigabyte: price.optional().describe("US dollars for a GB of log lines. Default: of each destination."),
    traceGigabyte: price.optional().describe("US dollars for a GB of traces. Default: of each destination."),
  })
  .default({})
  .describe("What you pay, if it is not the list price in config/facts/telemetry-prices.json.");

export const telemetryAllowListSchema = z
  .strictObject({
    keep: z
      .array(keptMetric)
      .max(500, "must name at most 500 metrics")
      .default([])
      .describe("Metrics that collectors keep although no dashboard and no rule asks for them, as they are sent."),
    usage: usageSchema,
    prices: pricesSchema,
  })
  .prefault({})
  .describe("Collectors keep the metrics that dashboards and rules ask for, and those that are named here.");

export type TelemetryAllowListConfig = z.output<typeof telemetryAllowListSchema>;
export type UsageConfig = TelemetryAllowListConfig["usage"];
export type PricesConfig = TelemetryAllowListConfig["prices"];
export type Instrumentation = (typeof INSTRUMENTATIONS)[number];
