/** The whole estate as one schema: the single source of types, defaults, limits and reference documentation. */
import { z } from "zod";
import { accountsSchema } from "./sections/accounts";
import { costSchema } from "./sections/cost";
import { destinationsSchema } from "./sections/destinations";
import { grafanaSchema } from "./sections/grafana";
import {
  alertsSchema,
  automationSchema,
  deliverySchema,
  identitySchema,
  internalToolSchema,
  securitySchema,
} from "./sections/later";
import { servicesSchema } from "./sections/services";
import { stateSchema } from "./sections/state";
import { syntheticsSchema } from "./sections/synthetics";
import { teamsSchema } from "./sections/teams";
import { telemetrySchema } from "./sections/telemetry";

export const estateSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, "must start with a letter and hold 2-40 lower-case letters, digits and hyphens")
    .meta({ examples: ["acme"] })
    .describe("Name of the organisation or unit; the first part of every physical name. With buckets, 28 are safe."),
  state: stateSchema.prefault({ local: {} }),
  accounts: accountsSchema,
  teams: teamsSchema,
  services: servicesSchema,
  destinations: destinationsSchema,
  grafana: grafanaSchema,
  telemetry: telemetrySchema,
  security: securitySchema,
  cost: costSchema.optional(),
  alerts: alertsSchema,
  automation: automationSchema,
  identity: identitySchema,
  internalTool: internalToolSchema,
  delivery: deliverySchema,
  synthetics: syntheticsSchema,
});

/** A checked estate: defaults filled in, references known to resolve. */
export type EstateConfig = z.output<typeof estateSchema>;

/** An estate as written: defaults may be left out. */
export type EstateInput = z.input<typeof estateSchema>;
