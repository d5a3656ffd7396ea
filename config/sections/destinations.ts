/** `destinations`: where each kind of telemetry goes. Two at once while it moves from one to the other. */
import { z } from "zod";
import { repairs } from "../repairs";
import { reference, region, secretArn } from "./primitives";

export const METRIC_DESTINATIONS = ["grafana-cloud", "amazon-managed-prometheus", "cloudwatch"] as const;
export const LOG_DESTINATIONS = ["loki", "loki-otlp", "opensearch", "elasticsearch", "cloudwatch", "s3"] as const;
export const TRACE_DESTINATIONS = ["tempo", "xray", "jaeger", "cloudwatch"] as const;

/** Destinations that are given by address and secret. */
export const GIVEN_DESTINATIONS = ["opensearch", "elasticsearch", "jaeger"] as const;

/** One or two, each once; dashboards and rules ask the first. */
const oneOrTwo = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z
    .array(z.enum(names))
    .min(1, "must name at least one destination")
    .max(2, "must name at most two destinations: the one that is read, and another during a move")
    .refine((chosen) => new Set(chosen).size === chosen.length, { error: "must name each destination once" })
    .register(repairs, { repair: namedTwice });

const address = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .refine((url) => !URL.canParse(url) || (new URL(url).username === "" && new URL(url).password === ""), {
    error: "must hold no user or password; give the secrets' ARNs in secrets",
  })
  .meta({ examples: ["https://search.internal.example.com:9200"] });

const secrets = z
  .record(reference, secretArn)
  .default({})
  .meta({
    examples: [{ production: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:logs/writer-AbCdEf" }],
  });

const documents = z.strictObject({
  url: address.describe("Address that takes documents."),
  user: z.string().min(1).max(200).optional().describe("User that writes. Default: none."),
  secrets: secrets.describe("Secret with the user's password and nothing else, by account that ships. Default: none."),
  indexPrefix: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "must be the beginning of an index's name, lower case")
    .default("logs")
    .describe("Beginning of the names of the daily indices; the date follows."),
});

const jaegerSchema = z.strictObject({
  url: address.describe("Address that takes OTLP over HTTP, without /v1/traces; Jaeger's port for it is 4318."),
  secrets: secrets.describe("Secret with the whole Authorization header, by account that ships. Default: none."),
});

const amazonPrometheusSchema = z.strictObject({
  account: reference.describe("Account of the workspace."),
  region: region.optional().describe("Region of the workspace. Default: the account's home region."),
});

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
    amazonPrometheus: amazonPrometheusSchema
      .optional()
      .describe("Workspace of Amazon Managed Prometheus beside Grafana Cloud, made for `metrics`. Default: none."),
    opensearch: documents.optional().describe("How shippers write to an OpenSearch that stands already."),
    elasticsearch: documents.optional().describe("How shippers write to an Elasticsearch that stands already."),
    jaeger: jaegerSchema.optional().describe("How shippers write to a Jaeger that stands already."),
  })
  .default({})
  .describe("Where metrics, logs and traces go: one each, or two during a move, of which dashboards ask the first.");

export type MetricDestination = (typeof METRIC_DESTINATIONS)[number];
export type LogDestination = (typeof LOG_DESTINATIONS)[number];
export type TraceDestination = (typeof TRACE_DESTINATIONS)[number];
export type GivenStoreConfig = z.output<typeof documents>;

function namedTwice(wrong: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(wrong) ? wrong : [];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return typeof twice === "string" ? `remove one ${twice}` : undefined;
}
