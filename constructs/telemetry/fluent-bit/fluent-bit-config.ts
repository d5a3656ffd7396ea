/**
 * The configuration of a Fluent Bit behind FireLens as data. It is rendered once, in `render.ts`. The sections that take
 * lines in are not here: ECS writes them into a file of its own, which the image puts before this one.
 */

export type SectionKind = "SERVICE" | "FILTER" | "OUTPUT" | "MULTILINE_PARSER";

/** A key may stand more than once, as in `grep`; values may name variables of the environment: `${LOGS_LOKI_HOST}`. */
export type Property = readonly [key: string, value: string];

export interface Section {
  readonly kind: SectionKind;
  readonly properties: readonly Property[];
}

export interface FluentBitConfig {
  readonly service: Section;
  /** In the order in which they work. */
  readonly filters: readonly Section[];
  readonly outputs: readonly Section[];
  /** In a file of their own: the image takes a file with a parser for nothing but parsers. */
  readonly parsers: readonly Section[];
}

/** The value of a key, in any case; undefined where there is none. */
export function valueOf({ properties }: Section, key: string): string | undefined {
  return properties.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
