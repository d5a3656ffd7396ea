/**
 * Every `${...}` in a synthesised stack must lead somewhere: to a resource, data source, variable, local, provider value
 * or function. Text that merely looks like a template (a Grafana legend that was not escaped) leads nowhere and is an error
 * here, before Terraform reads it as something else.
 */

/** A place in the JSON where a template leads nowhere. */
export interface Dangling {
  /** Dotted path in the JSON. */
  readonly path: string;
  /** The first name in the template. */
  readonly reference: string;
}

interface Section {
  readonly [key: string]: unknown;
}

const ROOTS = new Set(["each", "count", "self", "path", "terraform"]);
const WORDS = new Set(["true", "false", "null", "for", "in", "if"]);
const TEMPLATE = /(?<![$])\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*)\}/g;
const NAME = /"(?:[^"\\]|\\.)*"|(?<![\w.])([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)(\s*\()?/g;

/** All templates that lead nowhere, in the order of the document. */
export function danglingReferences(document: Readonly<Record<string, unknown>>): readonly Dangling[] {
  const known = (reference: string): boolean => leadsSomewhere(reference, document);
  return strings(document, "").flatMap(({ path, text }) =>
    [...text.matchAll(TEMPLATE)].flatMap((match) =>
      names(match[1] ?? "")
        .filter((reference) => !known(reference))
        .map((reference) => ({ path, reference })),
    ),
  );
}

function names(expression: string): readonly string[] {
  return [...expression.matchAll(NAME)].flatMap((match) => {
    const name = match[1];
    return name === undefined || match[2] !== undefined || WORDS.has(name) ? [] : [name];
  });
}

function leadsSomewhere(reference: string, document: Readonly<Record<string, unknown>>): boolean {
  const [first = "", second = "", third = ""] = reference.split(".");
  if (ROOTS.has(first)) return true;
  if (first === "var") return has(document["variable"], second);
  if (first === "local") return has(document["locals"], second);
  if (first === "data") return has(section(document["data"])[second], third);
  return has(section(document["resource"])[first], second);
}

function section(value: unknown): Section {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function has(value: unknown, key: string): boolean {
  return key in section(value);
}

function strings(value: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === "//" ? [] : strings(child, path === "" ? key : `${path}.${key}`)));
}
