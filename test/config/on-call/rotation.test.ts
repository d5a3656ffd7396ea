import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { calendarOf } from "../../../config/on-call/calendar";
import { coverageOf, inWords } from "../../../config/on-call/coverage";
import { dayOf, turnsOf } from "../../../config/on-call/turns";
import { onCallSchema } from "../../../config/sections/on-call";
import type { TeamConfig } from "../../../config/sections/teams";

const BERLIN = "Europe/Berlin";
const ADA = "ada@example.com";
const BOB = "bob@example.com";
const CYD = "cyd@example.com";

const onCall = (input: unknown) => onCallSchema.parse(input);
const at = (text: string, zone = BERLIN) => DateTime.fromISO(text, { zone });

/** Turns as `Mon 2026-01-05 00:00 to Tue 2026-01-06 00:00 ada`. */
const shown = (input: unknown, from: string, count: number) =>
  turnsOf(onCall(input), BERLIN, dayOf(from), 8)
    .filter(({ end }) => end > at(from).toMillis())
    .slice(0, count)
    .map((turn) => `${inWords(turn, BERLIN)} ${turn.person.replace(/@.*/, "")}`);

describe("turns of a rotation", () => {
  it("pass to the next person each Monday, also before the first day", () => {
    const shifts = { main: { people: [ADA, BOB, CYD] } };
    const first = (day: string) => shown({ shifts }, day, 1)[0]?.split(" ").at(-1);
    expect(["2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"].map(first)).toEqual([
      "cyd",
      "ada",
      "bob",
      "cyd",
      "ada",
    ]);
  });

  it("pass to the next person each day of the shift", () => {
    const shifts = {
      office: { people: [ADA, BOB], days: ["mon", "wed", "fri"], from: "09:00", to: "17:00", rotate: "daily" },
    };
    expect(shown({ shifts }, "2026-01-05", 4)).toEqual([
      "Mon 2026-01-05 09:00 to Mon 2026-01-05 17:00 ada",
      "Wed 2026-01-07 09:00 to Wed 2026-01-07 17:00 bob",
      "Fri 2026-01-09 09:00 to Fri 2026-01-09 17:00 ada",
      "Mon 2026-01-12 09:00 to Mon 2026-01-12 17:00 bob",
    ]);
  });

  it("last as long as the clock says on the nights when it changes", () => {
    const shifts = { night: { people: [ADA], from: "22:00", to: "06:00" } };
    const hours = (day: string) =>
      turnsOf(onCall({ shifts }), BERLIN, dayOf(day), 8)
        .filter(({ start }) => start === at(`${day}T22:00`).toMillis())
        .map(({ start, end }) => (end - start) / 3_600_000);
    expect([hours("2026-03-28"), hours("2026-10-24"), hours("2026-01-05")]).toEqual([[7], [9], [8]]);
  });
});

describe("coverage of a rotation", () => {
  it("has no gap and no overlap when day and night follow each other, through changes of the clock", () => {
    const shifts = {
      day: { people: [ADA, BOB], from: "08:00", to: "20:00" },
      night: { people: [CYD], from: "20:00", to: "08:00" },
    };
    for (const day of ["2026-03-01", "2026-10-01", "2026-06-15"])
      expect(coverageOf(onCall({ shifts }), BERLIN, dayOf(day))).toEqual({ gaps: [], overlaps: [] });
  });

  it("tells the weekend that nobody covers", () => {
    const shifts = { week: { people: [ADA], days: ["mon", "tue", "wed", "thu", "fri"] } };
    const { gaps, overlaps } = coverageOf(onCall({ shifts }), BERLIN, dayOf("2026-01-05"));
    expect(gaps).toHaveLength(8);
    expect(gaps.slice(0, 1).map((gap) => inWords(gap, BERLIN))).toEqual([
      "Sat 2026-01-10 00:00 to Mon 2026-01-12 00:00",
    ]);
    expect(overlaps).toEqual([]);
  });

  it("asks for nobody outside of the hours that the team covers", () => {
    const week = ["mon", "tue", "wed", "thu", "fri"];
    const office = { days: week, from: "09:00", to: "18:00" };
    const input = { shifts: { office: { people: [ADA], ...office } }, coverage: office };
    expect(coverageOf(onCall(input), BERLIN, dayOf("2026-01-05"))).toEqual({ gaps: [], overlaps: [] });
  });

  it("tells who is on call twice", () => {
    const shifts = {
      all: { people: [ADA] },
      lunch: { people: [BOB], days: ["mon"], from: "12:00", to: "13:00" },
    };
    const { overlaps } = coverageOf(onCall({ shifts }), BERLIN, dayOf("2026-01-05"));
    expect(overlaps).toHaveLength(9); // eight weeks, and the Monday after them, which is looked at as well
    expect(
      overlaps.slice(0, 1).map((each) => `${each.one.shift} ${each.other.shift} ${inWords(each, BERLIN)}`),
    ).toEqual(["all lunch Mon 2026-01-05 12:00 to Mon 2026-01-05 13:00"]);
  });
});

describe("the calendar of a team", () => {
  const team: TeamConfig = {
    name: "Platform",
    email: "platform@example.com",
    timezone: BERLIN,
    onCall: onCall({ shifts: { night: { people: [ADA, BOB], days: ["sat"], from: "22:00", to: "06:00" } } }),
  };

  it("repeats each person's turn in the team's zone, and says whom by e-mail", () => {
    const lines = calendarOf("platform", team)?.split(/\r?\n/) ?? [];
    const of = (name: string) => lines.filter((line) => line.startsWith(name));
    expect(of("SUMMARY")).toEqual([`SUMMARY:${ADA}`, `SUMMARY:${BOB}`]);
    expect(of("DTSTART")).toEqual([
      "DTSTART;TZID=Europe/Berlin:20260110T220000",
      "DTSTART;TZID=Europe/Berlin:20260117T220000",
    ]);
    expect(of("DTEND")).toEqual([
      "DTEND;TZID=Europe/Berlin:20260111T060000",
      "DTEND;TZID=Europe/Berlin:20260118T060000",
    ]);
    expect(of("RRULE")).toEqual(["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"]);
    expect(of("UID")).toEqual(["UID:platform-night-20260110", "UID:platform-night-20260117"]);
  });

  it("is the same on every day and on every machine", () => {
    const [one, other] = [calendarOf("platform", team), calendarOf("platform", team)];
    expect(one).toBe(other);
    expect(one).not.toContain(new Date().toISOString().slice(0, 10).replaceAll("-", ""));
  });

  it("is missing for a team that nobody calls", () => {
    const { onCall: _onCall, ...silent } = team;
    expect(calendarOf("platform", silent)).toBeUndefined();
  });
});
