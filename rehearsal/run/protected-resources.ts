/** Finds the resources that set `prevent_destroy`, in both syntaxes. */

/** Type -> names of the resources that set it. */
export function protectedResources(
  module: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const [file, text] of Object.entries(module)) {
    const pairs = file.endsWith(".tf.json") ? inJson(text) : file.endsWith(".tf") ? inNative(text) : [];
    for (const [type, name] of pairs) (found[type] ??= []).push(name);
  }
  return found;
}

type TypeAndName = readonly [type: string, name: string];

function inJson(text: string): readonly TypeAndName[] {
  const root: unknown = JSON.parse(text);
  return each(field(root, "resource")).flatMap(([type, blocks]) =>
    each(blocks).flatMap(([name, block]): readonly TypeAndName[] =>
      isProtected(field(block, "lifecycle")) ? [[type, name]] : [],
    ),
  );
}

function isProtected(lifecycle: unknown): boolean {
  if (Array.isArray(lifecycle)) return lifecycle.some(isProtected);
  const value = field(lifecycle, "prevent_destroy");
  return value === true || value === "true";
}

const BLOCK_START = /^[ \t]*resource\s+"([^"]+)"\s+"([^"]+)"\s*\{/gm;

/** A resource in native syntax reaches to the next line that starts with a closing brace. */
function inNative(text: string): readonly TypeAndName[] {
  return [...text.matchAll(BLOCK_START)].flatMap((match): readonly TypeAndName[] => {
    const [head, type = "", name = ""] = match;
    const rest = text.slice(match.index + head.length);
    const body = rest.slice(0, /^\}/m.exec(rest)?.index ?? rest.length);
    return /\bprevent_destroy\s*=\s*true\b/.test(body) ? [[type, name]] : [];
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function each(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
