/** Spend: how much, whose, what changed, and what nobody owns. */
import type { SqlSignal } from "../core/signal";
import { asTime, lastDays, literal, percentage, statement, thisMonth, wholeRange } from "../core/sql";
import { accountName, type CostContext, filteredLines } from "./cost-context";
import { type LineColumn, UNTAGGED } from "./cost-lines";

/** AWS services shown by name; the rest is summed up as `Other`. */
const TOP_PRODUCTS = 10;

/** Days compared by top movers: a week with the week before, so that weekdays do not matter. */
const MOVER_DAYS = 7;

/** The newest day is still growing, so everything that compares days stops at the one before it. */
const NEWEST_IS_PARTIAL = "The newest day is left out: its bill is still growing.";

export function billedThisMonth(context: CostContext): SqlSignal {
  return {
    id: "cost-billed-month",
    name: "Billed this month",
    description: "What the invoice of this month says so far, with fees, tax, credits and refunds.",
    unit: "currencyUSD",
    judgement: { unjudged: "The forecast against budget says whether it is too much." },
    query: athena(
      statement(
        [filteredLines(context, thisMonth(context.clock), ["billed"])],
        "SELECT COALESCE(sum(billed), 0) AS cost FROM line",
      ),
    ),
  };
}

export function lastCompleteDay(context: CostContext): SqlSignal {
  return {
    id: "cost-last-day",
    name: "Last complete day",
    description: `Amortised cost of the last day that is complete. ${NEWEST_IS_PARTIAL}`,
    unit: "currencyUSD",
    judgement: { unjudged: "The change from the day before is judged instead." },
    query: athena(
      statement(dailyChange(context), "SELECT cost FROM changed WHERE day < newest ORDER BY day DESC LIMIT 1"),
    ),
  };
}

export function changeFromDayBefore(context: CostContext): SqlSignal {
  return {
    id: "cost-day-change-percent",
    name: "Change from the day before",
    description: `Amortised cost of the last complete day against the day before it. ${NEWEST_IS_PARTIAL} Look at the top movers when it jumps.`,
    unit: "percent",
    judgement: { warnAbove: 15, badAbove: 30 },
    query: athena(
      statement(
        dailyChange(context),
        `SELECT ${percentage("change", "cost - change")} AS change FROM changed WHERE day < newest ORDER BY day DESC LIMIT 1`,
      ),
    ),
  };
}

export function dayOverDay(context: CostContext): SqlSignal {
  return {
    id: "cost-day-over-day",
    name: "Day-over-day change",
    description: `Amortised cost of each day less that of the day before. ${NEWEST_IS_PARTIAL}`,
    unit: "currencyUSD",
    judgement: { unjudged: "The size of a normal change depends on the size of the estate; the percentage is judged." },
    query: athena(
      statement(
        dailyChange(context),
        `SELECT ${asTime("day")}, 'change' AS label, change\nFROM changed\nWHERE day < newest AND change IS NOT NULL\nORDER BY time`,
      ),
    ),
  };
}

export function dailyByAccount(context: CostContext): SqlSignal {
  return dailyBy(context, "account", {
    id: "cost-daily-account",
    name: "Daily cost by account",
    description: "Amortised cost of each day, by the account that used it.",
    label: accountName(context, "account"),
  });
}

export function dailyByTeam(context: CostContext): SqlSignal {
  return dailyBy(context, "team", {
    id: "cost-daily-team",
    name: "Daily cost by team",
    description:
      "Amortised cost of each day, by the team tag. (untagged) could carry the tag and does not; (shared) cannot: fees, tax, support, credits and unused commitments.",
    label: "team",
  });
}

export function dailyByProduct(context: CostContext): SqlSignal {
  const daily = "SELECT day, product, sum(amortised) AS cost FROM line GROUP BY day, product";
  const totals = "SELECT day, product, cost, sum(cost) OVER (PARTITION BY product) AS total FROM daily";
  const ranked = "SELECT day, product, cost, dense_rank() OVER (ORDER BY total DESC, product) AS place FROM totals";
  const label = `CASE WHEN place <= ${String(TOP_PRODUCTS)} THEN product ELSE 'Other' END`;
  return {
    id: "cost-daily-product",
    name: "Daily cost by AWS service",
    description: `Amortised cost of each day, for the ${String(TOP_PRODUCTS)} AWS services that cost most in the range; the rest is Other.`,
    unit: "currencyUSD",
    judgement: { unjudged: "Budgets judge the total; a share is neither good nor bad." },
    query: athena(
      statement(
        [
          filteredLines(context, wholeRange(context.clock), ["day", "product", "amortised"]),
          { name: "daily", sql: daily },
          { name: "totals", sql: totals },
          { name: "ranked", sql: ranked },
        ],
        `SELECT ${asTime("day")}, ${label} AS label, sum(cost) AS cost\nFROM ranked\nGROUP BY 1, 2\nORDER BY 1, 2`,
      ),
    ),
  };
}

