/** `grafana.dataSources`: what Grafana reads besides the telemetry stores of its platform. */
import { z } from "zod";
import { LAKE_SOURCES } from "../facts/security-lake";
import { days, reference, region, secretArn } from "./primitives";

const address = z
  .url({ protocol: /^https$/, error: "must be an https address" })
  .refine((url) => !URL.canParse(url) || (new URL(url).username === "" && new URL(url).password === ""), {
    error: "must hold no user or password; give the secret's ARN in secretArn",
  })
  .meta({ examples: ["https://search.internal.example.com:9200"] });

const given = {
  url: address.describe("Address, https."),
  user: z.string().min(1).max(200).optional().describe("User of basic authentication. Default: none."),
  secretArn: secretArn.optional().describe("Secret that holds the user's password and nothing else."),
  private: z
    .boolean()
    .default(false)
    .describe("Reach it through `grafana.privateConnectivity`, since it has no public address."),
};

const index = z
  .string()
  .regex(/^[^\s"\\/?<>|,#]{1,255}$/, "must be an index pattern, such as logs-*")
  .default("logs-*")
  .describe("Index or index pattern of the log documents.");

const cloudwatchSchema = z
  .strictObject({
    accounts: z.array(reference).optional().describe("Accounts with a CloudWatch data source. Default: all."),
    monitoringAccount: reference
      .optional()
      .describe("Account in which the metrics, logs and traces of all are seen at once. Default: no such account."),
    regions: z
      .array(region)
      .min(1, "must name at least one region")
      .optional()
      .describe("Regions that the monitoring account sees. Default: the home regions of all accounts."),
  })
  .prefault({})
  .describe("CloudWatch, read through a role in each account.");

const xraySchema = z
  .strictObject({
    account: reference.describe("Account whose traces are read; the monitoring account sees those of all."),
    region: region.optional().describe("Region to begin with. Default: the account's home region."),
  })
  .describe("AWS X-Ray. Default: none.");

const securityLakeSchema = z
  .strictObject({
    account: reference.describe("Account that may query the lake: its delegated administrator, or a subscriber."),
    region: region.optional().describe("Region of the lake. Default: the account's home region."),
    database: z
      .string()
      .regex(/^[a-z0-9_]{1,255}$/, "must be the name of a Glue database")
      .optional()
      .describe("Glue database. Default: amazon_security_lake_glue_db_<region>, or its resource link."),
    sources: z
      .array(z.enum(LAKE_SOURCES))
      .min(1, "must name at least one source")
      .default([...LAKE_SOURCES])
      .describe("Sources that the lake collects, in version 2.0. Dashboards leave out what others would tell."),
    detections: z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$/,
            "must be the name of a custom source: at most 20 letters, digits, hyphens and underscores",
          ),
      )
      .default([])
      .describe("Custom sources of OCSF class Detection Finding, such as falco."),
    scanLimitGiB: z.number().min(0.01).max(10_240).default(50).describe("Most that one query may read, in GiB."),
    resultExpiryDays: days(1, 365).default(7).describe("Days that results of queries are kept."),
  })
  .describe("An Amazon Security Lake that stands already, through Athena. Default: none.");

export const dataSourcesSchema = z
  .strictObject({
    cloudwatch: cloudwatchSchema,
    xray: xraySchema.optional(),
    securityLake: securityLakeSchema.optional(),
    opensearch: z
      .strictObject({ ...given, index })
      .optional()
      .describe("An OpenSearch that stands already."),
    elasticsearch: z
      .strictObject({ ...given, index })
      .optional()
      .describe("An Elasticsearch that stands already."),
    jaeger: z.strictObject(given).optional().describe("A Jaeger that stands already."),
  })
  .prefault({})
  .describe("What Grafana reads, besides the stores of its platform.");

export type DataSourcesConfig = z.output<typeof dataSourcesSchema>;
export type SecurityLakeConfig = z.output<typeof securityLakeSchema>;

/** Data sources that are given by address and secret. */
export const GIVEN_SOURCES = ["opensearch", "elasticsearch", "jaeger"] as const;
