/** Savings Plans and reservations: how much usage they cover, and how much of them is used. */
import type { SqlSignal } from "../core/signal";
import { asTime, percentage, statement, thisMonth, wholeRange } from "../core/sql";
import { type CostContext, filteredLines } from "./cost-context";

export function commitmentCoverage(context: CostContext): SqlSignal {
  const share = (kind: string): string =>
    percentage(`sum(CASE WHEN commitment = '${kind}' THEN covered ELSE 0 END)`, "sum(covered) + sum(coverable)");
  return {
    id: "cost-commitment-coverage",
    name: "Commitment coverage",
    description:
      "Share of coverable usage, at list price, that Savings Plans and reservations cover. The rest runs at on-demand rates: a commitment may pay off. FOCUS has no usage types, so there coverable usage is told by operation.",
    unit: "percent",
    judgement: { warnBelow: 70, badBelow: 40 },
    query: {
      language: "athena-sql",
      sql: statement(
        [
          filteredLines(context, wholeRange(context.clock), ["day", "commitment", "covered", "coverable"]),
          {
            name: "daily",
            sql: `SELECT day, ${share("Savings Plans")} AS savings_plans, ${share("Reservations")} AS reservations\nFROM line\nGROUP BY day`,
          },
        ],
        [
          `SELECT ${asTime("day")}, kind AS label, CASE kind WHEN 'Savings Plans' THEN savings_plans ELSE reservations END AS coverage`,
          "FROM daily",
          "CROSS JOIN (VALUES ('Savings Plans'), ('Reservations')) AS part(kind)",
          "ORDER BY time, label",
        ].join("\n"),
      ),
    },
  };
}

export function commitmentUtilisation(context: CostContext): SqlSignal {
  return {
    id: "cost-commitment-utilisation",
    name: "Commitment utilisation",
    description:
      "Share of what is committed by Savings Plans and reservations this month that is used. What is unused is paid for nothing.",
    unit: "percent",
    judgement: { warnBelow: 95, badBelow: 80 },
    query: {
      language: "athena-sql",
      sql: statement(
        [filteredLines(context, thisMonth(context.clock), ["used", "unused"])],
        `SELECT ${percentage("sum(used)", "sum(used) + sum(unused)")} AS utilisation FROM line`,
      ),
    },
  };
}

export function commitments(context: CostContext): SqlSignal {
  return {
    id: "cost-commitments",
    name: "Commitments this month",
    description:
      "Each Savings Plan and reservation: what it committed this month that was used, and what was paid for nothing, largest waste first.",
    unit: "currencyUSD",
    judgement: { unjudged: "The utilisation of all together is judged." },
    columnUnits: [{ column: "utilisation", unit: "percent" }],
    query: {
      language: "athena-sql",
      sql: statement(
        [filteredLines(context, thisMonth(context.clock), ["commitment", "commitment_id", "used", "unused"])],
        [
          `SELECT commitment, commitment_id, sum(used) AS used, sum(unused) AS unused, ${percentage("sum(used)", "sum(used) + sum(unused)")} AS utilisation`,
          "FROM line",
          "WHERE commitment IS NOT NULL",
          "GROUP BY commitment, commitment_id",
          "HAVING sum(used) + sum(unused) > 0",
          "ORDER BY unused DESC, commitment_id",
        ].join("\n"),
      ),
    },
  };
}
