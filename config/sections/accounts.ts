/** `accounts`: the AWS accounts of the estate, each with the provider that manages it. */
import { z } from "zod";
import { accountId, arn, externalId, key, region } from "./primitives";

export const subnetId = z
  .string()
  .regex(/^subnet-[0-9a-f]{8,17}$/, "must be a subnet id: subnet- and 8-17 hexadecimal digits")
  .meta({ examples: ["subnet-0123456789abcdef0"] });

const existingNetwork = z.strictObject({
  vpcId: z
    .string()
    .regex(/^vpc-[0-9a-f]{8,17}$/, "must be a VPC id: vpc- and 8-17 hexadecimal digits")
    .meta({ examples: ["vpc-0123456789abcdef0"] })
    .describe("Id of the VPC."),
  privateSubnetIds: z
    .array(subnetId)
    .min(1, "must name at least one subnet")
    .describe("Private subnets, one per zone."),
  publicSubnetIds: z.array(subnetId).default([]).describe("Public subnets; only load balancers are ever placed there."),
});

const createdNetwork = z.strictObject({
  cidr: z
    .cidrv4("must be an IPv4 range: address/length")
    .refine((cidr) => /\/(1[6-9]|2[0-4])$/.test(cidr), { error: "must have a length of /16 to /24" })
    .meta({ examples: ["10.20.0.0/16"] })
    .describe("Address range of a VPC made for a demonstration, /16 to /24."),
  zones: z.int().min(1).max(3).default(2).describe("Availability zones, 1-3; each adds a private subnet."),
});

/** The network of one account in one region: an existing one, or one made for a demonstration. */
export const networkSchema = z
  .strictObject({
    existing: existingNetwork.optional().describe("VPC and subnets that stand already."),
    create: createdNetwork.optional().describe("A VPC made by the domain that first needs one; for demonstrations."),
  })
  .meta({ oneOf: [{ required: ["existing"] }, { required: ["create"] }] });

export const accountSchema = z.strictObject({
  id: accountId.describe("Account id: a quoted string of 12 digits."),
  region: region.describe("Home region: where resources go that name no other."),
  environment: key.default("shared").describe("Stage of the account, such as production, staging or development."),
  role: arn.optional().describe("Role that Terraform assumes in the account. Default: the caller's own credentials."),
  externalId: externalId.optional().describe("External id for `role`, when its trust policy asks for one."),
  network: z.record(region, networkSchema).default({}).describe("Networks by region, for domains that run something."),
});

export const accountsSchema = z
  .record(key, accountSchema)
  .refine((accounts) => Object.keys(accounts).length > 0, { error: "must declare at least one account" })
  .meta({ minProperties: 1 })
  .describe("AWS accounts by key; the key is used in references, provider aliases and names.");

export type AccountConfig = z.output<typeof accountSchema>;
export type NetworkConfig = z.output<typeof networkSchema>;
