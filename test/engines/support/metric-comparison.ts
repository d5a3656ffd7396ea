/** Compares what Prometheus says with what is worked out by hand. */
import type { Answer } from "./prometheus";
import type { Result } from "./promql-by-hand";
import { keyOf, type Vector } from "./promql-vectors";

/** What differs; undefined where nothing does. */
export function differenceOf(answers: readonly Answer[], wanted: Result): string | undefined {
  const vectors: readonly Vector[] = typeof wanted === "number" ? [{ labels: {}, value: wanted }] : wanted;
  const right = new Map(vectors.map(({ labels, value }) => [keyOf(labels), value]));
  const got = new Map(
    answers.map(({ labels: { __name__: _, ...labels }, values }) => [keyOf(labels), values.at(-1)?.[1] ?? Number.NaN]),
  );
  if (got.size !== right.size) return `${String(got.size)} series instead of ${String(right.size)}`;
  for (const [key, value] of right) {
    const found = got.get(key);
    if (found === undefined) return `no series ${key}`;
    if (!same(found, value)) return `${String(found)} instead of ${String(value)} for ${key}`;
  }
  return undefined;
}

/** Equal but for rounding; moments differ by what the clock adds. */
function same(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return a === b || Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-9);
}
