/** Arithmetic between series as the manual of Prometheus has it, for answers that are worked out without Prometheus. */

/** Values by series at one moment; no name of a metric is kept. */
export interface Vector {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Grouping {
  readonly how: "by" | "without";
  readonly labels: readonly string[];
}

export interface Matching {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  /** Labels that the many take over from the one. */
  readonly groupLeft?: readonly string[];
}

/** What has no answer by hand. */
export class NotByHand extends Error {}

/** Labels of a group, or of what two sides are matched by. */
export function kept(labels: Vector["labels"], grouping: Grouping): Vector["labels"] {
  const entries = Object.entries(labels).filter(([label]) =>
    grouping.how === "by" ? grouping.labels.includes(label) : !grouping.labels.includes(label),
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function keyOf(labels: Vector["labels"]): string {
  return JSON.stringify(kept(labels, { how: "without", labels: [] }));
}

export function aggregate(operator: string, of: readonly Vector[], grouping: Grouping, parameter?: number): Vector[] {
  return [...grouped(of, ({ labels }) => keyOf(kept(labels, grouping)))].flatMap(([key, group]) => {
    const largest = group.toSorted((a, b) => b.value - a.value);
    if (operator === "topk") return largest.slice(0, parameter);
    if (operator === "bottomk") return largest.toReversed().slice(0, parameter);
    const labels = JSON.parse(key) as Vector["labels"];
    return [
      {
        labels,
        value: reduce(
          operator,
          group.map(({ value }) => value),
        ),
      },
    ];
  });
}

export function grouped<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Numbers as one number. */
export function reduce(operator: string, values: readonly number[]): number {
  const whole = values.reduce((sum, value) => sum + value, 0);
  switch (operator) {
    case "sum":
      return whole;
    case "avg":
      return whole / values.length;
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "count":
      return values.length;
    case "group":
      return 1;
    default:
      throw new NotByHand(`aggregation ${operator}`);
  }
}

/** Two numbers by an operator; a comparison gives whether it holds. */
export function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "^":
      return a ** b;
    case ">":
      return Number(a > b);
    case "<":
      return Number(a < b);
    case ">=":
      return Number(a >= b);
    case "<=":
      return Number(a <= b);
    case "==":
      return Number(a === b);
    case "!=":
      return Number(a !== b);
    default:
      throw new NotByHand(`operator ${operator}`);
  }
}

/** Series of two sides that belong together. */
export function combine(
  operator: string,
  left: readonly Vector[],
  right: readonly Vector[],
  { on, ignoring, groupLeft }: Matching,
  bool: boolean,
): Vector[] {
  const matched: Grouping = on === undefined ? { how: "without", labels: ignoring ?? [] } : { how: "by", labels: on };
  const match = ({ labels }: Vector): string => keyOf(kept(labels, matched));
  const there = new Set(right.map(match));
  switch (operator) {
    case "and":
      return left.filter((one) => there.has(match(one)));
    case "unless":
      return left.filter((one) => !there.has(match(one)));
    case "or": {
      const here = new Set(left.map(match));
      return [...left, ...right.filter((one) => !here.has(match(one)))];
    }
  }
  if (there.size !== right.length) throw new Error("the right side has several series for one of the left side");
  const partners = new Map(right.map((one) => [match(one), one]));
  return left.flatMap((one) => {
    const partner = partners.get(match(one));
    if (partner === undefined) return [];
    const value = calculate(operator, one.value, partner.value);
    const taken = groupLeft === undefined ? {} : kept(partner.labels, { how: "by", labels: groupLeft });
    const labels = groupLeft === undefined ? kept(one.labels, matched) : { ...one.labels, ...taken };
    return filtered(operator, { labels, value }, one, bool);
  });
}

/** A comparison keeps the series for which it holds, unless it is asked for 1 and 0. */
export function filtered(operator: string, result: Vector, original: Vector, bool: boolean): Vector[] {
  if (bool || !/^([<>]=?|[=!]=)$/.test(operator)) return [result];
  return result.value === 1 ? [{ labels: result.labels, value: original.value }] : [];
}
