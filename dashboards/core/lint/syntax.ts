/** What is wrong with a query's syntax, in words. Grammars say only where; what is missing is told from the brackets. */
import { nearest, orList } from "../../../config/nearest";
import { ERROR_NODE, type GrammarLanguage, nodesOf, type SyntaxNode } from "./grammar";

const NAMES: Readonly<Record<GrammarLanguage, string>> = { promql: "PromQL", logql: "LogQL", traceql: "TraceQL" };

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Words of TraceQL that people misspell: what a span has by itself, and its values. */
const TRACEQL_WORDS = [
  "duration",
  "error",
  "event",
  "instrumentation",
  "kind",
  "link",
  "name",
  "ok",
  "resource",
  "rootName",
  "rootServiceName",
  "span",
  "status",
  "statusMessage",
  "traceDuration",
  "unset",
];

/** The first error, such as `PromQL error at column 9: expected "]"`; the column counts the characters before it. */
export function syntaxError(language: GrammarLanguage, query: string, tree: SyntaxNode): string | undefined {
  const error = nodesOf(tree).find(({ name }) => name === ERROR_NODE);
  if (error === undefined) return undefined;
  const at = error.from;
  return `${NAMES[language]} error at column ${String(at)}: ${expectation(language, query, at)}`;
}

function expectation(language: GrammarLanguage, query: string, at: number): string {
  const open = openBracket(query.slice(0, at));
  const word = /^[\w.]+|^\S/.exec(query.slice(at))?.[0];
  if (language === "logql" && !query.includes("{"))
    return 'expected a stream selector, such as {service_name="checkout"}';
  if (language === "logql" && /\{\s*$/.test(query.slice(0, at)) && word === "}")
    return 'expected a matcher, such as service_name="checkout"';
  if (open !== undefined && word !== CLOSING[open] && (word === undefined || ")]}".includes(word)))
    return `expected "${CLOSING[open] ?? ""}"`;
  if (word === undefined) return "the query ends too early";
  const meant = language === "traceql" ? nearest(word, TRACEQL_WORDS) : [];
  const hint = meant.length === 0 ? "" : `; did you mean ${orList(meant.map((candidate) => `"${candidate}"`))}?`;
  return `unexpected ${JSON.stringify(word)}${hint}`;
}

/** The innermost bracket that is still open at the end of a text; brackets in quotes do not count. */
function openBracket(text: string): string | undefined {
  const open: string[] = [];
  for (const part of text.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[()[\]{}]/g) ?? []) {
    if (part in CLOSING) open.push(part);
    else if (part.length === 1) open.pop();
  }
  return open.at(-1);
}
