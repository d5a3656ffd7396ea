/**
 * A signal as it is asked about everything: without what the variables of its own dashboard would choose. So one question
 * serves a dashboard that people filter and an overview that has other variables, and its text stands nowhere twice.
 */
import type { CloudWatchMetric } from "./query/cloudwatch";
import type { Filter, Wanted } from "./query/filter";
import { PromExpr } from "./query/promql";
import type { PromNode } from "./query/promql-node";
import type { Query } from "./query/query";
import type { Signal } from "./signal";

/** The signal without choices, and filtered by this instead wherever the estate's own metrics are asked. */
export function whole(signal: Signal, filter: Filter = {}): Signal {
  const { elsewhere = [], ...rest } = signal;
  const asked = (query: Query): Query => wholeQuery(signal.id, query, filter);
  return {
    ...rest,
    query: asked(signal.query),
    ...(elsewhere.length === 0 ? {} : { elsewhere: elsewhere.map(asked) }),
  };
}

function wholeQuery(id: string, query: Query, filter: Filter): Query {
  switch (query.language) {
    case "promql":
      return { ...query, expr: new PromExpr(wholeNode(query.expr.node, query.source === "usage" ? {} : filter)) };
    case "cloudwatch":
      return { ...query, metric: wholeMetric(query.metric) };
    case "cloudwatch-math": {
      const metrics = Object.entries(query.metrics).map(([name, metric]) => [name, wholeMetric(metric)] as const);
      return { ...query, metrics: Object.fromEntries(metrics) };
    }
    case "lucene":
      return { ...query, filters: query.filters.map(firm) };
    case "athena-sql":
      return { ...query, sql: wholeSql(query.sql) };
    default:
      throw new Error(`Signal "${id}" is asked in ${query.language}, out of which no choice can be taken.`);
  }
}

function wholeNode(node: PromNode, filter: Filter): PromNode {
  switch (node.kind) {
    case "selector": {
      const filters = [...node.filters.map(firm), filter].filter((one) => Object.keys(one).length > 0);
      return { ...node, filters };
    }
    case "subquery":
    case "aggregate":
      return { ...node, of: wholeNode(node.of, filter) };
    case "call":
      return { ...node, args: node.args.map((arg) => wholeNode(arg, filter)) };
    case "binary":
      return { ...node, left: wholeNode(node.left, filter), right: wholeNode(node.right, filter) };
    default:
      return node;
  }
}

function wholeMetric(metric: CloudWatchMetric): CloudWatchMetric {
  const { dimensions } = metric;
  if (dimensions === undefined) return metric;
  const any = Object.entries(dimensions).map(
    ([name, value]) => [name, typeof value === "string" ? value : "*"] as const,
  );
  return { ...metric, dimensions: Object.fromEntries(any) };
}

/** A filter without what a variable would choose. */
function firm(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, wanted]) => !isChoice(wanted)));
}

function isChoice(wanted: Wanted): boolean {
  return wanted === true || (typeof wanted === "object" && "variable" in wanted);
}

/** What `chosen()` of SQL writes. */
const CHOICE = /\('\*' IN \(\$\{\w+:singlequote\}\) OR \w+ IN \(\$\{\w+:singlequote\}\)\)/g;

function wholeSql(sql: string): string {
  return sql.replaceAll(CHOICE, "true");
}
