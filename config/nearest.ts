/** The "did you mean" of every message: which of the known words is meant by one that is not known. */
import { distance } from "fastest-levenshtein";

const MOST_SHOWN = 3;

/** The known words closest to `word`, at most 3, all equally close; none when nothing is close enough to be a slip. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const lower = word.trim().toLowerCase();
  const tolerated = lower.length < 4 ? 1 : lower.length < 8 ? 2 : 3;
  const ranked = known
    .map((candidate) => ({ candidate, off: distance(lower, candidate.toLowerCase()) }))
    .filter(({ off }) => off <= tolerated);
  const best = Math.min(...ranked.map(({ off }) => off));
  return ranked
    .filter(({ off }) => off === best)
    .slice(0, MOST_SHOWN)
    .map(({ candidate }) => candidate);
}

/** `did you mean "a" or "b"?`, or undefined when nothing is close. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const close = nearest(word, known).map((candidate) => JSON.stringify(candidate));
  return close.length === 0 ? undefined : `did you mean ${orList(close)}?`;
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
