/** `state`: where Terraform keeps the estate's state. */
import { z } from "zod";
import { bucketName, keyArn, reference, region } from "./primitives";

const localState = z.strictObject({
  path: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, "must be a relative path below the working directory")
    .meta({ examples: ["terraform.tfstate"] })
    .default("terraform.tfstate")
    .describe("File, relative to the folder in which Terraform runs."),
});

const s3State = z.strictObject({
  bucket: bucketName.describe("Versioned bucket; locking uses a lock file in it, no DynamoDB table."),
  region: region.describe("Region of the bucket."),
  keyPrefix: z
    .string()
    .regex(/^[\w./-]*$/, "must hold only letters, digits, dots, slashes, underscores and hyphens")
    .meta({ examples: ["monitoring-estate/"] })
    .default("monitoring-estate/")
    .describe("Prefix of the object key; the stack's name and `.tfstate` are added."),
  kmsKeyArn: keyArn
    .optional()
    .describe("Customer key for the state objects. Default: the bucket's own default encryption."),
  create: z
    .strictObject({ account: reference.describe("Account that owns the bucket.") })
    .optional()
    .describe("Make bucket and key with the bootstrap stack. Default: they exist."),
});

/** Exactly one of `local` and `s3`. */
export const stateSchema = z
  .strictObject({
    local: localState.optional().describe("State in a local file: for one person trying things out."),
    s3: s3State.optional().describe("State in S3 with a lock file: for a team."),
  })
  .meta({ not: { required: ["local", "s3"] } })
  .describe("Where Terraform keeps its state. Default: a local file.");

export type StateConfig = z.output<typeof stateSchema>;
