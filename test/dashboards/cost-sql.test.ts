import { TrinoSQL } from "dt-sql-parser/dist/parser/trino";
import { describe, expect, it } from "vitest";
import { costDashboards, costNamedQueries } from "../../dashboards";
import { costInput, interpolate, SOURCES } from "./support";

const trino = new TrinoSQL();
const RANGE = { from: "2026-01-20", to: "2026-03-18" };

interface NamedSql {
  readonly name: string;
  readonly sql: string;
}

function everySql(source: (typeof SOURCES)[number]): NamedSql[] {
  const input = costInput({ source });
  return [
    ...costDashboards(input).flatMap(({ uid, queries }) =>
      queries.map(({ panel, text }) => ({ name: `${uid} ${panel}`, sql: interpolate(text, RANGE) })),
    ),
    ...costNamedQueries(input).map(({ name, sql }) => ({ name, sql })),
  ];
}

describe.each(SOURCES)("SQL over %s", (source) => {
  const statements = everySql(source);

  it.each(statements)("parses as Trino SQL: $name", ({ sql }) => {
    expect(trino.validate(sql)).toEqual([]);
  });

  it.each(statements)("reads the table once, within its partitions: $name", ({ sql }) => {
    expect(sql.split('"billing"."cost_lines"').length - 1).toBe(1);
    expect(sql).toMatch(/WHERE (billing_period|concat\(year, '-', lpad\(month, 2, '0'\)\)) BETWEEN date_format\(/);
    expect(sql).not.toContain("*)");
    expect(sql).not.toContain("SELECT *");
  });

  it.each(statements)("reads each subquery once, since Athena would scan again: $name", ({ sql }) => {
    for (const [, name] of sql.matchAll(/^(\w+)(?:\([\w, ]+\))? AS \($/gm)) {
      expect([name, sql.match(new RegExp(`\\b(FROM|JOIN) ${String(name)}\\b`, "g"))?.length]).toEqual([name, 1]);
    }
  });

  it.each(statements)("has nothing left for Grafana to put in: $name", ({ sql }) => {
    expect(sql).not.toMatch(/\$(__|\{)/);
  });
});

describe("the parser", () => {
  it("refuses what is not Trino SQL", () => {
    expect(trino.validate("SELECT sum(cost FROM line").length).toBeGreaterThan(0);
    expect(trino.validate("SELECT cost FROM line WHERE GROUP BY 1").length).toBeGreaterThan(0);
  });
});

describe("quoting", () => {
  it("survives quotes in names and values", () => {
    const input = costInput({
      database: 'bil"ling',
      accounts: [{ name: "o'neill", id: "777788889999" }],
      budgets: [{ name: "mother's", monthlyUsd: 1.5 }],
      teamTagKey: "team",
    });
    for (const { queries } of costDashboards(input))
      for (const { text } of queries) expect(trino.validate(interpolate(text, RANGE))).toEqual([]);
    const texts = costNamedQueries(input).map(({ sql }) => sql);
    expect(texts.some((sql) => sql.includes(`"bil""ling"."cost_lines"`))).toBe(true);
    expect(texts.some((sql) => sql.includes("'o''neill'"))).toBe(true);
    expect(texts.some((sql) => sql.includes("('mother''s', CAST(1.5 AS double), '', '', 'billed')"))).toBe(true);
  });
});
