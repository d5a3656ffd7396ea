/**
 * PromQL as values: `promql("http_requests_total").where({ service: true }).rate().sumBy("service")`. Every step makes
 * a new expression. The words of the label contract can be used wherever a label is named.
 */
import type { Filter } from "./filter";
import {
  type Aggregation,
  type BinaryOperator,
  type Matching,
  promGrouping,
  promMetrics,
  type PromNode,
  promText,
} from "./promql-node";
import { type Duration, RATE_WINDOW, type Use, type Window } from "./use";

/** An expression, or a number as it is. */
export type Operand = PromExpr | number;

/** An instant vector: what can be shown, aggregated and compared. */
export class PromExpr {
  constructor(readonly node: PromNode) {}

  /** The text for a dashboard or an alert. */
  text(use: Use): string {
    return promText(this.node, use);
  }

  /** Names of the metrics read. */
  get metrics(): readonly string[] {
    return promMetrics(this.node);
  }

  /** Words for the labels that the result is grouped by. */
  get grouping(): readonly string[] {
    return promGrouping(this.node);
  }

  sum(): PromExpr {
    return this.aggregate("sum");
  }

  sumBy(...labels: readonly string[]): PromExpr {
    return this.aggregate("sum", labels);
  }

  avg(): PromExpr {
    return this.aggregate("avg");
  }

  avgBy(...labels: readonly string[]): PromExpr {
    return this.aggregate("avg", labels);
  }

  min(): PromExpr {
    return this.aggregate("min");
  }

  minBy(...labels: readonly string[]): PromExpr {
    return this.aggregate("min", labels);
  }

  max(): PromExpr {
    return this.aggregate("max");
  }

  maxBy(...labels: readonly string[]): PromExpr {
    return this.aggregate("max", labels);
  }

  /** Number of series. */
  count(): PromExpr {
    return this.aggregate("count");
  }

  countBy(...labels: readonly string[]): PromExpr {
    return this.aggregate("count", labels);
  }

  sumWithout(...labels: readonly string[]): PromExpr {
    const grouping = { how: "without", labels } as const;
    return new PromExpr({ kind: "aggregate", operator: "sum", grouping, of: this.node });
  }

  /** The `n` series with the largest values at each point; in a table, the `n` largest. */
  topk(n: number): PromExpr {
    return new PromExpr({ kind: "aggregate", operator: "topk", parameter: n, of: this.node });
  }

  bottomk(n: number): PromExpr {
    return new PromExpr({ kind: "aggregate", operator: "bottomk", parameter: n, of: this.node });
  }

  plus(other: Operand, matching?: Matching): PromExpr {
    return this.binary("+", other, matching);
  }

  minus(other: Operand, matching?: Matching): PromExpr {
    return this.binary("-", other, matching);
  }

  times(other: Operand, matching?: Matching): PromExpr {
    return this.binary("*", other, matching);
  }

  dividedBy(other: Operand, matching?: Matching): PromExpr {
    return this.binary("/", other, matching);
  }

  /** Keeps what is above; see `isAbove` for 1 and 0. */
  above(other: Operand, matching?: Matching): PromExpr {
    return this.binary(">", other, matching);
  }

  below(other: Operand, matching?: Matching): PromExpr {
    return this.binary("<", other, matching);
  }

  equalTo(other: Operand, matching?: Matching): PromExpr {
    return this.binary("==", other, matching);
  }

  notEqualTo(other: Operand, matching?: Matching): PromExpr {
    return this.binary("!=", other, matching);
  }

  /** 1 where the comparison holds, 0 where it does not. */
  is(operator: ">" | "<" | ">=" | "<=" | "==" | "!=", other: Operand, matching?: Matching): PromExpr {
    return this.binary(operator, other, matching, true);
  }

  /** Keeps series that the other side has as well. */
  and(other: PromExpr, matching?: Matching): PromExpr {
    return this.binary("and", other, matching);
  }

  or(other: PromExpr, matching?: Matching): PromExpr {
    return this.binary("or", other, matching);
  }

  unless(other: PromExpr, matching?: Matching): PromExpr {
    return this.binary("unless", other, matching);
  }

  /** 0 where there is no series at all, so that "none" is a number. */
  orZero(): PromExpr {
    return this.or(call("vector", 0));
  }

  /** 0 for each series of the other side that this side lacks, such as services without a single error. */
  orZeroOf(other: PromExpr): PromExpr {
    return this.or(other.times(0));
  }

  /** Any other function of one vector, with arguments behind it: `clamp_max`, `abs`, `round`, `absent`. */
  apply(name: string, ...args: readonly (number | string)[]): PromExpr {
    return call(name, this, ...args);
  }

