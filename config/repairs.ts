/** What to write instead, for value types that can tell it from the wrong value itself. */
import { z } from "zod";

export interface Repair {
  /** The fix for a wrong value; undefined when nothing better than an example is known. */
  readonly repair: (wrong: unknown) => string | undefined;
}

/** Filled by the schemas with `.register(repairs, …)`, read by the reader of estates. */
export const repairs = z.registry<Repair>();
