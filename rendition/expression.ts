/** JSON values as HCL expressions. Lines are kept apart, so that indenting never touches the text inside a value. */
import { bareReference, quoteTemplate } from "./template";

/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; a key without a value counts as absent. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for lists only. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for objects, false for lists and null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** The properties that have a value, in the order of the document. */
export function properties(object: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** How a string is written: as a template, or (where Terraform evaluates nothing) as literal text. */
export type Quote = (text: string) => string;

/** Lines moved one level to the right. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}

/** `name = value`, on as many lines as the value needs. */
export function assignment(name: string, value: Json, quote: Quote = quoteTemplate): string[] {
  const [first = "", ...rest] = expression(value, quote);
  return [`${name} = ${first}`, ...rest];
}

/** The lines of one value. */
export function expression(value: Json, quote: Quote = quoteTemplate): string[] {
  if (typeof value === "string") return [(quote === quoteTemplate ? bareReference(value) : undefined) ?? quote(value)];
  if (isList(value)) return listLines(value.map((item) => expression(item, quote)));
  if (isObject(value)) {
    const lines = properties(value).flatMap(([key, item]) => assignment(objectKey(key, quote), item, quote));
    return lines.length === 0 ? ["{}"] : ["{", ...indent(lines), "}"];
  }
  return [JSON.stringify(value)];
}

/** Longest list that stays on one line, in characters. */
const SHORT_LIST = 80;

/** `[...]` around items, on one line while they are short; Terraform reads a comma after the last item too. */
export function listLines(items: readonly (readonly string[])[]): string[] {
  const joined = items.flat().join(", ");
  if (joined.length <= SHORT_LIST && items.every((item) => item.length === 1)) return [`[${joined}]`];
  return ["[", ...indent(items.flatMap((item) => [...item.slice(0, -1), `${item.at(-1) ?? ""},`])), "]"];
}

/** A bare key is literal text; `for` alone would begin an expression. */
function objectKey(key: string, quote: Quote): string {
  return /^[A-Za-z_]\w*$/.test(key) && key !== "for" ? key : quote(key);
}
