/**
 * Rows of a Security Lake's tables. Athena charges by what it reads, so nothing here can leave out the time, the account
 * and the region, by which Security Lake cuts its tables, nor name a column that is not asked for.
 */
import { customLakeTable, lakeTable, type LakeSource } from "../../config/facts/security-lake";
import { chosen, type Cte, identifier, type Span } from "../core/sql";
import type { LakeInput } from "../lake-input";

/** Names of the variables by which both security dashboards are filtered. */
export const LAKE_FILTERS = ["account", "region"] as const;

/** The range of the dashboard's time picker. */
export const PICKED: Span = { from: "$__timeFrom()", to: "$__timeTo()" };

/** The last `days` days of the range, for what is a state and not an event. */
export function daysBeforeEnd(days: number): Span {
  return { from: `${PICKED.to} - INTERVAL '${String(days)}' DAY`, to: PICKED.to };
}

/** Columns of a subquery: what each is called, and the expression over the table that it holds. */
export type Columns = Readonly<Record<string, string>>;

export interface LakeRows {
  /** Name of the subquery. */
  readonly name: string;
  readonly span: Span;
  readonly columns: Columns;
  /** Conditions on columns of the table, all of them. @default [] */
  readonly where?: readonly string[];
}

/** Rows of a source of AWS. */
export function lakeRows({ database, region }: LakeInput, source: LakeSource, rows: LakeRows): Cte {
  const { from, to } = rows.span;
  const within = [`time_dt >= ${from}`, `time_dt < ${to}`];
  return {
    name: rows.name,
    sql: select(`${identifier(database)}.${identifier(lakeTable(region, source))}`, within, rows),
  };
}

/**
 * Rows of all custom sources. Their tables are Hive's, cut by day as text, and only the moment in milliseconds is sure to
 * be there; what else may be read is up to the writer.
 */
export function customLakeRows({ database, region, detections }: LakeInput, rows: LakeRows): Cte {
  const { from, to } = rows.span;
  const within = [
    `eventday BETWEEN date_format(${from}, '%Y%m%d') AND date_format(${to}, '%Y%m%d')`,
    `time >= 1000 * to_unixtime(${from})`,
    `time < 1000 * to_unixtime(${to})`,
  ];
  // Names that differ in case or hyphens are one table; it is read once.
  const tables = new Set(detections.map((name) => customLakeTable(region, name)));
  const parts = [...tables].map((table) => select(`${identifier(database)}.${identifier(table)}`, within, rows));
  return { name: rows.name, sql: parts.join("\nUNION ALL\n") };
}

function select(table: string, within: readonly string[], { columns, where = [] }: LakeRows): string {
  const list = Object.entries(columns).map(([name, expression]) =>
    name === expression ? name : `${expression} AS ${name}`,
  );
  const filters = [chosen("accountid", "account"), chosen("region", "region")];
  return [
    `SELECT ${list.join(",\n  ")}`,
    `FROM ${table}`,
    `WHERE ${[...within, ...filters, ...where].join("\n  AND ")}`,
  ].join("\n");
}
