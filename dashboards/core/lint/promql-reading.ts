/** What rules want to know of a PromQL tree. */
import { childNamed, nodesNamed, type SyntaxNode } from "./grammar";

export interface MatcherReading {
  readonly label: string;
  /** `=`, `!=`, `=~` or `!~`. */
  readonly operator: string;
  /** Without quotes. */
  readonly value: string;
}

export interface SelectorReading {
  readonly metric: string;
  readonly matchers: readonly MatcherReading[];
  /** As it is written between brackets; undefined for an instant vector. */
  readonly window?: string;
  /** Names of the functions and aggregations around it, the innermost first. */
  readonly within: readonly string[];
}

/** All selectors of an expression. */
export function selectorsOf(tree: SyntaxNode): SelectorReading[] {
  return collect(tree, [], undefined);
}

/** Labels that aggregations group by or leave out, and that sides are matched on. */
export function groupingLabels(tree: SyntaxNode): string[] {
  return nodesNamed(tree, "GroupingLabels")
    .flatMap((node) => node.children.map(({ text }) => text))
    .filter((label) => label !== "");
}

/** Name of the function or aggregation of a call; undefined for other nodes. */
export function callName(node: SyntaxNode): string | undefined {
  if (node.name !== "FunctionCall" && node.name !== "AggregateExpr") return undefined;
  return childNamed(node, "FunctionIdentifier", "AggregateOp")?.text;
}

function collect(node: SyntaxNode, within: readonly string[], window: string | undefined): SelectorReading[] {
  if (node.name === "VectorSelector") return [read(node, within, window)];
  const call = callName(node);
  const around = call === undefined ? within : [call, ...within];
  const inner = node.name === "MatrixSelector" ? childNamed(node, "DurationExpr")?.text : window;
  return node.children.flatMap((child) => collect(child, around, inner));
}

function read(node: SyntaxNode, within: readonly string[], window: string | undefined): SelectorReading {
  return {
    metric: childNamed(node, "Identifier")?.text ?? "",
    matchers: nodesNamed(node, "UnquotedLabelMatcher", "QuotedLabelMatcher").map(matcher),
    within,
    ...(window === undefined ? {} : { window }),
  };
}

function matcher(node: SyntaxNode): MatcherReading {
  const [label, operator, value] = node.children.map(({ text }) => text);
  return { label: unquoted(label ?? ""), operator: operator ?? "", value: unquoted(value ?? "") };
}

function unquoted(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1) : text;
}
