/** What can be wrong with a file before it is an estate: YAML that cannot be read, or that reads as something unmeant. */
import { isAlias, isMap, isPair, isScalar, isSeq, visit } from "yaml";
import type { Document, Pair } from "yaml";
import { pathText } from "./problem";
import { keyName, startOf } from "./yaml-offsets";

/** Nodes that aliases may add; more than this is a bomb and no estate. */
export const MOST_ALIASES = 100;

export interface YamlFault {
  readonly offset: number;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Nesting beyond what any estate needs. */
export function tooDeep(offset: number): YamlFault {
  return fault(offset, ["is nested too deeply", "pass the estate itself with --config"]);
}

type Told = readonly [message: string, fix: string];

/** Our words for what the parser reports; other codes keep the parser's message. */
const TOLD: Readonly<Record<string, Told>> = {
  TAB_AS_INDENT: ["indented with a tab", "indent with spaces: YAML allows no tabs there"],
  MISSING_CHAR: ["a quote or bracket is not closed", "close it, or quote the whole text"],
  BAD_INDENT: ["indentation does not fit its surroundings", "give all keys of one mapping the same number of spaces"],
  BLOCK_AS_IMPLICIT_KEY: ['a second ": " on one line', "quote the text that holds the colon, or start a new line"],
  MULTILINE_IMPLICIT_KEY: ["a key without a value", "add a colon and a value, or a hyphen if it belongs to a list"],
  BAD_SCALAR_START: ["begins with a character that YAML reserves", "quote the text"],
  BAD_DQ_ESCAPE: ["a backslash that escapes nothing", "use single quotes, or write the backslash twice"],
  TAG_RESOLVE_FAILED: ["a tag that is not known here", "remove the tag: the estate has plain values only"],
};

const OTHERWISE = "check quotes, colons and indentation here and in the line above";

/** Why the documents of a file are not one estate; empty when they are. */
export function syntaxFaults(documents: readonly Document.Parsed[]): readonly YamlFault[] {
  const unreadable = documents.flatMap((document) => parserFaults(document));
  if (unreadable.length > 0) return unreadable;
  const [first, second] = documents;
  if (first === undefined || first.contents === null || (isScalar(first.contents) && first.contents.value === null))
    return [fault(0, ["holds no estate", "start from examples/minimal.yaml"])];
  if (second !== undefined)
    return [
      fault(startOf(second.contents) ?? second.range[0], [
        "a second YAML document",
        "keep one: remove the line with `---` and what is not of this estate",
      ]),
    ];
  const odd = oddNodes(first);
  return odd.length > 0 ? odd : aliasBomb(first);
}

/** Keys that stand twice in one mapping: YAML readers keep the last and drop the others without a word. */
export function duplicateKeys(document: Document.Parsed, lineOf: (offset: number) => number): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map: (_key, map, ancestors) => {
      const first = new Map<string, number>();
      for (const pair of map.items) {
        const name = keyName(pair);
        const offset = startOf(pair.key);
        if (name === undefined || offset === undefined) continue;
        const before = first.get(name);
        if (before === undefined) first.set(name, offset);
        else
          faults.push({
            offset,
            path: pathText([...pathOf(ancestors, map), name]),
            message: `duplicate key "${name}", at lines ${String(lineOf(before))} and ${String(lineOf(offset))}`,
            fix: "merge the two or remove one",
          });
      }
    },
  });
  return faults;
}

function parserFaults(document: Document.Parsed): readonly YamlFault[] {
  return [...document.errors, ...document.warnings].map((error) =>
    fault(error.pos[0], TOLD[error.code] ?? [lowerFirst(error.message), OTHERWISE]),
  );
}

/** Aliases that lead nowhere or into themselves, and keys that are mappings or lists. */
function oddNodes(document: Document.Parsed): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Pair: (_key, pair) => {
      if (!isScalar(pair.key) || pair.key.value === null)
        faults.push(
          fault(startOf(pair.key) ?? startOf(pair.value) ?? 0, [
            "a key that is not text",
            "write the key as text, quoted if it holds special characters",
          ]),
        );
      else if (isMergeKey(pair) && !mergeSources(document, pair.value).every((source) => isMap(source)))
        faults.push(
          fault(startOf(pair.key) ?? 0, [
            "merges something that is no mapping",
            "give << an alias of a mapping, or quote it if it is a key",
          ]),
        );
    },
    Alias: (_key, alias, ancestors) => {
      const target = alias.resolve(document);
      if (target === undefined)
        faults.push(
          fault(startOf(alias) ?? 0, [
            `alias *${alias.source} has no anchor before it`,
            `set the anchor &${alias.source} above this line`,
          ]),
        );
      else if (ancestors.includes(target))
        faults.push(
          fault(startOf(alias) ?? 0, [`alias *${alias.source} stands inside its own anchor`, "write the value out"]),
        );
    },
  });
  return faults;
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && typeof key.value === "symbol";
}

/** What `<<` merges, aliases followed: one node, or those of a list. */
function mergeSources(document: Document.Parsed, value: unknown): readonly unknown[] {
  const followed = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const source = followed(value);
  return isSeq(source) ? source.items.map(followed) : [source];
}

function aliasBomb(document: Document.Parsed): readonly YamlFault[] {
  try {
    document.toJS({ maxAliasCount: MOST_ALIASES });
    return [];
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const told: Told = [`its aliases multiply to more than ${String(MOST_ALIASES)} nodes`, "write the values out"];
    return [fault(firstAlias(document), told)];
  }
}

function firstAlias(document: Document.Parsed): number {
  let offset: number | undefined;
  visit(document, {
    Alias: (_key, alias) => {
      offset = startOf(alias);
      return visit.BREAK;
    },
  });
  return offset ?? 0;
}

/** The path of a mapping, from the nodes above it. */
function pathOf(ancestors: readonly unknown[], node: unknown): readonly (string | number)[] {
  const chain: readonly unknown[] = [...ancestors, node];
  const path: (string | number)[] = [];
  for (const [index, above] of chain.entries()) {
    if (isPair(above)) path.push(keyName(above) ?? "");
    else if (isSeq(above)) path.push(above.items.indexOf(chain[index + 1]));
  }
  return path;
}

function fault(offset: number, [message, fix]: Told): YamlFault {
  return { offset, path: "", message, fix };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
