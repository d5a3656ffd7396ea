/** `cost`: what the cloud costs, whose it is, and when to speak up. */
import { z } from "zod";
import { costExportsSchema } from "./cost-exports";
import { arn, bucketName, days, key, keyArn, reference, region, tagKey, usd } from "./primitives";

const bucketSchema = z
  .strictObject({
    existing: bucketName.optional().describe("Bucket that stands already. Default: one is made."),
    account: reference.optional().describe("Owner of the bucket. Default: the cost account, the only one AWS accepts."),
    kmsKeyArn: keyArn.optional().describe("Customer key of an existing bucket, so that readers may decrypt."),
    infrequentAccessDays: days(30, 3650).default(90).describe("Days until files move to infrequent access, 30-3650."),
    expireDays: days(60, 7300).default(1460).describe("Days until files are deleted, 60-7300; four years by default."),
  })
  .prefault({})
  .describe("Bucket that receives the exports.");

const athenaSchema = z
  .strictObject({
    scanLimitGiB: z
      .number()
      .min(0.01, "must be at least 0.01 GiB")
      .max(7168, "must be at most 7168 GiB")
      .default(10)
      .describe("A query that reads more is cut off, in GiB."),
    resultExpiryDays: days(1, 365).default(7).describe("Days that query results are kept, 1-365."),
  })
  .prefault({})
  .describe("The Athena workgroup.");

const budgetSchema = z.strictObject({
  monthlyUsd: usd.describe("Limit a month, in US dollars."),
  account: reference.optional().describe("Count this account only. Default: all accounts of the payer."),
  service: reference.optional().describe("Count what carries this service's tag only."),
  notifyAtPercent: z
    .array(z.number().min(1, "must be at least 1 percent").max(1000, "must be at most 1000 percent"))
    .min(1, "must name at least one threshold")
    .max(4, "must name at most 4 thresholds: AWS allows 5 notifications, and one is kept for the forecast")
    .default([80, 100])
    .describe("Actual spend, in percent of the limit, at which mail is sent."),
  notifyForecast: z.boolean().default(true).describe("Also send mail when the forecast passes the limit."),
  team: reference.describe("Team that is told."),
});

const anomalySchema = z.strictObject({
  monitor: z
    .union([z.literal("create"), arn], { error: "must be create or the ARN of an existing anomaly monitor" })
    .meta({ examples: ["create"] })
    .describe("AWS allows one monitor over all services, and new accounts have one: give its ARN, or `create`."),
  minimumUsd: usd.default(100).describe("Impact below which nobody is told, in US dollars."),
  frequency: z.enum(["DAILY", "WEEKLY"]).default("DAILY").describe("How often mail is sent."),
  team: reference.describe("Team that is told."),
});

export const costSchema = z
  .strictObject({
    account: reference.describe("Payer account: owns exports, bucket and catalogue."),
    region: region.optional().describe("Region of bucket, catalogue and Athena. Default: the account's home region."),
    exports: costExportsSchema,
    bucket: bucketSchema,
    athena: athenaSchema,
    teamTag: tagKey.default("team").describe("Tag key that names the owning team."),
    serviceTag: tagKey.default("service").describe("Tag key that names the service."),
    activateTags: z
      .boolean()
      .default(false)
      .describe("Activate both tag keys for cost allocation: a setting of the whole payer."),
    budgets: z.record(key, budgetSchema).default({}).describe("Budgets by key. The first two of an account are free."),
    anomalies: anomalySchema.optional().describe("Mail on unusual spend."),
  })
  .describe("Cost and usage: exports, catalogue, queries, budgets and anomalies.");

export type CostConfig = z.output<typeof costSchema>;
export type BudgetConfig = z.output<typeof budgetSchema>;
export type AnomalyConfig = z.output<typeof anomalySchema>;
