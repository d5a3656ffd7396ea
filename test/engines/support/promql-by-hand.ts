/**
 * Answers to PromQL from series that are straight lines: a rate is a slope, a mean lies in the middle. What is not known
 * here is refused, never guessed.
 */
import { childNamed, type SyntaxNode } from "../../../dashboards/core/lint/grammar";
import { callName, type MatcherReading, selectorsOf } from "../../../dashboards/core/lint/promql-reading";
import { quantile } from "./metric-expected";
import { END, RANGE, type Series, STEP, valueAt } from "./metric-series";
import {
  aggregate,
  calculate,
  combine,
  filtered,
  grouped,
  type Grouping,
  kept,
  type Matching,
  NotByHand,
  reduce,
  type Vector,
} from "./promql-vectors";

/** A number, or a value for each series. */
export type Result = number | readonly Vector[];

/** How long Prometheus looks back for a sample. */
const LOOK_BACK = 300;

export class ByHand {
  private readonly byName: ReadonlyMap<string, readonly Series[]>;

  constructor(series: readonly Series[]) {
    this.byName = grouped(series, ({ name }) => name);
  }

  /** The answer at a moment, in seconds since 1970. Throws `NotByHand` for what is not known here. */
  answer(node: SyntaxNode, at: number = END): Result {
    const call = callName(node);
    if (node.name === "AggregateExpr") return this.aggregated(call ?? "", node, at);
    if (call !== undefined) return this.called(call, node, at);
    switch (node.name) {
      case "PromQL":
      case "ParenExpr":
        return this.answer(only(node), at);
      case "NumberDurationLiteral":
        return Number(node.text);
      case "UnaryExpr": {
        const of = this.answer(node.children.at(-1) ?? node, at);
        return typeof of === "number" ? -of : mapped(of, (value) => -value);
      }
      case "VectorSelector":
        return this.selected(node, at);
      case "OffsetExpr":
        return this.answer(only(node), at - offsetOf(node));
      case "BinaryExpr":
        return this.binary(node, at);
      default:
        throw new NotByHand(node.name);
    }
  }

  private selected(node: SyntaxNode, at: number): Vector[] {
    const time = sampleBefore(at);
    if (time === undefined) return [];
    return this.find(node).map((one) => ({ labels: one.labels, value: valueAt(one, time) }));
  }

  private find(node: SyntaxNode): readonly Series[] {
    const [selector] = selectorsOf(node);
    const of = this.byName.get(selector?.metric ?? "") ?? [];
    return of.filter(({ labels }) =>
      (selector?.matchers ?? []).every((matcher) => fits(labels[matcher.label] ?? "", matcher)),
    );
  }

  private aggregated(operator: string, node: SyntaxNode, at: number): Vector[] {
    const args = childNamed(node, "FunctionCallBody")?.children ?? [];
    const modifier = childNamed(node, "AggregateModifier");
    const by = modifier !== undefined && childNamed(modifier, "By") !== undefined;
    const grouping: Grouping =
      modifier === undefined ? { how: "by", labels: [] } : { how: by ? "by" : "without", labels: groupingOf(modifier) };
    const parameter = args.length > 1 ? Number(args[0]?.text) : undefined;
    return aggregate(operator, vectors(this.answer(last(args), at)), grouping, parameter);
  }

  private called(name: string, node: SyntaxNode, at: number): Result {
    const args = childNamed(node, "FunctionCallBody")?.children ?? [];
    const argument = (place: number): Result => this.answer(nth(args, place), at);
    switch (name) {
      case "time":
        return at;
      case "vector":
        return [{ labels: {}, value: numberOf(argument(0)) }];
      case "scalar": {
        const [one, ...more] = vectors(argument(0));
        return one === undefined || more.length > 0 ? Number.NaN : one.value;
      }
      case "abs":
      case "ceil":
      case "floor":
        return mapped(vectors(argument(0)), Math[name]);
      case "round":
        if (args.length > 1) throw new NotByHand("round to a multiple");
        return mapped(vectors(argument(0)), Math.round);
      case "clamp_min":
        return mapped(vectors(argument(0)), (value) => Math.max(value, numberOf(argument(1))));
      case "clamp_max":
        return mapped(vectors(argument(0)), (value) => Math.min(value, numberOf(argument(1))));
      case "sort":
      case "sort_desc":
        return argument(0);
      case "histogram_quantile":
        return quantiles(numberOf(argument(0)), vectors(argument(1)));
      case "predict_linear": {
        const seconds = numberOf(argument(1));
        return this.ranged(nth(args, 0), at, (one) => valueAt(one, at + seconds));
      }
      default:
        return this.overTime(name, nth(args, 0), at);
    }
  }

  /** A function of the values of a window. */
  private overTime(name: string, range: SyntaxNode, at: number): Vector[] {
    const seconds = secondsOf(childNamed(windowOf(range), "DurationExpr")?.text ?? "");
    switch (name) {
      case "rate":
      case "irate":
      case "deriv":
        return this.ranged(range, at, ({ slope }) => slope);
      case "increase":
      case "delta":
        return this.ranged(range, at, ({ slope }) => slope * seconds);
      case "changes":
        return this.ranged(range, at, ({ slope }, times) => (slope === 0 ? 0 : times.length - 1));
      case "last_over_time":
        return this.ranged(range, at, (one, times) => valueAt(one, Math.max(...times)));
      case "present_over_time":
        return this.ranged(range, at, () => 1);
    }
    const [, operator] = /^(avg|min|max|sum|count)_over_time$/.exec(name) ?? [];
    if (operator === undefined) throw new NotByHand(`function ${name}`);
    if (range.name === "SubqueryExpr") return this.repeated(operator, range, at);
    return this.ranged(range, at, (one, times) =>
      reduce(
        operator,
        times.map((time) => valueAt(one, time)),
      ),
    );
  }