  /** A function over the recent values of this expression: `.over("max_over_time", "1h", "1m")`. */
  over(name: OverTime, window: Window, step?: Duration): PromExpr {
    const values: PromNode = { kind: "subquery", of: this.node, window, ...(step === undefined ? {} : { step }) };
    return new PromExpr({ kind: "call", name, args: [values] });
  }

  private aggregate(operator: Aggregation, labels?: readonly string[]): PromExpr {
    const grouping = labels === undefined ? {} : { grouping: { how: "by", labels } as const };
    return new PromExpr({ kind: "aggregate", operator, of: this.node, ...grouping });
  }

  private binary(operator: BinaryOperator, other: Operand, matching: Matching = {}, bool = false): PromExpr {
    return new PromExpr({ kind: "binary", operator, bool, matching, left: this.node, right: nodeOf(other) });
  }
}

/** Functions over a range of values, other than those for counters. */
export type OverTime =
  | "avg_over_time"
  | "count_over_time"
  | "last_over_time"
  | "max_over_time"
  | "min_over_time"
  | "present_over_time"
  | "stddev_over_time"
  | "sum_over_time";

/** The series of one metric, as they were last scraped. */
export class PromSelector extends PromExpr {
  constructor(private readonly selector: Extract<PromNode, { kind: "selector" }>) {
    super(selector);
  }

  /** Fewer series. `true` takes what the dashboard's variable of that name holds; alerts look at all series then. */
  where(filter: Filter): PromSelector {
    return new PromSelector({ ...this.selector, filters: [...this.selector.filters, filter] });
  }

  /** As it was some time ago. */
  offset(offset: Duration): PromSelector {
    return new PromSelector({ ...this.selector, offset });
  }

  /** Of a counter: increase per second. */
  rate(window: Window = RATE_WINDOW): PromExpr {
    return this.ranged("rate", window);
  }

  /** Of a counter: by how much it grew within the window. */
  increase(window: Window = RATE_WINDOW): PromExpr {
    return this.ranged("increase", window);
  }

  /** Of a gauge: by how much it changed within the window. */
  delta(window: Window): PromExpr {
    return this.ranged("delta", window);
  }

  /** Of a gauge: change per second, by linear regression. */
  deriv(window: Window): PromExpr {
    return this.ranged("deriv", window);
  }

  /** How often the value changed within the window. */
  changes(window: Window): PromExpr {
    return this.ranged("changes", window);
  }

  /** A function over the values within the window: `.overTime("max_over_time", "1h")`. */
  overTime(name: OverTime, window: Window): PromExpr {
    return this.ranged(name, window);
  }

  /** Of a gauge: the value it will have after so many seconds, if it goes on as within the window. */
  predictLinear(window: Window, seconds: number): PromExpr {
    const args = [{ ...this.selector, window }, nodeOf(seconds)];
    return new PromExpr({ kind: "call", name: "predict_linear", args });
  }

  private ranged(name: string, window: Window): PromExpr {
    return new PromExpr({ kind: "call", name, args: [{ ...this.selector, window }] });
  }
}

/** All series of a metric. */
export function promql(metric: string): PromSelector {
  if (!/^[a-zA-Z_:][\w:]*$/.test(metric)) throw new Error(`${JSON.stringify(metric)} is no name of a metric.`);
  return new PromSelector({ kind: "selector", metric, filters: [] });
}

/**
 * A quantile, 0-1, of a classic histogram. Give it the rates of the buckets; it groups them by the labels and `le`.
 * `histogramQuantile(0.95, promql("x_bucket").rate(), "service")`
 */
export function histogramQuantile(quantile: number, bucketRates: PromExpr, ...labels: readonly string[]): PromExpr {
  return call("histogram_quantile", quantile, bucketRates.sumBy(...labels, "le"));
}

/** One part of a whole, 0-1; nothing where the whole is zero. Both sides need the same labels. */
export function ratio(part: PromExpr, whole: PromExpr, matching?: Matching): PromExpr {
  return part.dividedBy(whole.above(0), matching);
}

/** One part of a whole in percent; nothing where the whole is zero. */
export function percentOf(part: PromExpr, whole: PromExpr, matching?: Matching): PromExpr {
  return ratio(part, whole, matching).times(100);
}

export function topk(n: number, of: PromExpr): PromExpr {
  return of.topk(n);
}

/** Seconds since 1970 at the time of evaluation. */
export function now(): PromExpr {
  return call("time");
}

/** Seconds since the moment that a metric holds as seconds since 1970. */
export function secondsSince(moment: PromExpr): PromExpr {
  return now().minus(moment);
}

function call(name: string, ...args: readonly (Operand | string)[]): PromExpr {
  return new PromExpr({ kind: "call", name, args: args.map(nodeOf) });
}

function nodeOf(value: Operand | string): PromNode {
  if (typeof value === "number") return { kind: "number", value };
  return typeof value === "string" ? { kind: "text", value } : value.node;
}
