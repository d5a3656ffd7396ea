/** Where in its source each node of an estate stands, so that a problem can point at it. */

/** Line and column from 1; both 0 when there is no file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** Tells apart nodes at one place: the one that holds the other comes first. */
  readonly order: number;
}

/** Finds the nearest existing node of a path: the value, its key when `atKey`, else the parent that lacks it. */
export type Locate = (path: readonly (string | number)[], atKey: boolean) => Place;

/** Places in an estate given as an object: the order of its keys, and no lines. */
export function locateInObject(root: unknown): Locate {
  const orders = new Map<string, number>();
  const visit = (node: unknown, path: readonly (string | number)[], above: ReadonlySet<unknown>): void => {
    orders.set(JSON.stringify(path), orders.size * 2);
    if (typeof node !== "object" || node === null || above.has(node)) return;
    const inside = new Set(above).add(node);
    if (Array.isArray(node)) node.forEach((item, index) => visit(item, [...path, index], inside));
    else Object.entries(node).forEach(([key, value]) => visit(value, [...path, key], inside));
  };
  visit(root, [], new Set());

  return (path, atKey) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const order = orders.get(JSON.stringify(path.slice(0, length)));
      if (order === undefined) continue;
      return { line: 0, column: 0, order: length === path.length && !atKey ? order + 1 : order };
    }
    return { line: 0, column: 0, order: 0 };
  };
}
