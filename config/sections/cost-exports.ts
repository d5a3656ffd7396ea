/** `cost.exports`: the three kinds of billing export that AWS offers, any combination. */
import { z } from "zod";

const exportName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be 1-64 letters, digits, underscores and hyphens")
  .meta({ examples: ["cur2"] });
const granularity = z.enum(["hourly", "daily", "monthly"]).default("daily").describe("Time step of a row.");
const compute = z.boolean().default(false);

/** The billing APIs answer in us-east-1 only; the bucket may be anywhere. */
const apiRegion = z
  .literal("us-east-1", {
    error: "must be us-east-1: the billing export APIs exist there only; the bucket may be elsewhere",
  })
  .default("us-east-1")
  .describe("Region of the export itself, not of its bucket.");

const catalogue = {
  catalogue: z
    .enum(["projection", "crawler"])
    .default("projection")
    .describe(
      "`projection`: a typed table whose partitions are computed, no running cost. `crawler`: a Glue crawler on a schedule.",
    ),
  crawlerSchedule: z
    .string()
    .meta({ examples: ["cron(0 2 * * ? *)"] })
    .default("cron(0 2 * * ? *)")
    .describe("When the crawler runs: AWS cron with 6 fields, in UTC. Used with `catalogue: crawler` only."),
};

export const cur2Schema = z.strictObject({
  name: exportName.default("cur2").describe("Name of the export."),
  region: apiRegion,
  granularity,
  resourceIds: z.boolean().default(true).describe("One row per resource, so that a cost can be traced to it."),
  splitCostAllocation: compute.describe(
    "Split container cost by task and pod; enable it in the billing preferences first.",
  ),
  ...catalogue,
});

export const focusSchema = z.strictObject({
  name: exportName.default("focus12").describe("Name of the export."),
  region: apiRegion,
  granularity,
  ...catalogue,
});

export const legacyCurSchema = z.strictObject({
  name: exportName.default("legacycur").describe("Name of the report."),
  region: apiRegion,
  granularity,
  resourceIds: z.boolean().default(true).describe("One row per resource."),
  format: z.enum(["Parquet", "textORcsv"]).default("Parquet").describe("File format; Athena needs Parquet."),
  versioning: z
    .enum(["OVERWRITE_REPORT", "CREATE_NEW_REPORT"])
    .default("OVERWRITE_REPORT")
    .describe("Athena needs OVERWRITE_REPORT."),
  artifacts: z
    .array(z.enum(["ATHENA", "QUICKSIGHT", "REDSHIFT"]))
    .default(["ATHENA"])
    .describe("Integration files; ATHENA excludes the others."),
  ...catalogue,
});

export const costExportsSchema = z
  .strictObject({
    cur2: cur2Schema.optional().describe("Cost and Usage Report 2.0 (Data Exports)."),
    focus: focusSchema.optional().describe("FOCUS 1.2 with AWS columns (Data Exports)."),
    legacyCur: legacyCurSchema.optional().describe("Legacy Cost and Usage Report, for teams that still read it."),
  })
  .prefault({ cur2: {} })
  .meta({ minProperties: 1 })
  .describe("Billing exports. Default: CUR 2.0 alone.");

export type Cur2Config = z.output<typeof cur2Schema>;
export type FocusConfig = z.output<typeof focusSchema>;
export type LegacyCurConfig = z.output<typeof legacyCurSchema>;
export type CostExportsConfig = z.output<typeof costExportsSchema>;
