import type { ImportBook } from "./import-book";

/** What all providers of one rehearsal share. */
export interface World {
  readonly imports: ImportBook;
  /** The time that providers compare ends of tokens with. */
  readonly now: Date;
}
