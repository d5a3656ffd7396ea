/** `telemetry.fleet`: EC2 instances whose collectors, exporters and log routers Systems Manager installs and keeps. */
import { z } from "zod";
import { ARCHITECTURES } from "../fleet-programs";
import { bucketName, key, keyArn, reference, tagKey } from "./primitives";
import { exportersSchema } from "./telemetry-exporters";

const tagValue = z
  .string()
  .regex(/^[\w .:/=+@-]{1,256}$/, "must be 1-256 letters, digits or _ . : / = + - @")
  .meta({ examples: ["web"] });

const SHARE = 'must be a number of instances, or a share such as "10%"';

/** How many instances: a number, or a share of all. */
const share = (least: 0 | 1) =>
  z
    .union(
      [
        z.int().min(least).max(100_000),
        z.string().regex(least === 0 ? /^(\d|[1-9]\d|100)%$/ : /^([1-9]\d?|100)%$/, SHARE),
      ],
      { error: SHARE },
    )
    .meta({ examples: ["10%"] });

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be a sha256: 64 hexadecimal digits")
  .meta({ examples: ["0a1b2c3d".repeat(8)] });

const artefactsSchema = z.strictObject({
  bucket: bucketName.describe("Bucket of yours in the instances' region, from which they may read."),
  prefix: z
    .string()
    .regex(/^([\w.-]+\/)*$/, "must be empty or end with a slash, without spaces")
    .meta({ examples: ["fleet/"] })
    .default("")
    .describe("Folder in it."),
  kmsKeyArn: keyArn.optional().describe("Customer key of its objects. Default: instances need no right to a key."),
  sha256: z
    .record(z.string().regex(/^[\w.~+-]{1,200}$/, "must be a file's name"), sha256)
    .default({})
    .meta({ examples: [{ "fluent-bit-5.0.8-1.x86_64.rpm": "0a1b2c3d".repeat(8) }] })
    .describe("Digests by file, for those that the estate does not know or that you built yourself."),
});

const rolloutSchema = z
  .strictObject({
    maxConcurrency: share(1).default("10%").describe("Instances that change at the same time: a number or a share."),
    maxErrors: share(0)
      .default("5%")
      .describe("Failures after which no further instance changes: a number or a share."),
    everyHours: z
      .int()
      .min(1, "must be at least 1 hour")
      .max(720, "must be at most 720 hours")
      .default(24)
      .describe("Hours between two checks that instances are as they should be, 1-720; changes are made at once."),
    severity: z
      .enum(["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNSPECIFIED"])
      .default("MEDIUM")
      .describe("Severity with which Systems Manager reports an instance that is not as it should be."),
    canary: z
      .strictObject({
        tagKey: tagKey
          .default("estate-canary")
          .describe("Tag of instances that change first; its value is that of the role's tag."),
        waitMinutes: z
          .int()
          .min(5, "must be at least 5 minutes")
          .max(120, "must be at most 120 minutes")
          .default(20)
          .describe(
            "Minutes in which they have to succeed, or `terraform apply` fails before the others change, 5-120.",
          ),
      })
      .optional()
      .describe("A few instances of each role that change before all others. Default: none."),
  })
  .prefault({})
  .describe("How fast and how carefully instances change.");

const logFileSchema = z.strictObject({
  path: z
    .string()
    .regex(/^\/[\w./*-]{1,500}$/, "must be a path that begins with /, in which * stands for any characters")
    .meta({ examples: ["/var/log/nginx/access.log"] })
    .describe("File, or files by a pattern."),
  multiline: key
    .optional()
    .describe("What joins its lines: go, java, python, ruby or a key of telemetry.logs.multiline. Default: nothing."),
});

const roleSchema = z.strictObject({
  tagValue: tagValue.optional().describe("Value of the tag on instances of this role. Default: the role's key."),
  service: reference.optional().describe("Service that the instances belong to. Default: they are named for the role."),
  exporters: exportersSchema,
  journal: z.boolean().default(false).describe("Ship the journal of systemd; costs per GB."),
  logFiles: z.record(key, logFileSchema).default({}).describe("Log files to ship, by a name for them; cost per GB."),
  statsd: z.boolean().default(false).describe("Listen for StatsD on UDP port 8125 of loopback."),
});

export const telemetryFleetSchema = z
  .strictObject({
    accounts: z
      .array(reference)
      .min(1, "must name at least one account")
      .describe("Accounts with instances of the fleet, in their home regions."),
    tagKey: tagKey.default("estate-role").describe("Tag by which instances say their role; each has one."),
    architectures: z
      .array(z.enum(ARCHITECTURES))
      .min(1, "must name at least one processor")
      .default(["x86_64"])
      .describe("Processors of the instances."),
    artefacts: artefactsSchema
      .optional()
      .describe(
        "Where instances get exporters and the log router. Default: nowhere, the collector alone is installed.",
      ),
    instanceRoles: z
      .record(reference, z.array(z.string().regex(/^[\w+=,.@-]{1,64}$/, "must be the name of an IAM role")).min(1))
      .default({})
      .meta({ examples: [{ production: ["web-instances"] }] })
      .describe(
        "IAM roles of instances, by account, that get the rights of the fleet. Default: none, you attach them.",
      ),
    outputDays: z
      .int()
      .min(1, "must be at least 1 day")
      .max(3650, "must be at most 3650 days")
      .default(90)
      .describe("Days that the output of Systems Manager is kept, 1-3650."),
    rollout: rolloutSchema,
    roles: z
      .record(key, roleSchema)
      .refine((roles) => Object.keys(roles).length > 0, { error: "must declare at least one role" })
      .describe("Kinds of instances, by key."),
  })
  .describe("EC2 instances that Systems Manager gives a collector, exporters and a log router. Default: none.");

export type FleetConfig = z.output<typeof telemetryFleetSchema>;
export type FleetRoleConfig = z.output<typeof roleSchema>;
export type FleetRolloutConfig = z.output<typeof rolloutSchema>;
export type ArtefactsConfig = z.output<typeof artefactsSchema>;
