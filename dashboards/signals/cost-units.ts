/** What one order, request or user costs: a service's amortised cost of a day divided by its units of that day. */
import type { UnitLine } from "../cost-input";
import type { SqlSignal } from "../core/signal";
import { asTime, type Cte, identifier, literal, type Span, statement, wholeRange } from "../core/sql";
import { type CostContext } from "./cost-context";
import { lines } from "./cost-lines";

/** A request may cost a fraction of a cent. */
const UNIT_PRICE_DECIMALS = 4;

export function costPerUnit({ input, clock }: CostContext, unit: UnitLine): SqlSignal {
  const span = wholeRange(clock);
  return {
    id: `cost-per-unit-${unit.service}`,
    name: `Cost per ${unit.unit} of ${unit.service}`,
    description: `Amortised cost of everything tagged ${unit.service}, divided by the number of units (${unit.unit}) of the day. Days without units are left out. Filters of the dashboard do not apply.`,
    unit: "currencyUSD",
    decimals: UNIT_PRICE_DECIMALS,
    judgement: { unjudged: "What a unit may cost is a matter of its price, which the estate does not know." },
    query: {
      language: "athena-sql",
      sql: statement(
        [
          lines(input, span, ["day", "service", "amortised"]),
          {
            name: "spend",
            sql: `SELECT day, sum(amortised) AS cost FROM line WHERE service = ${literal(unit.service)} GROUP BY day`,
          },
          unitsPerDay(unit, span),
        ],
        [
          `SELECT ${asTime("spend.day")}, ${literal(`per ${unit.unit}`)} AS label, spend.cost / nullif(units.number, 0) AS cost`,
          "FROM spend",
          "JOIN units ON units.day = spend.day",
          "WHERE units.number > 0",
          "ORDER BY time",
        ].join("\n"),
      ),
    },
  };
}

function unitsPerDay({ database, table, dateColumn, countColumn }: UnitLine, { from, to }: Span): Cte {
  const day = identifier(dateColumn);
  return {
    name: "units",
    sql: [
      `SELECT ${day} AS day, sum(CAST(${identifier(countColumn)} AS double)) AS number`,
      `FROM ${identifier(database)}.${identifier(table)}`,
      `WHERE ${day} >= CAST(${from} AS date) AND ${day} < CAST(${to} AS date)`,
      `GROUP BY ${day}`,
    ].join("\n"),
  };
}
