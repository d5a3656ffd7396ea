/** `teams.<team>.onCall`: who is called when. */
import { z } from "zod";
import { repairs } from "../repairs";
import { email, key, reference } from "./primitives";

/** Days as ISO counts them, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day in quotes, such as 09:00")
  .meta({ examples: ["09:00"] });

const days = z
  .array(z.enum(WEEKDAYS))
  .min(1, "must name at least one day")
  .default([...WEEKDAYS]);

const shift = z.strictObject({
  people: z
    .array(email)
    .min(1, "must name at least one person")
    .refine((people) => new Set(people).size === people.length, { error: "names a person twice" })
    .register(repairs, {
      repair: (people) => (Array.isArray(people) && people.length > 1 ? "remove one of the two" : undefined),
    })
    .describe("E-mail addresses of Grafana users, in the order in which they take turns."),
  days: days.describe("Days on which the shift begins."),
  from: time.default("00:00").describe("Begin, in the team's time zone."),
  to: time.default("24:00").describe("End, in the team's time zone; one before `from` is on the next day."),
  rotate: z
    .enum(["daily", "weekly"])
    .default("weekly")
    .describe("When the next person takes over: each day of the shift, or each Monday."),
});

const coverage = z
  .strictObject({
    days: days.describe("Days on which somebody must be on call."),
    from: time.default("00:00").describe("Begin of that time."),
    to: time.default("24:00").describe("End of that time."),
  })
  .prefault({})
  .describe("When somebody must be on call. Default: always.");

export const onCallSchema = z
  .strictObject({
    startsOn: z.iso
      .date("must be a date in quotes, such as 2026-01-05")
      .default("2026-01-05")
      .meta({ examples: ["2026-01-05"] })
      .describe("A day of the week in which the first person of each shift is on call."),
    shifts: z
      .record(key, shift)
      .refine((shifts) => Object.keys(shifts).length > 0, { error: "must hold at least one shift" })
      .meta({ minProperties: 1 })
      .describe("Shifts by key. Together they cover `coverage`, and no two overlap."),
    coverage,
    fallback: reference.optional().describe("Team that is called when nobody of this one answers."),
  })
  .describe("Who is called. Default: nobody; the team's mailbox gets what would page.");

export type OnCallConfig = z.output<typeof onCallSchema>;
export type ShiftConfig = OnCallConfig["shifts"][string];
export type Weekday = (typeof WEEKDAYS)[number];