export function topMovers(context: CostContext): SqlSignal {
  const days = String(MOVER_DAYS);
  const daily = "SELECT day, account, product, sum(amortised) AS cost FROM line GROUP BY day, account, product";
  const dated = "SELECT day, account, product, cost, max(day) OVER () AS newest FROM daily";
  const part = (fromDays: number, toDays: number): string =>
    `sum(CASE WHEN day >= newest - INTERVAL '${String(fromDays)}' DAY AND day < newest - INTERVAL '${String(toDays)}' DAY THEN cost ELSE 0 END)`;
  const moved = `SELECT account, product, ${part(2 * MOVER_DAYS, MOVER_DAYS)} AS before, ${part(MOVER_DAYS, 0)} AS after\nFROM dated\nGROUP BY account, product`;
  return {
    id: "cost-top-movers",
    name: "Top movers",
    description: `Amortised cost of the last ${days} complete days against the ${days} before them, by account and AWS service, largest change first.`,
    unit: "currencyUSD",
    judgement: { unjudged: "It ranks; the day-over-day change is judged." },
    columnUnits: [{ column: "change_percent", unit: "percent" }],
    query: athena(
      statement(
        [
          filteredLines(context, lastDays(context.clock, 2 * MOVER_DAYS + 3), [
            "day",
            "account",
            "product",
            "amortised",
          ]),
          { name: "daily", sql: daily },
          { name: "dated", sql: dated },
          { name: "moved", sql: moved },
        ],
        [
          `SELECT ${accountName(context, "account")} AS account, product, before, after, after - before AS change, ${percentage("after - before", "before")} AS change_percent`,
          "FROM moved",
          "WHERE abs(after - before) >= 0.01",
          "ORDER BY abs(after - before) DESC, account, product",
          "LIMIT 15",
        ].join("\n"),
      ),
    ),
  };
}

export function byTeamAndService(context: CostContext): SqlSignal {
  return {
    id: "cost-team-service",
    name: "Cost by team and service",
    description: "Amortised cost in the range, by the tags of team and service, with the share of the total.",
    unit: "currencyUSD",
    judgement: { unjudged: "Budgets of services judge it." },
    columnUnits: [{ column: "share", unit: "percent" }],
    query: athena(
      statement(
        [filteredLines(context, wholeRange(context.clock), ["team", "service", "amortised"])],
        `SELECT team, service, sum(amortised) AS cost, ${percentage("sum(amortised)", "sum(sum(amortised)) OVER ()")} AS share\nFROM line\nGROUP BY team, service\nORDER BY cost DESC, team, service`,
      ),
    ),
  };
}

export function untaggedShare(context: CostContext): SqlSignal {
  return {
    id: "cost-untagged-percent",
    name: "Untagged spend",
    description:
      "Share of amortised usage cost that could carry the team tag and does not, in the range. Fees, tax and credits do not count. A tag counts from the day it is activated for cost allocation.",
    unit: "percent",
    judgement: { warnAbove: 5, badAbove: 20 },
    query: athena(
      statement(
        [filteredLines(context, wholeRange(context.clock), ["team", "taggable", "amortised"])],
        `SELECT ${percentage(untaggedSum, "sum(CASE WHEN taggable THEN amortised ELSE 0 END)")} AS share FROM line`,
      ),
    ),
  };
}

export function untaggedByProduct(context: CostContext): SqlSignal {
  return {
    id: "cost-untagged-product",
    name: "Untagged spend by account and AWS service",
    description: "Amortised usage cost without the team tag, in the range, largest first: where tagging pays off most.",
    unit: "currencyUSD",
    judgement: { unjudged: "The untagged share is judged." },
    query: athena(
      statement(
        [filteredLines(context, wholeRange(context.clock), ["account", "product", "team", "amortised"])],
        [
          `SELECT ${accountName(context, "account")} AS account, product, sum(amortised) AS cost`,
          "FROM line",
          `WHERE team = ${literal(UNTAGGED)}`,
          "GROUP BY 1, 2",
          "HAVING sum(amortised) >= 0.01",
          "ORDER BY cost DESC, 1, 2",
          "LIMIT 20",
        ].join("\n"),
      ),
    ),
  };
}

const untaggedSum = `sum(CASE WHEN team = ${literal(UNTAGGED)} THEN amortised ELSE 0 END)`;

interface DailyProps {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly label: string;
}

function dailyBy(context: CostContext, column: LineColumn, { label, ...texts }: DailyProps): SqlSignal {
  return {
    ...texts,
    unit: "currencyUSD",
    judgement: { unjudged: "Budgets judge the total; a share is neither good nor bad." },
    query: athena(
      statement(
        [filteredLines(context, wholeRange(context.clock), ["day", column, "amortised"])],
        `SELECT ${asTime("day")}, ${label} AS label, sum(amortised) AS cost\nFROM line\nGROUP BY 1, 2\nORDER BY 1, 2`,
      ),
    ),
  };
}

function dailyChange(context: CostContext): { name: string; sql: string }[] {
  return [
    filteredLines(context, wholeRange(context.clock), ["day", "amortised"]),
    { name: "daily", sql: "SELECT day, sum(amortised) AS cost FROM line GROUP BY day" },
    {
      name: "changed",
      sql: "SELECT day, cost, cost - lag(cost) OVER (ORDER BY day) AS change, max(day) OVER () AS newest FROM daily",
    },
  ];
}

function athena(sql: string): SqlSignal["query"] {
  return { language: "athena-sql", sql };
}
