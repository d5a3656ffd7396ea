/**
 * An estate as far as it could be read: what is missing or wrong is undefined. The cross checks read drafts, so that they
 * can speak in the same run as the schema does, and stay silent about what the schema has reported already.
 */
import type { EstateConfig } from "./estate";

export type Draft<T> = unknown extends T
  ? T
  : T extends string | number | boolean | undefined
    ? T | undefined
    : T extends readonly (infer Item)[]
      ? readonly Draft<Item>[] | undefined
      : { readonly [Key in keyof T]?: Draft<T[Key]> } | undefined;

/** A whole estate as far as it could be read; every `EstateConfig` is one. */
export type EstateDraft = NonNullable<Draft<EstateConfig>>;

/** The entries of a mapping that could be read. */
export function entriesOf<T>(mapping: Readonly<Record<string, T>> | undefined): [string, NonNullable<T>][] {
  return Object.entries(mapping ?? {}).filter(
    (entry): entry is [string, NonNullable<T>] => entry[1] !== undefined && entry[1] !== null,
  );
}
