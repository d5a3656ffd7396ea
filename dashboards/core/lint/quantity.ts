/** What a number measures, worked out from the metrics of an expression and what is done to them. */
import { type MetricCatalogue } from "../catalogue";
import { childNamed, type SyntaxNode } from "./grammar";
import { factOf } from "./metric-name";
import { callName, selectorsOf } from "./promql-reading";

/** Undefined is what cannot be told. */
export type Quantity =
  | {
      readonly base: Base;
      /** How often it is divided by time, in seconds. */
      readonly perSecond: number;
      /** What the buckets of a histogram measure, while the number itself counts. */
      readonly buckets?: Base;
    }
  | { readonly constant: number }
  | undefined;

export type Base =
  "bits" | "bytes" | "celsius" | "count" | "hertz" | "percent" | "seconds" | "share" | "timestamp" | "usd" | "volts";

/** Spellings of units in the catalogue: UCUM, and CloudWatch's words. */
const UNITS: Readonly<Record<string, { readonly base: Base; readonly perSecond: number }>> = {
  s: { base: "seconds", perSecond: 0 },
  Seconds: { base: "seconds", perSecond: 0 },
  By: { base: "bytes", perSecond: 0 },
  Bytes: { base: "bytes", perSecond: 0 },
  "By/s": { base: "bytes", perSecond: 1 },
  "Bytes/Second": { base: "bytes", perSecond: 1 },
  "bit/s": { base: "bits", perSecond: 1 },
  "Bits/Second": { base: "bits", perSecond: 1 },
  "%": { base: "percent", perSecond: 0 },
  Percent: { base: "percent", perSecond: 0 },
  Count: { base: "count", perSecond: 0 },
  "Count/Second": { base: "count", perSecond: 1 },
  Cel: { base: "celsius", perSecond: 0 },
  Hz: { base: "hertz", perSecond: 0 },
  V: { base: "volts", perSecond: 0 },
  timestamp: { base: "timestamp", perSecond: 0 },
  USD: { base: "usd", perSecond: 0 },
};

/** Functions whose result measures the same as their first vector. */
const SAME =
  /^(abs|avg|avg_over_time|bottomk|ceil|clamp|clamp_max|clamp_min|delta|floor|idelta|increase|label_join|label_replace|last_over_time|max|max_over_time|min|min_over_time|predict_linear|quantile|quantile_over_time|round|scalar|sort|sort_desc|stddev|sum|sum_over_time|topk)$/;
const PER_SECOND = /^(rate|irate|deriv)$/;
const COUNTS = /^(absent|absent_over_time|changes|count|count_over_time|count_values|group|present_over_time|resets)$/;

/** What a unit of the catalogue says; undefined for one that is not comparable, such as `1`. */
export function quantityOfUnit(unit: string): Quantity {
  const [, counted, per = ""] = /^\{([^}]*)\}(\/s)?$/.exec(unit) ?? [];
  if (counted !== undefined) return { base: "count", perSecond: per === "" ? 0 : 1 };
  return UNITS[unit];
}

/** What an expression of PromQL measures. */
export function quantityOf(node: SyntaxNode, catalogue: MetricCatalogue): Quantity {
  const call = callName(node);
  if (call !== undefined) return ofCall(call, node, catalogue);
  switch (node.name) {
    case "NumberDurationLiteral": {
      const constant = Number(node.text);
      return Number.isNaN(constant) ? undefined : { constant };
    }
    case "VectorSelector":
      return ofMetric(selectorsOf(node)[0]?.metric ?? "", catalogue);
    case "BinaryExpr":
      return ofBinary(node, catalogue);
    case "MatrixSelector":
    case "OffsetExpr":
    case "ParenExpr":
    case "PromQL":
    case "StepInvariantExpr":
    case "SubqueryExpr": {
      const [first] = node.children;
      return first === undefined ? undefined : quantityOf(first, catalogue);
    }
    default:
      return undefined;
  }
}

function ofMetric(name: string, catalogue: MetricCatalogue): Quantity {
  const named = factOf(catalogue, name);
  if (named === undefined) return undefined;
  const measured = quantityOfUnit(named.fact.unit);
  if (named.part === undefined || named.part === "sum") return measured;
  const buckets = measured !== undefined && "base" in measured ? { buckets: measured.base } : {};
  return { base: "count", perSecond: 0, ...(named.part === "bucket" ? buckets : {}) };
}

function ofCall(name: string, node: SyntaxNode, catalogue: MetricCatalogue): Quantity {
  const args = childNamed(node, "FunctionCallBody")?.children ?? [];
  if (COUNTS.test(name)) return { base: "count", perSecond: 0 };
  if (name === "time" || name === "timestamp") return { base: "timestamp", perSecond: 0 };
  if (name === "vector") return args[0] === undefined ? undefined : quantityOf(args[0], catalogue);
  const of = args
    .map((arg) => quantityOf(arg, catalogue))
    .find((quantity) => quantity !== undefined && "base" in quantity);
  if (of === undefined || !("base" in of)) return undefined;
  if (name === "histogram_quantile") return of.buckets === undefined ? undefined : { base: of.buckets, perSecond: 0 };
  if (PER_SECOND.test(name)) return { ...of, perSecond: of.perSecond + 1 };
  return SAME.test(name) ? of : undefined;
}

function ofBinary(node: SyntaxNode, catalogue: MetricCatalogue): Quantity {
  const [left, operator] = node.children;
  const right = node.children.at(-1);
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  const a = quantityOf(left, catalogue);
  const b = quantityOf(right, catalogue);
  if (childNamed(node, "BoolModifier") !== undefined) return { base: "count", perSecond: 0 };
  switch (operator.text) {
    case "*":
      return product(a, b);
    case "/":
      return quotient(a, b);
    case "+":
      return combined(a, b);
    case "-":
      return difference(a, b);
    default:
      return a ?? b;
  }
}

function product(a: Quantity, b: Quantity): Quantity {
  if (a === undefined || b === undefined) return undefined;
  if ("constant" in a) return "constant" in b ? { constant: a.constant * b.constant } : product(b, a);
  if (!("constant" in b)) return undefined;
  if (a.base === "share" && b.constant === 100) return { base: "percent", perSecond: 0 };
  if (a.base === "bytes" && b.constant === 8) return { ...a, base: "bits" };
  // Nothing, to fill gaps with, or a factor that changes the unit.
  return b.constant === 0 || b.constant === 1 ? a : undefined;
}

function quotient(a: Quantity, b: Quantity): Quantity {
  if (a === undefined || b === undefined || !("base" in a) || !("base" in b)) return undefined;
  if (a.base === b.base && a.perSecond === b.perSecond) return { base: "share", perSecond: 0 };
  // A sum by how many it is of: the mean.
  if (b.base === "count" && a.perSecond === b.perSecond) return { base: a.base, perSecond: 0 };
  return undefined;
}

function combined(a: Quantity, b: Quantity): Quantity {
  if (a === undefined || b === undefined) return undefined;
  return "constant" in a ? b : a;
}

function difference(a: Quantity, b: Quantity): Quantity {
  if (a === undefined || b === undefined) return undefined;
  if ("constant" in a && a.constant === 1 && "base" in b && b.base === "share") return b;
  if ("base" in a && "base" in b && a.base === "timestamp") return { base: "seconds", perSecond: 0 };
  return combined(a, b);
}
