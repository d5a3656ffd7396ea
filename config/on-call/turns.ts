/** Who is on call when: a rotation as intervals of real time, in the zone of its team, across changes of the clock. */
import { DateTime } from "luxon";
import { type OnCallConfig, type ShiftConfig, WEEKDAYS, type Weekday } from "../sections/on-call";

/** Somebody's turn, in milliseconds since 1970. */
export interface Turn {
  readonly shift: string;
  readonly person: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of time in milliseconds since 1970. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A date without a time or a zone: days since 1970. */
export type Day = number;

const DAY_MS = 86_400_000;

/** 1970 began on a Thursday. */
const EPOCH_WEEKDAY = 3;

/** Turns that touch the weeks from `from` on, in the order in which they begin. */
export function turnsOf(onCall: OnCallConfig, zone: string, from: Day, weeks: number): readonly Turn[] {
  const turns = Object.entries(onCall.shifts).flatMap(([name, shift]) =>
    daysFrom(from - 1, weeks * 7 + 2)
      .filter((day) => shift.days.includes(weekday(day)))
      .map((day) => ({ shift: name, person: personOn(shift, day, onCall.startsOn), ...stretch(day, shift, zone) })),
  );
  return turns.toSorted((one, other) => one.start - other.start || one.shift.localeCompare(other.shift));
}

/** The times at which somebody must be on call. */
export function neededTimes({ coverage }: OnCallConfig, zone: string, from: Day, weeks: number): readonly Stretch[] {
  return daysFrom(from, weeks * 7)
    .filter((day) => coverage.days.includes(weekday(day)))
    .map((day) => stretch(day, coverage, zone));
}

/** Who takes the turn that begins on a day: people follow each other by week, or by the days that the shift has. */
export function personOn({ people, rotate, days }: ShiftConfig, day: Day, startsOn: string): string {
  const weeks = (mondayOf(day) - mondayOf(dayOf(startsOn))) / 7;
  const earlier = WEEKDAYS.slice(0, day - mondayOf(day)).filter((name) => days.includes(name)).length;
  const turn = rotate === "weekly" ? weeks : weeks * days.length + earlier;
  return people[((turn % people.length) + people.length) % people.length] ?? "";
}

/** The day of a date such as `2026-01-05`. */
export function dayOf(date: string): Day {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** The day that it is in a zone. */
export function today(zone: string, now: number): Day {
  return dayOf(DateTime.fromMillis(now, { zone }).toFormat("yyyy-MM-dd"));
}

export function mondayOf(day: Day): Day {
  return day - ((day + EPOCH_WEEKDAY) % 7);
}

export function weekday(day: Day): Weekday {
  const name = WEEKDAYS[day - mondayOf(day)];
  if (name === undefined) throw new Error(`There is no weekday of the day ${day}.`);
  return name;
}

/** From one time of day to another; to the next day where the second is not after the first. */
export function stretch(day: Day, { from, to }: { readonly from: string; readonly to: string }, zone: string): Stretch {
  return { start: at(day, from, zone), end: at(to > from ? day : day + 1, to, zone) };
}

function at(day: Day, time: string, zone: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const date = new Date((hour === 24 ? day + 1 : day) * DAY_MS);
  return DateTime.fromObject(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: hour % 24,
      minute,
    },
    { zone },
  ).toMillis();
}

export function daysFrom(first: Day, count: number): readonly Day[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
