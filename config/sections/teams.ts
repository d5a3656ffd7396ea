/** `teams`: who owns what, and how they are reached. */
import { z } from "zod";
import { didYouMean } from "../nearest";
import { repairs } from "../repairs";
import { onCallSchema } from "./on-call";
import { email, key } from "./primitives";

const timezone = z
  .string()
  .refine(isZone, { error: "must be an IANA time zone" })
  .register(repairs, { repair: (wrong) => didYouMean(String(wrong), Intl.supportedValuesOf("timeZone")) })
  .meta({ examples: ["Europe/Berlin"] });

/** Newer names of a zone count too: the list that Intl gives holds one name of each only. */
function isZone(name: string): boolean {
  if (name === "UTC") return true; // the default; asking Intl for the first time takes 20 ms
  if (!/^(UTC|GMT|[A-Z][A-Za-z]+(\/[A-Z][\w+-]*)+)$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const teamSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(60)
    .meta({ examples: ["Platform"] })
    .describe("Name for people."),
  email: email.describe("Shared mailbox: receives budget, anomaly and fallback mail."),
  timezone: timezone.default("UTC").describe("Time zone of the team's working day."),
  onCall: onCallSchema.optional(),
});

export const teamsSchema = z
  .record(key, teamSchema)
  .refine((teams) => Object.keys(teams).length > 0, { error: "must declare at least one team" })
  .meta({ minProperties: 1 })
  .describe("Teams by key.");

export type TeamConfig = z.output<typeof teamSchema>;
