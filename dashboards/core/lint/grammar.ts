/** The real grammars of the query languages. They are loaded when the lint runs, since a plan does not need them. */
import type { LRParser } from "@lezer/lr";
import { withoutVariables } from "./neutral";

export type GrammarLanguage = "promql" | "logql" | "traceql";

export interface Grammars extends Readonly<Record<GrammarLanguage, LRParser>> {
  /** Reads Athena's SQL, macros and variables as Grafana has put them in; gives the first error. */
  readonly sqlError: (sql: string) => SqlError | undefined;
}

/** Where a statement cannot be read, and why. */
export interface SqlError {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** A node of a parsed query. */
export interface SyntaxNode {
  /** As the grammar calls it; `⚠` where it expected something else. */
  readonly name: string;
  /** Characters before its first one. */
  readonly from: number;
  readonly to: number;
  /** Its part of the query, variables as they were written. */
  readonly text: string;
  readonly children: readonly SyntaxNode[];
}

/** What grammars call a place that they cannot read. */
export const ERROR_NODE = "⚠";

export async function loadGrammars(): Promise<Grammars> {
  const [promql, logql, traceql, { TrinoSQL }] = await Promise.all([
    import("@prometheus-io/lezer-promql"),
    import("@grafana/lezer-logql"),
    import("@grafana/lezer-traceql"),
    import("dt-sql-parser/dist/parser/trino"),
  ]);
  const trino = new TrinoSQL();
  return {
    promql: promql.parser,
    logql: logql.parser,
    traceql: traceql.parser,
    sqlError: (sql) => {
      const [first] = trino
        .validate(sql)
        .toSorted((one, other) => one.startLine - other.startLine || one.startColumn - other.startColumn);
      return first && { line: first.startLine, column: first.startColumn, message: first.message };
    },
  };
}

/** A query as a tree. Variables are read as durations, numbers or words of the same length. */
export function parse(grammars: Grammars, language: GrammarLanguage, query: string): SyntaxNode {
  const root = grammars[language].parse(withoutVariables(query)).topNode;
  return convert(root, query);
}

/** A node and everything below it, in order. */
export function nodesOf(node: SyntaxNode): SyntaxNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

/** Everything below a node, or the node itself, that has one of these names. */
export function nodesNamed(node: SyntaxNode, ...names: readonly string[]): SyntaxNode[] {
  return nodesOf(node).filter(({ name }) => names.includes(name));
}

export function childNamed(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
  return node.children.find(({ name }) => names.includes(name));
}

type ParserNode = ReturnType<LRParser["parse"]>["topNode"];

function convert(node: ParserNode, query: string): SyntaxNode {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(convert(child, query));
  const { name, from, to } = node;
  return { name: node.type.isError ? ERROR_NODE : name, from, to, text: query.slice(from, to), children };
}
