/** A PromQL expression as a tree, and the only place that writes it as text. */
import { labelOf } from "../labels";
import { conditions, type Filter, quoted } from "./filter";
import { type Duration, type Use, type Window, windowText } from "./use";

export type Aggregation =
  "sum" | "avg" | "min" | "max" | "count" | "group" | "stddev" | "topk" | "bottomk" | "quantile";

export type BinaryOperator =
  "+" | "-" | "*" | "/" | "%" | "^" | ">" | "<" | ">=" | "<=" | "==" | "!=" | "and" | "or" | "unless";

/** Which labels decide that two series belong together. @default - all of them */
export interface Matching {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  /** Labels to take over from the other side, where this side has many series for one of that. */
  readonly groupLeft?: readonly string[];
}

export type PromNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | {
      readonly kind: "selector";
      readonly metric: string;
      readonly filters: readonly Filter[];
      readonly window?: Window;
      readonly offset?: Duration;
    }
  | {
      readonly kind: "subquery";
      readonly of: PromNode;
      readonly window: Window;
      /** @default - the evaluation interval */
      readonly step?: Duration;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly PromNode[] }
  | {
      readonly kind: "aggregate";
      readonly operator: Aggregation;
      readonly parameter?: number;
      readonly grouping?: { readonly how: "by" | "without"; readonly labels: readonly string[] };
      readonly of: PromNode;
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly bool: boolean;
      readonly matching: Matching;
      readonly left: PromNode;
      readonly right: PromNode;
    };

export function promText(node: PromNode, use: Use): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "text":
      return quoted(node.value);
    case "selector":
      return selectorText(node, use);
    case "subquery":
      return `${operand(node.of, use)}[${windowText(node.window, use)}:${node.step ?? ""}]`;
    case "call":
      return `${node.name}(${node.args.map((arg) => promText(arg, use)).join(", ")})`;
    case "aggregate":
      return aggregateText(node, use);
    case "binary":
      return `${operand(node.left, use)} ${operatorText(node)} ${operand(node.right, use)}`;
  }
}

/** Names of the metrics that an expression reads, each once, in order of appearance. */
export function promMetrics(node: PromNode): string[] {
  return [...new Set(walk(node).flatMap((part) => (part.kind === "selector" ? [part.metric] : [])))];
}

/** Labels, as words, by which the outermost aggregation groups; empty where nothing is grouped. */
export function promGrouping(node: PromNode): readonly string[] {
  switch (node.kind) {
    case "aggregate": {
      if (node.operator === "topk" || node.operator === "bottomk") return promGrouping(node.of);
      return node.grouping?.how === "by" ? node.grouping.labels : [];
    }
    case "call":
      return node.args.flatMap(promGrouping).filter((label) => node.name !== "histogram_quantile" || label !== "le");
    case "binary":
      return promGrouping(node.left);
    case "subquery":
      return promGrouping(node.of);
    default:
      return [];
  }
}

/** A node and everything below it. */
export function walk(node: PromNode): PromNode[] {
  switch (node.kind) {
    case "call":
      return [node, ...node.args.flatMap(walk)];
    case "aggregate":
    case "subquery":
      return [node, ...walk(node.of)];
    case "binary":
      return [node, ...walk(node.left), ...walk(node.right)];
    default:
      return [node];
  }
}

function selectorText({ metric, filters, window, offset }: Extract<PromNode, { kind: "selector" }>, use: Use): string {
  const matchers = filters
    .flatMap((filter) => conditions(filter, use))
    .map(({ word, operator, value }) => `${labelOf(word)}${operator}${quoted(value)}`);
  return [
    metric,
    matchers.length === 0 ? "" : `{${matchers.join(", ")}}`,
    window === undefined ? "" : `[${windowText(window, use)}]`,
    offset === undefined ? "" : ` offset ${offset}`,
  ].join("");
}

function aggregateText(node: Extract<PromNode, { kind: "aggregate" }>, use: Use): string {
  const { operator, parameter, grouping, of } = node;
  const groups = grouping === undefined ? "" : ` ${grouping.how} (${grouping.labels.map(labelOf).join(", ")}) `;
  const first = parameter === undefined ? "" : `${String(parameter)}, `;
  return `${operator}${groups}(${first}${promText(of, use)})`;
}

function operatorText({ operator, bool, matching }: Extract<PromNode, { kind: "binary" }>): string {
  const { on, ignoring, groupLeft } = matching;
  return [
    operator,
    ...(bool ? ["bool"] : []),
    ...(on === undefined ? [] : [`on (${on.map(labelOf).join(", ")})`]),
    ...(ignoring === undefined ? [] : [`ignoring (${ignoring.map(labelOf).join(", ")})`]),
    ...(groupLeft === undefined ? [] : [`group_left (${groupLeft.map(labelOf).join(", ")})`]),
  ].join(" ");
}

function operand(node: PromNode, use: Use): string {
  return node.kind === "binary" ? `(${promText(node, use)})` : promText(node, use);
}
