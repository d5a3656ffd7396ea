/** Runs Trino SQL over sample tables in DuckDB, in one Python process. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pythonPath } from "../../../tools/lib/engines.mjs";

export type Cell = string | number | boolean | null;

/** Rows as objects, columns in the order of the statement. */
export type Answer = readonly Readonly<Record<string, Cell>>[];

export interface Statement {
  readonly name: string;
  readonly sql: string;
}

interface Column {
  readonly name: string;
  /** Hive type, as the Glue catalogue writes it. */
  readonly type: string;
}

/** A table exactly as the catalogue types it: a query for a column that does not exist fails. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];
  /** Keys of Hive partitions; none for a plain table. */
  readonly partitions: readonly Column[];
  readonly rows: readonly object[];
}

/** Answers by name. Throws with every statement that the engine refused. */
export async function askTables(
  tables: readonly Table[],
  statements: readonly Statement[],
): Promise<Map<string, Answer>> {
  const folder = mkdtempSync(path.join(tmpdir(), "sql-engine-"));
  try {
    const answers = JSON.parse(await python(JSON.stringify({ folder, tables, statements }))) as Record<
      string,
      RawAnswer
    >;
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

function objects(answer: RawAnswer): Answer {
  if ("error" in answer) return [];
  return answer.rows.map((row) => Object.fromEntries(answer.columns.map((name, index) => [name, row[index] ?? null])));
}

function python(input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, "sql_engine.py");
    const child = execFile(pythonPath(), [script], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`the SQL engine failed: ${stderr}`, { cause: error }));
    });
    child.stdin?.end(input);
  });
}
