/** `services`: what the organisation runs, and in whose name. */
import { z } from "zod";
import { key, reference } from "./primitives";
import { serviceEcsSchema } from "./service-ecs";

const identifier = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,127}$/, "must be a lower-case SQL name of at most 128")
  .meta({ examples: ["orders_per_day"] });

const athenaUnit = z.strictObject({
  database: identifier.optional().describe("Glue database. Default: the cost database."),
  table: identifier.describe("Table or view with one row per day."),
  dateColumn: identifier.default("day").describe("Column of type date."),
  countColumn: identifier.default("count").describe("Column with the number of units of that day."),
});

const unitSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(30)
    .meta({ examples: ["order"] })
    .describe("What is counted, in the singular: order, request, active user."),
  athena: athenaUnit.describe("Where the count per day is found."),
});

export const serviceSchema = z.strictObject({
  team: reference.describe("Owning team."),
  accounts: z.array(reference).min(1, "must name at least one account").describe("Accounts in which the service runs."),
  unit: unitSchema.optional().describe("Unit in which the service's cost is expressed."),
  ecs: serviceEcsSchema.optional(),
});

export const servicesSchema = z
  .record(key, serviceSchema)
  .default({})
  .describe("Services by key; the key is the value of the service tag.");

export type ServiceConfig = z.output<typeof serviceSchema>;
