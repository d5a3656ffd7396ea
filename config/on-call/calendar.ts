/** A team's rotation as an iCalendar file, which Grafana OnCall reads. It depends on the estate alone, not on the day. */
import ical, { ICalEventRepeatingFreq, ICalWeekday } from "ical-generator";
import { DateTime } from "luxon";
import type { TeamConfig } from "../sections/teams";
import { type ShiftConfig, WEEKDAYS, type Weekday } from "../sections/on-call";
import { dayOf, daysFrom, mondayOf, personOn, stretch, weekday } from "./turns";

const ICAL_DAYS: Readonly<Record<Weekday, ICalWeekday>> = {
  mon: ICalWeekday.MO,
  tue: ICalWeekday.TU,
  wed: ICalWeekday.WE,
  thu: ICalWeekday.TH,
  fri: ICalWeekday.FR,
  sat: ICalWeekday.SA,
  sun: ICalWeekday.SU,
};

/** The calendar of a team; undefined for a team that nobody calls. */
export function calendarOf(key: string, team: TeamConfig): string | undefined {
  const { onCall, timezone, name } = team;
  if (onCall === undefined) return undefined;
  const calendar = ical({ name: `On call: ${name}`, timezone, prodId: { company: "monitoring-estate", product: key } });
  for (const [shiftKey, shift] of Object.entries(onCall.shifts))
    for (const event of eventsOf(shift, onCall.startsOn, timezone))
      calendar.createEvent({
        id: `${key}-${shiftKey}-${event.start.toFormat("yyyyMMdd")}`,
        // Grafana OnCall finds the user by this text: a user name or an e-mail address.
        summary: event.person,
        start: event.start,
        end: event.end,
        stamp: DateTime.fromISO(onCall.startsOn, { zone: "utc" }),
        timezone,
        repeating: { freq: ICalEventRepeatingFreq.WEEKLY, interval: event.everyWeeks, byDay: [ICAL_DAYS[event.day]] },
      });
  return calendar.toString();
}

interface Event {
  readonly person: string;
  readonly start: DateTime;
  readonly end: DateTime;
  readonly day: Weekday;
  readonly everyWeeks: number;
}

/** One event for each day of the weeks after which the same people are on call again. */
function eventsOf(shift: ShiftConfig, startsOn: string, zone: string): readonly Event[] {
  const cycle = shift.people.length;
  return daysFrom(mondayOf(dayOf(startsOn)), cycle * WEEKDAYS.length)
    .filter((day) => shift.days.includes(weekday(day)))
    .map((day) => {
      const { start, end } = stretch(day, shift, zone);
      return {
        person: personOn(shift, day, startsOn),
        start: DateTime.fromMillis(start, { zone }),
        end: DateTime.fromMillis(end, { zone }),
        day: weekday(day),
        everyWeeks: cycle,
      };
    });
}
