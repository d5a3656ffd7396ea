/**
 * Files that an estate names and that stand beside it: they are read with the estate, so that everything after works on
 * one value, and a wrong file is refused before anything is built.
 */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Locate } from "./place";
import type { Problem } from "./problem";
import { samlFault } from "./saml-metadata";

/** Largest file read, in bytes; metadata has about 5,000. */
const LARGEST = 256 * 1024;

const PATH = ["grafana", "sso", "metadata", "file"];

export interface WithFiles {
  /** The estate with the texts of the files in place of their paths. */
  readonly input: unknown;
  readonly problems: readonly Omit<Problem, "file">[];
}

/** Reads what `input` names, below `folder`. A path that the schema will refuse is left alone. */
export function withFilesBeside(input: unknown, folder: string, locate: Locate): WithFiles {
  const file = PATH.reduce<unknown>((node, key) => (isMapping(node) ? node[key] : undefined), input);
  const metadata = PATH.slice(0, -1).reduce<unknown>((node, key) => (isMapping(node) ? node[key] : undefined), input);
  if (typeof file !== "string" || !isMapping(metadata) || Object.keys(metadata).length > 1)
    return { input, problems: [] };
  if (/^\/|(^|\/)\.\.(\/|$)/.test(file)) return { input, problems: [] };
  const text = textOf(file, folder);
  const fault = typeof text === "string" ? samlFault(text) : text;
  if (fault === undefined) return { input: replaced(input, PATH.slice(0, -1), { xml: text }), problems: [] };
  const { line, column } = locate(PATH, false);
  const problem = { line, column, path: PATH.join("."), value: JSON.stringify(file), ...fault };
  return { input: replaced(input, PATH.slice(0, -1), undefined), problems: [problem] };
}

/** The text of a file, or why there is none. */
function textOf(file: string, folder: string): string | { readonly message: string; readonly fix: string } {
  const fix = "put the file there, or correct the path; it is relative to the folder of the estate";
  try {
    const path = realpathSync(join(folder, file));
    if (!path.startsWith(`${realpathSync(folder)}${sep}`)) return { message: "leads out of the estate's folder", fix };
    if (!statSync(path).isFile()) return { message: "is no file", fix };
    if (statSync(path).size > LARGEST) return { message: "is larger than 256 KiB, which no metadata is", fix };
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return { message: code === "ENOENT" ? "names a file that does not exist" : `cannot be read (${code})`, fix };
  }
}

/** A copy of `root` with another value at `path`; without the key where the value is undefined. */
function replaced(root: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || !isMapping(root)) return value;
  const inner = replaced(root[key], rest, value);
  const others = Object.entries(root).filter(([name]) => name !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
