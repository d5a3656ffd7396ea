/**
 * A question about security, written once: as SQL over the Security Lake, and in Lucene over OCSF documents in an
 * OpenSearch, which a SIEM fills. The lake is asked where there is one, so that a dashboard never mixes both.
 */
import type { LakeSource } from "../../config/facts/security-lake";
import type { PanelCell } from "../core/panel-cell";
import { athena, chosen, documents, type Query } from "../core/query";
import type { LuceneQuery } from "../core/query/lucene";
import type { Signal } from "../core/signal";
import { nameOf } from "../core/sql";
import { ANYTHING, type EstateScope, estateVariables, SQL_ALL } from "../core/variables";
import type { LakeInput } from "../lake-input";
import { LAKE_FILTERS } from "./lake-rows";

/** The lake, and the accounts by which its rows are named. */
export interface Lake extends LakeInput {
  readonly accounts: EstateScope["accounts"];
}

export interface SecurityQuestion extends Omit<Signal, "query" | "elsewhere"> {
  /** What the lake must collect for it; `detections` are its custom sources. */
  readonly of: LakeSource | "detections";
  readonly sql: (lake: Lake) => string;
  /** The same of an OpenSearch. @default - only SQL can tell, and without a lake there is no such panel */
  readonly documents?: LuceneQuery;
}

/** What is there to be asked. */
export interface SecurityContext {
  /** @default - an OpenSearch is asked */
  readonly lake?: Lake;
}

/** A question and how its answer is shown. */
export type Shown = readonly [SecurityQuestion, (signal: Signal) => PanelCell];

/** What can be asked about security in an estate; undefined where nothing can. */
export function securityContext({ sources, accounts, securityLake }: EstateScope): SecurityContext | undefined {
  if (sources["athena-security"] !== undefined && securityLake !== undefined)
    return { lake: { ...securityLake, accounts } };
  return sources.opensearch === undefined ? undefined : {};
}

/** The variables of both security dashboards. */
export function securityVariables(scope: EstateScope, { lake }: SecurityContext) {
  return estateVariables(scope, LAKE_FILTERS, lake === undefined ? ANYTHING : SQL_ALL);
}

/** Panels for those of the questions that can be answered. */
export function shown(context: SecurityContext, questions: readonly Shown[]): PanelCell[] {
  return questions.flatMap(([question, panel]) => {
    const signal = securitySignal(context, question);
    return signal === undefined ? [] : [panel(signal)];
  });
}

/** The question as a signal; undefined where nothing that is there can answer it. */
export function securitySignal({ lake }: SecurityContext, question: SecurityQuestion): Signal | undefined {
  const { of, sql, documents: found, ...signal } = question;
  if (lake === undefined) return found === undefined ? undefined : { ...signal, query: found };
  const collected = of === "detections" ? lake.detections.length > 0 : lake.sources.includes(of);
  if (!collected) return undefined;
  const query: Query = athena(sql(lake), "athena-security");
  return { ...signal, query, ...(found === undefined ? {} : { elsewhere: [found] }) };
}

/** OCSF documents of the accounts and regions chosen. Whatever fills the index must name both as OCSF does. */
export function ocsf(condition: string, how: Pick<LuceneQuery, "measure" | "by" | "total">): LuceneQuery {
  const where = { "cloud.account.uid": chosen("account"), "cloud.region": chosen("region") };
  return documents({ where, also: condition, ...how });
}

/** Readable name of the account in a column. */
export function accountName({ accounts }: Pick<Lake, "accounts">, column = "account"): string {
  return nameOf(column, accounts);
}
