/** Says what Terraform refuses in words of the program that wrote the module: by construct path. */
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { keysAt } from "./json-position";
import type { Diagnostic } from "./terraform-command";

/** One thing Terraform refused. */
export interface RehearsalProblem {
  /** Address of the resource, data source or other block; empty where Terraform names none. */
  readonly address: string;
  /** Path of the construct in the program, from the metadata cdktf leaves; empty where there is none. */
  readonly constructPath: string;
  readonly summary: string;
  readonly detail: string;
}

/** A rehearsal that ended in errors. */
export class RehearsalError extends Error {
  override readonly name = "RehearsalError";

  constructor(readonly problems: readonly RehearsalProblem[]) {
    super(problems.map(describe).join("\n"));
  }
}

/** One problem on one line: where, what, and Terraform's explanation. */
export function describe(problem: RehearsalProblem): string {
  const place = [problem.constructPath, problem.address && `(${problem.address})`].filter(Boolean).join(" ");
  const detail = problem.detail.replaceAll(/\s+/g, " ").trim();
  return [place, problem.summary, detail].filter(Boolean).join(": ");
}

/** Address -> construct path, from the comments cdktf writes into its JSON. */
export type ConstructPaths = ReadonlyMap<string, string>;

/** Reads the construct paths of all `*.tf.json` texts. */
export function constructPaths(module: Readonly<Record<string, string>>): ConstructPaths {
  const paths = new Map<string, string>();
  for (const [name, text] of Object.entries(module)) {
    if (!name.endsWith(".tf.json")) continue;
    const root = asRecord(tryParse(text));
    for (const [section, prefix] of [
      ["resource", ""],
      ["data", "data."],
    ] as const) {
      for (const [type, blocks] of Object.entries(asRecord(root[section]))) {
        for (const [id, block] of Object.entries(asRecord(blocks))) {
          const path = asRecord(asRecord(asRecord(block)["//"])["metadata"])["path"];
          if (typeof path === "string") paths.set(`${prefix}${type}.${id}`, path);
        }
      }
    }
  }
  return paths;
}

/** "init" ends its errors with one that only says that there were errors. */
const INIT_EPILOGUE = "Terraform encountered problems during initialisation";

/** Terraform lists the members of a cycle in an order that differs from run to run. */
const CYCLE = /^Cycle: (.*)$/;

/** Turns errors into problems, sorted by address; `folder` is where the files lie whose positions they give. */
export function problemsOf(
  diagnostics: readonly Diagnostic[],
  paths: ConstructPaths,
  folder: string,
): readonly RehearsalProblem[] {
  return diagnostics
    .filter(({ severity, summary }) => severity === "error" && !summary.startsWith(INIT_EPILOGUE))
    .map((diagnostic) => {
      const addresses = addressesOf(diagnostic, folder);
      return {
        address: addresses.join(", "),
        constructPath: addresses.flatMap((address) => paths.get(bare(address)) ?? []).join(", "),
        summary: CYCLE.test(diagnostic.summary) ? `Cycle: ${addresses.join(", ")}` : diagnostic.summary,
        detail: diagnostic.detail,
      };
    })
    .toSorted((left, right) => left.address.localeCompare(right.address, "en"));
}

const IN_CYCLE = /^((?:data\.)?[a-z]\w*\.[\w-]+)(?:\[.*\])?(?: \(.*\))?$/;
const NATIVE_BLOCK = /^(resource|data|provider|variable|output|module) "([^"]+)"(?: "([^"]+)")?(?: \{.*)?$/;

function addressesOf(diagnostic: Diagnostic, folder: string): readonly string[] {
  const cycle = CYCLE.exec(diagnostic.summary)?.[1];
  if (cycle !== undefined) {
    const members = cycle.split(", ").flatMap((member) => IN_CYCLE.exec(member)?.[1] ?? []);
    return [...new Set(members)].toSorted();
  }
  if (diagnostic.address !== undefined && diagnostic.address !== "") return [diagnostic.address];
  const [, kind, type = "", name] = NATIVE_BLOCK.exec(nativeHeader(diagnostic)) ?? [];
  if (kind !== undefined) return [blockAddress([kind, type, ...(name === undefined ? [] : [name])])];
  const range = diagnostic.range;
  if (range === undefined || !range.filename.endsWith(".tf.json")) return [];
  const keys = keysAt(readFileSync(join(folder, range.filename)), range.start.byte);
  return keys.length < 2 ? [] : [blockAddress(keys)];
}

/** The first line of the block an error lies in; an error about the whole block has that line as its code. */
function nativeHeader({ snippet }: Diagnostic): string {
  return snippet?.context ?? snippet?.code ?? "";
}

function blockAddress([section = "", type = "", name]: readonly string[]): string {
  if (section === "resource") return [type, name].filter(Boolean).join(".");
  if (section === "data") return ["data", type, name].filter(Boolean).join(".");
  return `${section}.${type}`;
}

/** The address without instance keys. */
function bare(address: string): string {
  return address.replaceAll(/\[[^\]]*\]/g, "");
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
