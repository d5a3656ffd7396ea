/** Finds which resource and data source types a module names, so that only their schemas are served. */
import type { UsedTypes } from "./schema-types";

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
