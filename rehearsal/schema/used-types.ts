/** Finds which resource and data source types a module names, so that only their schemas are served. */
import type { UsedTypes } from "./schema-types";

/** No types at all. */
export const NO_TYPES: UsedTypes = { resources: new Set(), dataSources: new Set() };

/** The types of both. */
export function joinTypes(left: UsedTypes, right: UsedTypes): UsedTypes {
  return {
    resources: new Set([...left.resources, ...right.resources]),
    dataSources: new Set([...left.dataSources, ...right.dataSources]),
  };
}

/** The types a state file holds: destroying what a module no longer names needs their schemas too. */
export function stateTypes(text: string): UsedTypes {
  const resources = new Set<string>();
  const dataSources = new Set<string>();
  const stored = parse(text)["resources"];
  for (const entry of Array.isArray(stored)
    ? (stored as readonly { readonly mode?: string; readonly type?: string }[])
    : []) {
    if (typeof entry.type === "string") (entry.mode === "data" ? dataSources : resources).add(entry.type);
  }
  return { resources, dataSources };
}

const HCL_BLOCK = /^\s*(resource|data)\s+"([^"]+)"\s+"[^"]+"/gm;

/** Collects the types of every `*.tf.json` and `*.tf` text. Texts that do not parse add nothing: Terraform reports them. */
export function usedTypes(texts: Readonly<Record<string, string>>): UsedTypes {
  const resources = new Set<string>();
  const dataSources = new Set<string>();
  for (const [name, text] of Object.entries(texts)) {
    if (name.endsWith(".tf.json")) {
      const root = parse(text);
      for (const type of keysOf(root["resource"])) resources.add(type);
      for (const type of keysOf(root["data"])) dataSources.add(type);
    } else if (name.endsWith(".tf")) {
      for (const [, kind, type] of text.matchAll(HCL_BLOCK)) {
        if (type !== undefined) (kind === "data" ? dataSources : resources).add(type);
      }
    }
  }
  return { resources, dataSources };
}

function parse(text: string): Record<string, unknown> {
  try {
    const root: unknown = JSON.parse(text);
    return typeof root === "object" && root !== null ? { ...root } : {};
  } catch {
    return {};
  }
}

/** Terraform accepts an object, or a list of objects, wherever JSON stands for blocks. */
function keysOf(section: unknown): readonly string[] {
  if (Array.isArray(section)) return section.flatMap(keysOf);
  return typeof section === "object" && section !== null ? Object.keys(section) : [];
}
