/**
 * Addresses that were renamed on purpose, so that Terraform moves the resource instead of replacing it. Append only:
 * an entry may go when no state can hold the old address any more.
 */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Renames by stack. */
export const MOVES: Readonly<Record<string, readonly Move[]>> = {};
