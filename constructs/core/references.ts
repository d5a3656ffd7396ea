/**
 * Every `${...}` in a synthesised stack must lead somewhere: to a resource, data source, module, variable or local.
 * Text that merely looks like a template (a Grafana legend that was not escaped) leads nowhere and is an error here,
 * before Terraform reads it as something else.
 */
import { namesIn } from "./template-names";

/** A place in the JSON where a template leads nowhere. */
export interface Dangling {
  /** Dotted path in the JSON. */
  readonly path: string;
  /** The name that leads nowhere; the rest of the text where a template is never closed. */
  readonly reference: string;
}

type Document = Readonly<Record<string, unknown>>;

/** Names that Terraform itself provides. */
const ROOTS = new Set(["each", "count", "self", "path", "terraform"]);

/** All templates that lead nowhere, in the order of the document. */
export function danglingReferences(document: Document): readonly Dangling[] {
  return strings(document, "").flatMap(({ path, text }) =>
    namesIn(text)
      .filter((reference) => !leadsSomewhere(reference, document))
      .map((reference) => ({ path, reference })),
  );
}

function leadsSomewhere(reference: string, document: Document): boolean {
  const [first = "", second = "", third = ""] = reference.split(".");
  if (ROOTS.has(first)) return true;
  if (first === "var") return has(document["variable"], second);
  if (first === "local") return has(document["locals"], second);
  if (first === "module") return has(document["module"], second);
  if (first === "data" || first === "ephemeral") return has(section(document[first], second), third);
  return has(section(document["resource"], first), second);
}

function section(value: unknown, key: string): unknown {
  return has(value, key) ? value[key] : undefined;
}

function has(value: unknown, key: string): value is Document {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

function strings(value: unknown, path: string): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "//" ? [] : strings(child, path === "" ? key : `${path}.${key}`),
  );
}
