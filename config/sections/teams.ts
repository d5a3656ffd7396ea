/** `teams`: who owns what, and how they are reached. */
import { z } from "zod";
import { email, key } from "./primitives";

const zones = new Set(Intl.supportedValuesOf("timeZone").concat("UTC"));

export const teamSchema = z.strictObject({
  name: z.string().min(1).max(60).describe("Name for people."),
  email: email.describe("Shared mailbox: receives budget, anomaly and fallback mail."),
  timezone: z
    .string()
    .refine((zone) => zones.has(zone), { error: "must be an IANA time zone, such as Europe/Berlin" })
    .default("UTC")
    .describe("Time zone of the team's working day."),
});

export const teamsSchema = z
  .record(key, teamSchema)
  .refine((teams) => Object.keys(teams).length > 0, { error: "must declare at least one team" })
  .describe("Teams by key.");

export type TeamConfig = z.output<typeof teamSchema>;
