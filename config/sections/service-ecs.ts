/** `services.<key>.ecs`: a service on Amazon ECS, with the sidecars that ship its metrics, logs and traces. */
import { z } from "zod";
import { SIDECARS } from "../ecs/sidecars";
import { arn, key, reference, region } from "./primitives";
import { containerSchema, port } from "./service-container";

/** By account, since an ARN belongs to one. */
const byAccount = z.record(reference, arn);

const cidr = z.cidrv4("must be an IPv4 range: address/length").meta({ examples: ["10.20.0.0/16"] });

const ingressSchema = z.strictObject({
  cidr: cidr.optional().describe("Addresses that may connect. Default: those of `securityGroupId`."),
  securityGroupId: z
    .string()
    .regex(/^sg-[0-9a-f]{8,17}$/, "must be a security group's id: sg- and 8-17 hexadecimal digits")
    .meta({ examples: ["sg-0123456789abcdef0"] })
    .optional()
    .describe("Security group whose members may connect. Default: those of `cidr`."),
  port: port.meta({ examples: [8080] }).describe("TCP port, 1-65535."),
  account: reference.optional().describe("Only in this account. Default: in every account of the service."),
});

const egressSchema = z.strictObject({
  cidr: cidr.describe("Addresses that the service may connect to."),
  port: port.meta({ examples: [5432] }).describe("TCP port, 1-65535."),
});

const sidecar = (what: string, cpu: number, memory: number) =>
  z
    .strictObject({
      enabled: z.boolean().default(true).describe("Add it to the task."),
      cpu: z.int().min(32).max(4096).default(cpu).describe("CPU units, 32-4096."),
      memory: z.int().min(64).max(8192).default(memory).describe("Hard limit of memory in MiB, 64-8192."),
      essential: z
        .boolean()
        .optional()
        .describe("Stop the task when it ends; needs `failClosed`. Default: as `failClosed` says."),
    })
    .prefault({})
    .describe(what);

const sidecarsSchema = z
  .strictObject({
    collector: sidecar(`The OpenTelemetry collector, ${SIDECARS.collector.name}.`, 128, 256),
    router: sidecar(`The log router, Fluent Bit, ${SIDECARS.router.name}.`, 64, 128),
  })
  .prefault({})
  .describe("Containers that the estate adds to the task.");

const count = z.int().min(0).max(5000);

export const serviceEcsSchema = z
  .strictObject({
    mode: z
      .enum(["service", "published"])
      .default("service")
      .describe(
        "`service`: the estate owns it. `published`: the containers are JSON in SSM, for Terraform of your own.",
      ),
    accounts: z
      .array(reference)
      .min(1, "must name at least one account")
      .optional()
      .describe("Accounts in which it runs on ECS. Default: all accounts of the service."),
    region: region.optional().describe("Region. Default: each account's home region."),
    launchType: z.enum(["fargate", "ec2"]).default("fargate").describe("What it runs on."),
    architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("Processor that the images are made for."),
    cpu: z
      .int()
      .min(128)
      .max(196_608)
      .optional()
      .describe("CPU units of the whole task. Default: the least that holds containers and sidecars."),
    memory: z
      .int()
      .min(128)
      .max(1_048_576)
      .optional()
      .describe("Memory of the whole task, in MiB. Default: the least that holds containers and sidecars."),
    desiredCount: count.default(1).describe("Tasks at the same time, 0-5000; the least where `maxCount` is more."),
    maxCount: count.optional().describe("Most tasks, added by CPU use. Default: `desiredCount`, no scaling."),
    scaleAtCpuPercent: z
      .int()
      .min(10, "must be at least 10 percent")
      .max(95, "must be at most 95 percent")
      .default(60)
      .describe("CPU use that scaling aims at, 10-95 percent."),
    containers: z
      .record(key, containerSchema)
      .refine((containers) => Object.keys(containers).length > 0, { error: "must declare at least one container" })
      .describe("The application's containers by name."),
    sidecars: sidecarsSchema,
    failClosed: z
      .boolean()
      .default(false)
      .describe("Stop the application when its telemetry cannot be recorded; for where an unrecorded act is worse."),
    existingClusters: byAccount
      .default({})
      .meta({ examples: [{ production: "arn:aws:ecs:eu-west-1:111122223333:cluster/main" }] })
      .describe("Clusters that stand already, by account. Default: one is made in each account."),
    targetGroups: byAccount
      .default({})
      .meta({
        examples: [
          { production: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/checkout/0a1b2c3d4e5f6071" },
        ],
      })
      .describe("Target groups of load balancers, by account; they get the first container with a port."),
    ingress: z.array(ingressSchema).max(50).default([]).describe("Who may connect. Default: nobody."),
    egress: z
      .array(egressSchema)
      .max(50)
      .default([])
      .describe("What the service may connect to besides HTTPS anywhere. Default: nothing."),
    policyArns: z
      .array(arn)
      .max(9, "must name at most 9 policies: IAM attaches 10 to a role")
      .default([])
      .meta({ examples: [["arn:aws:iam::111122223333:policy/checkout"]] })
      .describe("IAM policies with what the application itself may do. Default: nothing."),
  })
  .describe("The service on Amazon ECS, with sidecars that ship its telemetry. Default: not there.");

export type ServiceEcsConfig = z.output<typeof serviceEcsSchema>;
export type IngressConfig = z.output<typeof ingressSchema>;
