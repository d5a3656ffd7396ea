/**
 * Reads an estate node by node along the schema, so that one fault hides no other: zod stops checking an object's other
 * rules at its first wrong key. Returns what could be read, and everything that could not.
 */
import { z } from "zod";
import type { Finding } from "./problem";
import { didYouMean, nearest } from "./nearest";
import { hasDefault, hasRules, isList, isObject, isOptional, isRecord, type Schema } from "./schema-kinds";
import { fixText, missingFix, ruleText } from "./schema-rules";

type Path = readonly (string | number)[];
type Mapping = Readonly<Record<string, unknown>>;

/** What was read: undefined where it was missing or wrong. */
export interface Reading {
  /** Keys that were not given are not in it; keys whose value is wrong are, as undefined. */
  readonly draft: unknown;
  readonly findings: readonly Finding[];
}

export function readEstate(schema: Schema, input: unknown): Reading {
  const findings: Finding[] = [];
  const draft = readNode(schema, input, [], findings);
  return { draft, findings };
}

function readNode(schema: Schema, value: unknown, path: Path, findings: Finding[]): unknown {
  if (value === null) return void findings.push(emptyFinding(path, !isOptional(schema) && !hasDefault(schema)));
  if (isOptional(schema)) return value === undefined ? undefined : readNode(schema.unwrap(), value, path, findings);
  if (hasDefault(schema))
    return readNode(schema.unwrap(), value === undefined ? schema.def.defaultValue : value, path, findings);
  if (isObject(schema) && isMapping(value)) return readObject(schema, value, path, findings);
  if (isRecord(schema) && isMapping(value)) return readRecord(schema, value, path, findings);
  if (isList(schema) && Array.isArray(value)) return readList(schema, value, path, findings);
  return readWhole(schema, value, path, findings);
}

function readObject(
  schema: z.ZodObject<Record<string, Schema>>,
  value: Mapping,
  path: Path,
  findings: Finding[],
): unknown {
  const before = findings.length;
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  const meant = unknown.flatMap((name) => nearest(name, known));
  findings.push(...unknown.map((name) => unknownKeyFinding(name, known, path)));
  const draft: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(schema.shape)) {
    const part = Object.hasOwn(value, name) ? value[name] : undefined;
    if (part !== undefined || hasDefault(inner)) draft.push([name, readNode(inner, part, [...path, name], findings)]);
    else if (!isOptional(inner) && !meant.includes(name))
      findings.push({ path: [...path, name], message: "is missing", fix: missingFix(inner, name) });
  }
  if (findings.length === before && hasRules(schema)) readWhole(schema, value, path, findings);
  return Object.fromEntries(draft);
}

function readRecord(schema: z.ZodRecord<z.ZodString>, value: Mapping, path: Path, findings: Finding[]): unknown {
  const before = findings.length;
  const draft = Object.keys(value).map((name) => {
    const [issue] = issuesOf(schema.keyType, name);
    if (issue !== undefined)
      findings.push({
        path: [...path, name],
        message: `key ${issue.message}`,
        value: JSON.stringify(name),
        fix: fixText(schema.keyType, issue, name),
        atKey: true,
      });
    return [name, readNode(schema.valueType, value[name], [...path, name], findings)] as const;
  });
  if (findings.length === before && hasRules(schema)) readWhole(schema, value, path, findings);
  return Object.fromEntries(draft);
}

function readList(schema: z.ZodArray, value: readonly unknown[], path: Path, findings: Finding[]): unknown {
  const before = findings.length;
  const draft = value.map((item, index) => readNode(schema.element, item, [...path, index], findings));
  if (findings.length === before && hasRules(schema)) readWhole(schema, value, path, findings);
  return draft;
}

/** Leaves, wrong types, and the rules over a whole mapping or list once its parts are right. */
function readWhole(schema: Schema, value: unknown, path: Path, findings: Finding[]): unknown {
  const issues = issuesOf(schema, value);
  const seen = new Set<string>();
  for (const issue of issues) {
    const at = [...path, ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
    if (seen.has(JSON.stringify(at))) continue;
    seen.add(JSON.stringify(at));
    findings.push({ path: at, message: issue.message, fix: fixText(schema, issue, value) });
  }
  return issues.length === 0 ? value : undefined;
}

function issuesOf(schema: Schema, value: unknown): readonly z.core.$ZodIssue[] {
  return z.core.safeParse(schema, value, { error: ruleText }).error?.issues ?? [];
}

function emptyFinding(path: Path, required: boolean): Finding {
  return {
    path,
    message: "is empty",
    value: "",
    fix: required ? "give it a value" : "give it a value or remove the key",
  };
}

function unknownKeyFinding(name: string, known: readonly string[], path: Path): Finding {
  const list = known.length === 0 ? "this section has no settings yet" : `known keys: ${known.join(", ")}`;
  return {
    path: [...path, name],
    message: `unrecognized key "${name}"`,
    value: JSON.stringify(name),
    fix: didYouMean(name, known) ?? list,
    atKey: true,
  };
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
