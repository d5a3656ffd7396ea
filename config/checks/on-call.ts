/** Somebody must be on call whenever somebody has to, one at a time, and a fallback must lead to people. */
import { entriesOf, type EstateDraft } from "../draft";
import { coverageOf, inWords, WEEKS } from "../on-call/coverage";
import { today } from "../on-call/turns";
import type { Finding } from "../problem";
import { onCallSchema } from "../sections/on-call";

/** Gaps that are told one by one; they repeat every week. */
const MOST_TOLD = 1;

/** Looks at the weeks from today on, since the clock changes in some of them. */
export function onCallCovers({ teams }: EstateDraft): readonly Finding[] {
  return entriesOf(teams).flatMap(([key, team]) => {
    const onCall = onCallSchema.safeParse(team.onCall);
    if (!onCall.success || team.timezone === undefined) return [];
    const zone = team.timezone;
    const { gaps, overlaps } = coverageOf(onCall.data, zone, today(zone, Date.now()));
    const among = `in the next ${WEEKS} weeks`;
    return [
      ...gaps.slice(0, MOST_TOLD).map((gap) => ({
        path: ["teams", key, "onCall", "shifts"],
        message: `nobody is on call ${times(gaps.length)} ${among}, first ${inWords(gap, zone)}`,
        value: "",
        fix: "add a shift for it, or narrow coverage",
      })),
      ...overlaps.slice(0, MOST_TOLD).map(({ one, other, ...stretch }) => ({
        path: ["teams", key, "onCall", "shifts", other.shift],
        message: `overlaps ${one.shift} ${times(overlaps.length)} ${among}, first ${inWords(stretch, zone)}`,
        value: "",
        fix: "end one of them where the other begins",
      })),
    ];
  });
}

/** A chain of fallbacks that comes back to where it began calls the same people again and again. */
export function fallbacksEnd({ teams }: EstateDraft): readonly Finding[] {
  return entriesOf(teams).flatMap(([key, team]): Finding[] => {
    const fallback = team.onCall?.fallback;
    if (fallback === undefined) return [];
    const path = ["teams", key, "onCall", "fallback"];
    if (fallback === key) return [{ path, message: "is the team itself", fix: "name another team, or remove it" }];
    if (teams?.[fallback] !== undefined && teams[fallback].onCall === undefined)
      return [{ path, message: `"${fallback}" has nobody on call`, fix: "give it onCall, or name another team" }];
    return [];
  });
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
