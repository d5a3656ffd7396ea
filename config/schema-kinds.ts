/** The kinds of schema that the reader and the reference documentation walk through. */
import { z } from "zod";

export type Schema = z.core.$ZodType;

/** A schema around another one: optional, or with a default. */
export type Wrapper = z.ZodOptional | z.ZodDefault | z.ZodPrefault;

export function isOptional(schema: Schema): schema is z.ZodOptional {
  return schema instanceof z.ZodOptional;
}

/** Whether a default stands in for a key that is not given. */
export function hasDefault(schema: Schema): schema is z.ZodDefault | z.ZodPrefault {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

export function isObject(schema: Schema): schema is z.ZodObject<Record<string, Schema>> {
  return schema instanceof z.ZodObject;
}

export function isRecord(schema: Schema): schema is z.ZodRecord<z.ZodString> {
  return schema instanceof z.ZodRecord;
}

export function isList(schema: Schema): schema is z.ZodArray {
  return schema instanceof z.ZodArray;
}

/** Whether a schema has rules over the whole of a mapping or list, beside those of its parts. */
export function hasRules(schema: Schema): boolean {
  return (schema._zod.def.checks ?? []).length > 0;
}

/** The schema inside of all wrappers. */
export function unwrapped(schema: Schema): Schema {
  return isOptional(schema) || hasDefault(schema) ? unwrapped(schema.unwrap()) : schema;
}
