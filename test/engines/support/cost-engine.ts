/** Runs Trino SQL over sample tables in DuckDB, in one Python process. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type CostSource,
  cur2Columns,
  focusColumns,
  type GlueColumn,
  legacyColumns,
  partitionKeys,
} from "../../../config/facts/cost-columns";
import { pythonPath } from "../../../tools/lib/engines.mjs";
import { type BillingRow, billingRows } from "./cost-rows";
import type { Charge } from "./cost-sample";

export type Cell = string | number | boolean | null;

/** Rows as objects, columns in the order of the statement. */
export type Answer = readonly Readonly<Record<string, Cell>>[];

export interface Statement {
  readonly name: string;
  readonly sql: string;
}

export interface Units {
  readonly day: string;
  readonly orders: number;
}

const CONTENT = { resourceIds: false, splitCostAllocation: false };

/** Answers by name. Throws with every statement that the engine refused. */
export async function ask(
  source: CostSource,
  charges: readonly Charge[],
  units: readonly Units[],
  statements: readonly Statement[],
): Promise<Map<string, Answer>> {
  const folder = mkdtempSync(path.join(tmpdir(), "cost-sql-"));
  try {
    const job = { folder, tables: [billingTable(source, charges), unitTable(units)], statements };
    const answers = JSON.parse(await python(JSON.stringify(job))) as Record<string, RawAnswer>;
    const errors = Object.entries(answers).flatMap(([name, answer]) =>
      "error" in answer ? [`${name}: ${answer.error}`] : [],
    );
    if (errors.length > 0) throw new Error(`DuckDB refused ${String(errors.length)} statements\n${errors.join("\n")}`);
    return new Map(Object.entries(answers).map(([name, answer]) => [name, objects(answer)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type RawAnswer =
  { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] } | { readonly error: string };

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly GlueColumn[];
  readonly partitions: readonly GlueColumn[];
  readonly rows: readonly BillingRow[];
}

/** The table exactly as the catalogue types it: a query for a column that does not exist fails. */
function billingTable(source: CostSource, charges: readonly Charge[]): Table {
  const columns = {
    cur2: () => cur2Columns(CONTENT),
    focus: () => focusColumns(),
    legacy: () => legacyColumns(CONTENT, ["Team", "Service"]),
  };
  return {
    schema: "billing",
    name: "cost_lines",
    columns: columns[source](),
    partitions: partitionKeys(source),
    rows: billingRows(source, charges),
  };
}

function unitTable(units: readonly Units[]): Table {
  const columns = [
    { name: "day", type: "date" },
    { name: "orders", type: "double" },
  ];
  return {
    schema: "billing",
    name: "orders_per_day",
    columns,
    partitions: [],
    rows: units.map(({ day, orders }) => ({ day, orders })),
  };
}

function objects(answer: RawAnswer): Answer {
  if ("error" in answer) return [];
  return answer.rows.map((row) => Object.fromEntries(answer.columns.map((name, index) => [name, row[index] ?? null])));
}

function python(input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, "cost_engine.py");
    const child = execFile(pythonPath(), [script], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`the cost SQL engine failed: ${stderr}`, { cause: error }));
    });
    child.stdin?.end(input);
  });
}
