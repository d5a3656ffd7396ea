/** The reference of `estate.yaml` in Markdown, from the schema: the one place that knows types, defaults and limits. */
import { z } from "zod";
import { estateSchema } from "./estate";
import { hasDefault, isList, isObject, isOptional, isRecord, unwrapped, type Schema } from "./schema-kinds";
import { descriptionOf, ruleText } from "./schema-rules";

interface Row {
  readonly path: string;
  readonly type: string;
  readonly fallback: string;
  readonly limits: string;
  readonly description: string;
}

const HEADER = `# Configuration

What \`estate.yaml\` may hold. Generated from \`config/\` by \`npm run schema\`; do not edit.

A key without a default is required in its section. \`<key>\` is a name of your choice; \`[]\` is an entry of a list.
Rules over several values (references, regions, ARNs, names that would be too long) are told by \`estate check\`.
`;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  boolean: "true or false",
  integer: "whole number",
  number: "number",
  string: "text",
};

/** Of more choices than this, one is shown. */
const MOST_CHOICES = 6;

/** A section for each top-level key, with a row for each key below it. */
export function configurationReference(): string {
  const sections = Object.entries(estateSchema.shape as Readonly<Record<string, Schema>>).map(([name, schema]) =>
    [`## ${name}`, descriptionOf(schema) ?? "", table(rows(schema, name))].join("\n\n"),
  );
  return `${[HEADER.trim(), ...sections].join("\n\n")}\n`;
}

function rows(schema: Schema, path: string): readonly Row[] {
  const inner = unwrapped(schema);
  const row = { path, type: typeText(inner), fallback: fallbackText(schema), limits: limitsText(inner) };
  return [{ ...row, description: descriptionOf(schema) ?? "" }, ...rowsBelow(inner, path)];
}

function rowsBelow(schema: Schema, path: string): readonly Row[] {
  if (isObject(schema)) return Object.entries(schema.shape).flatMap(([name, part]) => rows(part, `${path}.${name}`));
  if (isRecord(schema)) return rowsBelow(unwrapped(schema.valueType), `${path}.<key>`);
  if (isList(schema)) return rowsBelow(unwrapped(schema.element), `${path}[]`);
  return [];
}

function typeText(schema: Schema): string {
  if (isObject(schema)) return "mapping";
  if (isRecord(schema)) return "mapping by key";
  if (isList(schema)) return `list of ${typeText(unwrapped(schema.element))}`;
  const kind = jsonOf(schema);
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return "choice";
  return TYPE_WORDS[kind.type ?? "string"] ?? "text";
}

function fallbackText(schema: Schema): string {
  if (isOptional(schema)) return "none";
  if (!hasDefault(schema)) return "**required**";
  return code(JSON.stringify(schema.def.defaultValue));
}

function limitsText(schema: Schema): string {
  if (isObject(schema) || isRecord(schema)) return "";
  const {
    enum: choices,
    const: only,
    minimum,
    maximum,
    exclusiveMinimum,
    minItems,
    maxItems,
    ...rest
  } = jsonOf(schema);
  if (only !== undefined) return code(only);
  if (choices !== undefined)
    return choices.length <= MOST_CHOICES
      ? choices.map((choice) => code(choice)).join(", ")
      : `one of ${String(choices.length)}, such as ${code(rest.examples?.[0] ?? choices[0] ?? "")}`;
  if (rest.pattern !== undefined || rest.format !== undefined || rest.anyOf !== undefined) return ruleOf(schema);
  const limits = [
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? [] : [`at least ${String(minimum)}`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${String(exclusiveMinimum)}`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`at most ${String(maximum)}`]),
    ...(minItems === undefined ? [] : [`${String(minItems)} or more entries`]),
    ...(maxItems === undefined ? [] : [`${String(maxItems)} entries at most`]),
    ...(rest.maxLength === undefined ? [] : [`${String(rest.maxLength)} characters at most`]),
    ...(isList(schema) ? [limitsText(unwrapped(schema.element))] : []),
  ];
  const told = limits.filter((limit) => limit !== "").join("; ");
  return told === "" && jsonOf(schema).type === "string" ? ruleOf(schema) : told;
}

/** What the schema says of a text that is surely wrong, without "must". */
function ruleOf(schema: Schema): string {
  const issue = z.core.safeParse(schema, "\u0000", { error: ruleText }).error?.issues[0];
  return (issue?.message ?? "").replace(/^must be /, "");
}

interface JsonLeaf {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly examples?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly anyOf?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

function jsonOf(schema: Schema): JsonLeaf {
  return z.toJSONSchema(schema, { io: "input" }) as JsonLeaf;
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(all: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(["Key", "Type", "Default", "Limits", "What it is"]),
    "| --- | --- | --- | --- | --- |",
    ...all.map(({ path, type, fallback, limits, description }) =>
      line([code(path), type, fallback, limits, description]),
    ),
  ].join("\n");
}