  private ranged(range: SyntaxNode, at: number, measure: (one: Series, times: readonly number[]) => number): Vector[] {
    if (range.name === "SubqueryExpr") throw new NotByHand("a function of a subquery");
    const end = at - (range.name === "OffsetExpr" ? offsetOf(range) : 0);
    const seconds = secondsOf(childNamed(windowOf(range), "DurationExpr")?.text ?? "");
    const times = samples().filter((time) => time >= end - seconds && time <= end);
    if (times.length < 2) return [];
    return this.find(range).map((one) => ({ labels: one.labels, value: measure(one, times) }));
  }

  private repeated(operator: string, range: SyntaxNode, at: number): Vector[] {
    const [window, step] = range.children.filter(({ name }) => name === "DurationExpr");
    const every = step === undefined ? 60 : secondsOf(step.text);
    const from = at - secondsOf(window?.text ?? "");
    const times: number[] = [];
    for (let time = Math.ceil(from / every) * every; time <= at; time += every) times.push(time);
    const all = times.flatMap((time) => [...vectors(this.answer(only(range), time))]);
    return aggregate(operator, all, { how: "without", labels: [] });
  }

  private binary(node: SyntaxNode, at: number): Result {
    const operator = node.children[1]?.text ?? "";
    const bool = childNamed(node, "BoolModifier") !== undefined;
    const left = this.answer(nth(node.children, 0), at);
    const right = this.answer(last(node.children), at);
    if (typeof left === "number" && typeof right === "number") return calculate(operator, left, right);
    if (typeof right === "number")
      return vectors(left).flatMap((one) =>
        filtered(operator, { labels: one.labels, value: calculate(operator, one.value, right) }, one, bool),
      );
    if (typeof left === "number")
      return right.flatMap((one) =>
        filtered(operator, { labels: one.labels, value: calculate(operator, left, one.value) }, one, bool),
      );
    return combine(operator, left, right, matchingOf(node), bool);
  }
}

function quantiles(share: number, buckets: readonly Vector[]): Vector[] {
  const groups = grouped(buckets, ({ labels }) => JSON.stringify(kept(labels, { how: "without", labels: ["le"] })));
  return [...groups].map(([labels, group]) => ({
    labels: JSON.parse(labels) as Vector["labels"],
    value: quantile(
      share,
      group.map((one) => ({ name: "", labels: one.labels, last: 0, slope: one.value })),
    ),
  }));
}

function matchingOf(node: SyntaxNode): Matching {
  const clause = childNamed(node, "MatchingModifierClause");
  if (clause === undefined) return {};
  if (childNamed(clause, "GroupRight") !== undefined) throw new NotByHand("group_right");
  const [first = [], second = []] = clause.children
    .filter(({ name }) => name === "GroupingLabels")
    .map(({ children }) => children.map(({ text }) => text));
  const on = childNamed(clause, "On") !== undefined;
  return {
    ...(on ? { on: first } : { ignoring: first }),
    ...(childNamed(clause, "GroupLeft") === undefined ? {} : { groupLeft: second }),
  };
}

function groupingOf(node: SyntaxNode): string[] {
  return (childNamed(node, "GroupingLabels")?.children ?? []).map(({ text }) => text);
}

function windowOf(range: SyntaxNode): SyntaxNode {
  return range.name === "OffsetExpr" ? only(range) : range;
}

function offsetOf(node: SyntaxNode): number {
  return secondsOf(childNamed(node, "OffsetDurationExpr")?.text ?? "");
}

function secondsOf(duration: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  const parts = [...duration.matchAll(/(\d+)([smhdw])/g)];
  if (parts.length === 0) throw new NotByHand(`duration ${duration}`);
  return parts.reduce((whole, [, count, unit]) => whole + Number(count) * (units[unit ?? ""] ?? Number.NaN), 0);
}

function samples(): number[] {
  return Array.from({ length: RANGE / STEP + 1 }, (_, index) => END - index * STEP);
}

function sampleBefore(at: number): number | undefined {
  return samples().find((time) => time <= at && time > at - LOOK_BACK);
}

function fits(value: string, { operator, value: wanted }: MatcherReading): boolean {
  const text = wanted.replaceAll(/\\(.)/g, "$1");
  const whole = new RegExp(`^(?:${text})$`, "s");
  switch (operator) {
    case "=":
      return value === text;
    case "!=":
      return value !== text;
    case "=~":
      return whole.test(value);
    default:
      return !whole.test(value);
  }
}

function mapped(of: readonly Vector[], change: (value: number) => number): Vector[] {
  return of.map(({ labels, value }) => ({ labels, value: change(value) }));
}

function vectors(result: Result): readonly Vector[] {
  if (typeof result === "number") throw new Error("a number where series are wanted");
  return result;
}

function numberOf(result: Result): number {
  if (typeof result !== "number") throw new NotByHand("a parameter that is no number");
  return result;
}

function only(node: SyntaxNode): SyntaxNode {
  return nth(node.children, 0);
}

function last(nodes: readonly SyntaxNode[]): SyntaxNode {
  return nth(nodes, nodes.length - 1);
}

function nth(nodes: readonly SyntaxNode[], place: number): SyntaxNode {
  const node = nodes[place];
  if (node === undefined) throw new NotByHand("an argument that is not there");
  return node;
}
