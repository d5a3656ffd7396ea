/** Where the node of a path begins in a YAML document. */
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Document, Node, Pair } from "yaml";

interface Step {
  readonly node: unknown;
  /** Where its key begins; undefined for the entry of a list, which has none. */
  readonly keyOffset: number | undefined;
}

/** Where a node was found. */
export interface Found {
  readonly offset: number;
  /** Keys and indexes that lead to it; fewer than asked for when there is no such node. */
  readonly depth: number;
}

/**
 * Finds the value at `path`. The offset is the key's instead when asked for, and where a value is empty or begins on a
 * later line; it is the nearest parent's when there is no such node.
 */
export function findNode(document: Document.Parsed, path: readonly (string | number)[], atKey: boolean): Found {
  let at: Step = { node: document.contents, keyOffset: undefined };
  for (const [depth, part] of path.entries()) {
    const next = stepInto(document, at.node, part);
    if (next === undefined) return { offset: at.keyOffset ?? startOf(at.node) ?? 0, depth };
    at = next;
  }
  const [preferred, other] =
    atKey || !beginsOnItsLine(at.node) ? [at.keyOffset, startOf(at.node)] : [startOf(at.node), at.keyOffset];
  return { offset: preferred ?? other ?? 0, depth: path.length };
}

/** The name of a mapping's key, as JavaScript sees it; undefined for keys that are no scalars. */
export function keyName(pair: Pair): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  const { value } = pair.key;
  return typeof value === "symbol" ? value.description : String(value); // the merge key `<<` is a symbol
}

/** Where a node begins; undefined for one without a place. */
export function startOf(node: unknown): number | undefined {
  return isNodeWithRange(node) ? node.range[0] : undefined;
}

function stepInto(document: Document.Parsed, above: unknown, part: string | number): Step | undefined {
  const node: unknown = isAlias(above) ? above.resolve(document) : above;
  if (isSeq(node) && typeof part === "number" && part < node.items.length)
    return { node: node.items[part], keyOffset: undefined };
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast((item) => keyName(item) === String(part));
  return pair === undefined
    ? stepIntoMerged(document, node.items, part)
    : { node: pair.value, keyOffset: startOf(pair.key) };
}

/** A key that came in by `<<`: from one mapping, or from the first of several that has it. */
function stepIntoMerged(document: Document.Parsed, pairs: readonly Pair[], part: string | number): Step | undefined {
  const merged = pairs.find((item) => keyName(item) === "<<")?.value;
  const sources: readonly unknown[] = isSeq(merged) ? merged.items : [merged];
  for (const source of sources) {
    const step = source === undefined ? undefined : stepInto(document, source, part);
    if (step !== undefined) return step;
  }
  return undefined;
}

function beginsOnItsLine(node: unknown): boolean {
  if (isScalar(node)) return node.value !== null;
  return isMap(node) || isSeq(node) ? node.flow === true : true;
}

function isNodeWithRange(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
