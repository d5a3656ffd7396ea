/**
 * Schedules as AWS writes them: six fields in UTC, where exactly one of the two day fields is `?`.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html and
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, read 2026-11-22.
 */
import { readCronField, type CronField } from "./cron-field";

/** What a service takes beyond the common grammar. */
export interface CronDialect {
  readonly service: string;
  /** Shortest time between two runs, in minutes, 1-60. */
  readonly leastMinutes: number;
  /** Whether `6#3`, the third Friday of the month, is understood. */
  readonly nth: boolean;
}

export const GLUE_CRON: CronDialect = { service: "Glue", leastMinutes: 5, nth: false };
export const SCHEDULER_CRON: CronDialect = { service: "EventBridge", leastMinutes: 1, nth: true };

/** What is wrong with a schedule, and what to write. */
export interface CronFault {
  readonly message: string;
  readonly fix: string;
}

const FIELDS: readonly CronField[] = [
  { name: "minute", from: 0, to: 59, names: [], specials: [] },
  { name: "hour", from: 0, to: 23, names: [], specials: [] },
  { name: "day-of-month", from: 1, to: 31, names: [], specials: ["?", "L", "W"] },
  {
    name: "month",
    from: 1,
    to: 12,
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
    specials: [],
  },
  {
    name: "day-of-week",
    from: 1,
    to: 7,
    names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    specials: ["?", "L", "#"],
  },
  { name: "year", from: 1970, to: 2199, names: [], specials: [] },
];

const EXAMPLE = "write, for example, cron(0 2 * * ? *)";
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Why `expression` is no schedule that `dialect` runs; undefined when it is one. */
export function cronFault(expression: string, dialect: CronDialect): CronFault | undefined {
  const inside = /^cron\((.*)\)$/.exec(expression)?.[1];
  const fields = (inside ?? expression).trim().split(/\s+/);
  if (/^(rate|at)\(/.test(expression))
    return { message: `must be cron(...): ${dialect.service} takes no other schedule here`, fix: EXAMPLE };
  if (inside === undefined || fields.length !== FIELDS.length)
    return {
      message: "must be AWS cron with 6 fields in parentheses: cron(minute hour day month weekday year)",
      fix: fields.length === 5 ? fromUnix(fields, dialect) : EXAMPLE,
    };
  return fieldsFault(fields, dialect);
}

function fieldsFault(fields: readonly string[], dialect: CronDialect): CronFault | undefined {
  const values: (readonly number[] | undefined)[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const specials = field.specials.filter((special) => special !== "#" || dialect.nth);
    const reading = readCronField({ ...field, specials }, fields[index] ?? "");
    if ("message" in reading) return reading;
    values.push(reading.values);
  }
  const [minutes, hours, days, months] = values;
  const unset = [fields[2], fields[4]].filter((day) => day === "?").length;
  if (unset !== 1) return dayFieldsFault(fields, unset);
  if (days !== undefined && months !== undefined && !months.some((month) => days.some((day) => day <= lengthOf(month))))
    return { message: "never runs: no such day in the month", fix: "write L for the last day of the month" };
  const gap = shortestGap(minutes ?? [], hours ?? []);
  if (gap < dialect.leastMinutes)
    return {
      message: `runs every ${String(gap)} ${gap === 1 ? "minute" : "minutes"}; ${dialect.service} runs at most every ${String(dialect.leastMinutes)}`,
      fix: EXAMPLE,
    };
  return undefined;
}

function lengthOf(month: number): number {
  return LONGEST_MONTHS[month - 1] ?? 0;
}

function dayFieldsFault(fields: readonly string[], unset: number): CronFault {
  const [minute, hour, day, month, weekday, year] = fields;
  const repaired = (days: string, weekdays: string) =>
    `write cron(${[minute, hour, days, month, weekdays, year].join(" ")})`;
  const message = "exactly one of day-of-month and day-of-week must be ?";
  if (unset === 2) return { message, fix: repaired("*", "?") };
  return { message, fix: day === "*" && weekday !== "*" ? repaired("?", weekday ?? "") : repaired(day ?? "", "?") };
}

/** Minutes between the two closest runs of a day, over the end of an hour and of the day too. */
function shortestGap(minutes: readonly number[], hours: readonly number[]): number {
  const runs = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)).toSorted((a, b) => a - b);
  const day = 24 * 60;
  return Math.min(day, ...runs.map((run, index) => (runs[index + 1] ?? (runs[0] ?? 0) + day) - run));
}

/** The AWS form of a Unix cron of five fields, whose weekdays count from 0. */
function fromUnix(fields: readonly string[], dialect: CronDialect): string {
  const [minute, hour, day, month, weekday = "*"] = fields;
  const shifted = weekday.replaceAll(/(?<![\d/#])[0-7](?!\d)/g, (digit) => String((Number(digit) % 7) + 1));
  const days = weekday === "*" ? [day, month, "?"] : ["?", month, shifted];
  const converted = `cron(${[minute, hour, ...days, "*"].join(" ")})`;
  return cronFault(converted, dialect) === undefined ? `write ${converted}` : EXAMPLE;
}
