/** What a schema has to say about a value that breaks it: the rule in our words, and what to write instead. */
import { z } from "zod";
import { didYouMean, orList } from "./nearest";
import { repairs } from "./repairs";
import { hasDefault, isOptional, type Schema } from "./schema-kinds";

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "must be text",
  number: "must be a number",
  int: "must be a whole number",
  boolean: "must be true or false",
  object: "must be a mapping of keys to values",
  record: "must be a mapping of keys to values",
  array: "must be a list",
};

const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [" character", " characters"],
  array: [" entry", " entries"],
  set: [" entry", " entries"],
};

function counted(origin: string, count: number | bigint): string {
  const [one, many] = COUNTED[origin] ?? ["", ""];
  return `${String(count)}${Number(count) === 1 ? one : many}`;
}

/** The rule in words, for rules that carry no message of their own. Passed to zod as its error map. */
export function ruleText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPE_WORDS[issue.expected] ?? `must be of type ${issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be ${orList(issue.values.map(String))}`;
    case "too_small":
      return issue.inclusive === false
        ? `must be more than ${String(issue.minimum)}`
        : `must ${issue.origin in COUNTED ? "have" : "be"} at least ${counted(issue.origin, issue.minimum)}`;
    case "too_big":
      return issue.inclusive === false
        ? `must be less than ${String(issue.maximum)}`
        : `must ${issue.origin in COUNTED ? "have" : "be"} at most ${counted(issue.origin, issue.maximum)}`;
    case "not_multiple_of":
      return `must be a multiple of ${String(issue.divisor)}`;
    case "invalid_format":
      return `must have the form of ${issue.format === "regex" ? String(issue.pattern) : issue.format}`;
    default:
      return "is not accepted here";
  }
}

/** What to write instead of `value`, which broke `schema` with `issue`. Never empty. */
export function fixText(schema: Schema, issue: z.core.$ZodIssue, value: unknown): string {
  return repairOf(schema, value) ?? exampleFix(schema, issue) ?? issueFix(issue, value) ?? fallbackFix(schema);
}

function repairOf(schema: Schema, value: unknown): string | undefined {
  return firstInside(schema, (inner) => repairs.get(inner))?.repair(value);
}

function issueFix(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeFix(issue.expected, value);
    case "invalid_value":
      return didYouMean(String(value), issue.values.map(String)) ?? `write ${orList(issue.values.map(String))}`;
    case "too_small":
      return issue.origin === "number" || issue.origin === "int"
        ? `write ${issue.inclusive === false ? "more than " : ""}${String(issue.minimum)}${issue.inclusive === false ? "" : " or more"}`
        : `write at least ${counted(issue.origin, issue.minimum)}`;
    case "too_big":
      return issue.origin === "number" || issue.origin === "int"
        ? `write ${String(issue.maximum)} or less`
        : `write at most ${counted(issue.origin, issue.maximum)}`;
    case "not_multiple_of":
      return multipleFix(issue.divisor, value);
    default:
      return undefined;
  }
}

/** The multiples on both sides of a number. */
function multipleFix(divisor: number, value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  const below = Math.floor(value / divisor) * divisor;
  return `write ${String(below)} or ${String(below + divisor)}`;
}

function typeFix(expected: string, value: unknown): string | undefined {
  switch (expected) {
    case "boolean":
      return "write true or false, without quotes";
    case "int":
    case "number":
      if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
        return `write ${value.trim()} without quotes`;
      return typeof value === "number" && Number.isFinite(value) ? `write ${String(Math.round(value))}` : undefined;
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? `quote it: "${String(value)}"` : undefined;
    case "object":
    case "record":
      return "write its keys below it, indented";
    case "array":
      return typeof value === "string" ? `write a list: [${value}]` : undefined;
    default:
      return undefined;
  }
}

/** An example helps where a form is asked for; a wrong type or size is better told by itself. */
function exampleFix(schema: Schema, issue: z.core.$ZodIssue): string | undefined {
  if (!["invalid_format", "custom", "invalid_union"].includes(issue.code)) return undefined;
  const example = examplesOf(schema)[0];
  return example === undefined
    ? undefined
    : `write, for example, ${typeof example === "string" ? example : JSON.stringify(example)}`;
}

function fallbackFix(schema: Schema): string {
  const description = descriptionOf(schema);
  return description === undefined ? "see docs/configuration.md" : `it is: ${description}`;
}

/** The fix for a required key that is not there. */
export function missingFix(schema: Schema, name: string): string {
  const example = examplesOf(schema)[0];
  const shown = example === undefined ? "" : `, for example \`${name}: ${JSON.stringify(example)}\``;
  const description = descriptionOf(schema);
  return `add "${name}"${shown}${description === undefined ? "" : ` (${description.replace(/\.$/, "")})`}`;
}

/** Examples of a value, from the schema's own data. */
export function examplesOf(schema: Schema): readonly unknown[] {
  return (
    firstInside(schema, (inner) => z.globalRegistry.get(inner)?.["examples"] as readonly unknown[] | undefined) ?? []
  );
}

/** What a value is, from the schema's own data. */
export function descriptionOf(schema: Schema): string | undefined {
  return firstInside(schema, (inner) => z.globalRegistry.get(inner)?.description);
}

/** The first answer of `ask` on the way from a schema through its optional and default wrappers. */
function firstInside<T>(schema: Schema, ask: (schema: Schema) => T | undefined): T | undefined {
  const answer = ask(schema);
  if (answer !== undefined) return answer;
  return isOptional(schema) || hasDefault(schema) ? firstInside(schema.unwrap(), ask) : undefined;
}
