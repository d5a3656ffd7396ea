/** Whether somebody, and only one, is on call whenever somebody must be. */
import { DateTime } from "luxon";
import type { OnCallConfig } from "../sections/on-call";
import { type Day, neededTimes, type Stretch, type Turn, turnsOf } from "./turns";

/** Weeks that are looked at. */
export const WEEKS = 8;

export interface Overlap extends Stretch {
  readonly one: Turn;
  readonly other: Turn;
}

export interface Coverage {
  /** When somebody must be on call and nobody is. */
  readonly gaps: readonly Stretch[];
  /** When two shifts are on call at once. */
  readonly overlaps: readonly Overlap[];
}

/** Looks at the weeks from a day on, in the team's zone. */
export function coverageOf(onCall: OnCallConfig, zone: string, from: Day): Coverage {
  const turns = turnsOf(onCall, zone, from, WEEKS);
  return { gaps: gapsOf(neededTimes(onCall, zone, from, WEEKS), turns), overlaps: overlapsOf(turns) };
}

/** A stretch as people say it: `Sat 2026-01-10 18:00 to Sun 2026-01-11 09:00`. */
export function inWords({ start, end }: Stretch, zone: string): string {
  const say = (time: number) => DateTime.fromMillis(time, { zone, locale: "en" }).toFormat("ccc yyyy-MM-dd HH:mm");
  return `${say(start)} to ${say(end)}`;
}

function gapsOf(needed: readonly Stretch[], turns: readonly Turn[]): readonly Stretch[] {
  return joined(needed).flatMap((need) => {
    const gaps: Stretch[] = [];
    let covered = need.start;
    for (const turn of turns) {
      if (turn.end <= covered) continue;
      if (turn.start >= need.end) break;
      if (turn.start > covered) gaps.push({ start: covered, end: turn.start });
      covered = turn.end;
    }
    if (covered < need.end) gaps.push({ start: covered, end: need.end });
    return gaps;
  });
}

function overlapsOf(turns: readonly Turn[]): readonly Overlap[] {
  const overlaps: Overlap[] = [];
  let longest: Turn | undefined;
  for (const turn of turns) {
    if (longest !== undefined && turn.start < longest.end)
      overlaps.push({ one: longest, other: turn, start: turn.start, end: Math.min(turn.end, longest.end) });
    if (longest === undefined || turn.end > longest.end) longest = turn;
  }
  return overlaps;
}

/** Stretches that touch each other become one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of stretches) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
