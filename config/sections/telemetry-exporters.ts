/** `telemetry.fleet.roles.<key>.exporters`: what tells metrics of the host and of what runs on it. All listen on loopback. */
import { z } from "zod";
import { key, reference, secretArn } from "./primitives";

/** Goes into a unit of systemd and into Fluent Bit's or an exporter's arguments: no quotes, spaces or variables. */
const plainUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .regex(/^[\w:/?#@&=.,~+-]+$/, "must be an address without spaces, quotes and percent signs")
  .refine((url) => !URL.canParse(url) || (new URL(url).username === "" && new URL(url).password === ""), {
    error: "must hold no user or password",
  });

const hostPort = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*:\d{1,5}$/, "must be host:port")
  .meta({ examples: ["127.0.0.1:3306"] });

const name = z.string().regex(/^[A-Za-z0-9_-]{1,63}$/, "must be 1-63 letters, digits, underscores or hyphens");

const passwords = z
  .record(reference, secretArn)
  .default({})
  .meta({
    examples: [{ production: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:database/exporter-AbCdEf" }],
  })
  .describe("Secret with the user's password and nothing else, by account; needed in each account of the fleet.");

const nodeSchema = z
  .strictObject({
    units: z
      .string()
      .regex(/^[\w.@|()[\]+*?\\-]{1,200}$/, "must be a regular expression of names of units")
      .meta({ examples: [".+\\.service"] })
      .default(".+\\.(service|timer)")
      .describe("Units of systemd whose state is told, as a regular expression; each is five series."),
  })
  .describe("CPU, memory, disks, network, clock and units of the host, by node_exporter. Default: none.");

const processSchema = z
  .strictObject({
    programs: z
      .array(z.string().regex(/^[\w.+-]{1,15}$/, "must be a program's name as the kernel keeps it: 1-15 characters"))
      .min(1, "must name at least one program")
      .meta({ examples: [["nginx", "java"]] })
      .describe("Programs by name; each is about twenty series."),
  })
  .describe("CPU, memory and files of programs, by process-exporter. Default: none.");

const mysqldSchema = z
  .strictObject({
    address: hostPort.default("127.0.0.1:3306").describe("Where the server listens."),
    user: name.default("exporter").describe("User with PROCESS, REPLICATION CLIENT and SELECT."),
    passwords,
  })
  .describe("MySQL or MariaDB, by mysqld_exporter. Default: none.");

const postgresSchema = z
  .strictObject({
    address: hostPort.default("127.0.0.1:5432").describe("Where the server listens."),
    database: name.default("postgres").describe("Database to connect to."),
    user: name.default("exporter").describe("User that is a member of pg_monitor."),
    tls: z
      .enum(["disable", "require", "verify-full"])
      .default("disable")
      .describe("TLS on the way to the server, which is on the same host by default."),
    passwords,
  })
  .describe("PostgreSQL, by postgres_exporter. Default: none.");

const apacheSchema = z
  .strictObject({
    url: plainUrl
      .meta({ examples: ["http://127.0.0.1/server-status?auto"] })
      .default("http://127.0.0.1/server-status?auto")
      .describe("Page of mod_status."),
  })
  .describe("Apache, by apache_exporter. Default: none.");

const nginxSchema = z
  .strictObject({
    url: plainUrl
      .meta({ examples: ["http://127.0.0.1:8080/stub_status"] })
      .default("http://127.0.0.1:8080/stub_status")
      .describe("Page of stub_status."),
  })
  .describe("Web server nginx, by nginx-prometheus-exporter. Default: none.");

export const PROBES = ["http", "tcp", "icmp"] as const;

const targetSchema = z.strictObject({
  probe: z.enum(PROBES).default("http").describe("How it is asked; http wants an answer of 2xx."),
  target: z
    .string()
    .regex(/^[\w:/?#@&=.,~+-]{1,500}$/, "must be an address, host:port or host")
    .meta({ examples: ["https://intranet.example.com/health"] })
    .describe("What is asked: an address for http, host:port for tcp, a host for icmp."),
});

const blackboxSchema = z
  .strictObject({
    targets: z
      .record(key, targetSchema)
      .refine((targets) => Object.keys(targets).length > 0, { error: "must name at least one target" })
      .describe("What is asked from the host, by the name of the check."),
  })
  .describe("Whether something answers, as seen from the host, by blackbox_exporter. Default: none.");

export const exportersSchema = z
  .strictObject({
    node: nodeSchema.optional(),
    process: processSchema.optional(),
    mysqld: mysqldSchema.optional(),
    postgres: postgresSchema.optional(),
    apache: apacheSchema.optional(),
    nginx: nginxSchema.optional(),
    blackbox: blackboxSchema.optional(),
  })
  .default({})
  .describe("What tells metrics of the host and of what runs on it.");

export type ExportersConfig = z.output<typeof exportersSchema>;
export type BlackboxConfig = NonNullable<ExportersConfig["blackbox"]>;
