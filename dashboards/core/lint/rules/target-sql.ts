import { atTarget, type LintRule } from "../rule";

const ATHENA = "grafana-athena-datasource";

export const targetSql: LintRule = {
  id: "target-sql",
  wants: "Every query in SQL is valid SQL of Athena, which is Trino's.",
  find(subject, { grammars }) {
    return subject.targets
      .filter(({ type }) => type === ATHENA)
      .flatMap((target) => {
        const { rawSQL } = target.raw;
        const sql = typeof rawSQL === "string" ? rawSQL : "";
        const error = grammars.sqlError(asAthenaGetsIt(sql));
        if (error === undefined) return [];
        const line = sql.split("\n")[error.line - 1] ?? "";
        const message = `SQL error at line ${String(error.line)} column ${String(error.column)}: ${error.message}`;
        return [atTarget(target, message, line.trim(), "Write the statement with the pieces of core/sql.ts.")];
      });
  },
};

/** Grafana's macros and variables with values of their types, each on the line where it was. */
function asAthenaGetsIt(sql: string): string {
  const time = "TIMESTAMP '2026-01-01 00:00:00'";
  return sql
    .replaceAll(/\$__(?:timeFrom|timeTo|rawTimeFrom|rawTimeTo)\([^()]*\)/g, time)
    .replaceAll(/\$__(?:timeFilter|dateFilter|unixEpochFilter)\([^()]*\)/g, "(1 = 1)")
    .replaceAll(/\$__timeGroup\(([^(),]+),[^()]*\)/g, "$1")
    .replaceAll(/\$\{\w+:(?:singlequote|sqlstring)\}/g, "'x'")
    .replaceAll(/\$\{\w+(?::\w+)?\}|\$\w+/g, "x");
}
