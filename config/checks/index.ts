/** The rules over more than one value of an estate, in no particular order: problems are told in the order of the file. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

/** A pure rule: what it finds wrong in an estate, as far as that could be read. */
export type CrossCheck = (estate: EstateDraft) => readonly Finding[];

export const crossChecks: readonly CrossCheck[] = [];
