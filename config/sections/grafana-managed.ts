/** `grafana.amazonManaged`: Amazon Managed Grafana with Amazon Managed Prometheus. */
import { z } from "zod";
import { subnetId } from "./accounts";
import { days, reference, region } from "./primitives";

const groupId = z
  .string()
  .regex(
    /^([0-9a-f]{10}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    "must be the id of a group in IAM Identity Center, not its name",
  )
  .meta({ examples: ["906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a"] });

const groups = (role: string) => z.array(groupId).describe(`Ids of groups whose members are ${role}.`);

const securityGroupId = z
  .string()
  .regex(/^sg-[0-9a-f]{8,17}$/, "must be a security group id: sg- and 8-17 hexadecimal digits")
  .meta({ examples: ["sg-0123456789abcdef0"] });

const vpcSchema = z
  .strictObject({
    subnetIds: z.array(subnetId).min(2, "must name at least two subnets").describe("Subnets in two or more zones."),
    securityGroupIds: z
      .array(securityGroupId)
      .min(1, "must name at least one security group")
      .max(5, "must name at most 5 security groups")
      .describe("Security groups of Grafana's interfaces, 1-5."),
  })
  .describe("Where Grafana reaches private data sources from. Default: public addresses only.");

/** Retentions that CloudWatch Logs takes, in days (API reference of PutRetentionPolicy, read 2026-11). */
const LOG_RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const amazonManagedSchema = z
  .strictObject({
    account: reference.describe("Account that owns both workspaces."),
    region: region.optional().describe("Region of both workspaces. Default: the account's home region."),
    version: z
      .string()
      .regex(/^(10\.4|1[1-9]\.\d{1,2})$/, "must be a version of Grafana from 10.4, in quotes")
      .meta({ examples: ["10.4"] })
      .optional()
      .describe("Version of Grafana; it can be raised and never lowered. Default: AWS's newest when it is made."),
    access: z
      .strictObject({
        admins: groups("administrators").min(1, "must name at least one group"),
        editors: groups("editors").default([]),
        viewers: groups("viewers").default([]),
      })
      .describe("Who may do what, by groups of IAM Identity Center. A group stands in one list."),
    vpc: vpcSchema.optional(),
    tokenDays: days(1, 30)
      .default(30)
      .describe("Days that the token of the Grafana provider lasts, 1-30; it is renewed by hand."),
    metricRetentionDays: days(1, 1095).default(150).describe("Days that metrics are kept, 1-1095."),
    logRetentionDays: z
      .int()
      .refine((count) => LOG_RETENTIONS.includes(count), {
        error: `must be a retention that CloudWatch Logs knows: ${LOG_RETENTIONS.join(", ")} days`,
      })
      .meta({ enum: LOG_RETENTIONS, examples: [90] })
      .default(90)
      .describe("Days that the logs of Amazon Managed Prometheus are kept."),
  })
  .describe("Amazon Managed Grafana and Prometheus. Read when `platform` is `amazon-managed`.");

export type AmazonManagedConfig = z.output<typeof amazonManagedSchema>;
