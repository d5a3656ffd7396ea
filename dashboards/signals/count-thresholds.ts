/** Thresholds for counts of things that should not happen, and how long they are counted. */
import type { Threshold } from "../core/signal";

/** Seconds over which most counts of CloudWatch are taken: as alerts do, so that one threshold holds for both. */
export const FIVE_MINUTES = 300;

/** Seconds over which counts are taken of what happens a few times a day. */
export const HOUR = 3600;

/** Not one may happen. */
export const NONE_ALLOWED: Threshold = { warnAbove: 0.25, badAbove: 0.5 };

/**
 * Worth a look from so many on, bad from so many on. Half of one below, since Grafana colours from a threshold on and
 * alerts fire above it.
 */
export function fromCount(warn: number, bad: number): Threshold {
  return { warnAbove: warn - 0.5, badAbove: bad - 0.5 };
}
