/**
 * Forecast of the month's invoice. What is billed so far, without the newest day's running cost (still growing), plus,
 * for each day from then to the end of the month, the mean of the same weekday over the last four weeks. Fees, tax,
 * credits and refunds count when they are billed and are not expected again.
 *
 * The invoice and budgets of accounts are forecast on billed cost, budgets of a service on amortised cost: a commitment's
 * fee and the negation of covered usage carry no tag, so the billed cost of a tag is not what the service costs.
 */
import type { BudgetLine } from "../cost-input";
import type { SqlSignal } from "../core/signal";
import { type Cte, double, literal, percentage, statement, thisMonthOrLastDays } from "../core/sql";
import { type CostContext } from "./cost-context";
import { lines } from "./cost-lines";

/** Whole weeks that the means are taken over. */
const WEEKS = 4;

/** Days by which the newest day of billing data may lag behind today. */
const LAG_DAYS = 7;

const METHOD = `Billed so far plus, for each remaining day, the mean of the same weekday over the last ${String(WEEKS)} weeks; fees, tax and credits are counted when billed and not expected again.`;

export function forecastOfMonth(context: CostContext): SqlSignal {
  return {
    id: "cost-forecast-month",
    name: "Forecast for this month",
    description: `Expected invoice of this month for all accounts. ${METHOD}`,
    unit: "currencyUSD",
    judgement: { unjudged: "It is judged against the budgets." },
    query: {
      language: "athena-sql",
      sql: statement(
        weighedLines(context),
        "SELECT COALESCE(sum(certain + expected), 0) AS forecast FROM weighed WHERE measure = 'billed'",
      ),
    },
  };
}

export function forecastAgainstBudgets(context: CostContext): SqlSignal {
  return {
    id: "cost-forecast-budget",
    name: "Forecast against budget",
    description: `Expected invoice of this month against each budget, worst first; budgets of a service count amortised cost. ${METHOD} Filters of the dashboard do not apply: a budget has its own.`,
    unit: "currencyUSD",
    judgement: { unjudged: "Budget notifications go out at the thresholds of each budget." },
    columnUnits: [{ column: "forecast_percent", unit: "percent" }],
    query: {
      language: "athena-sql",
      sql: statement(
        [...weighedLines(context), budgetRows(context.input.budgets)],
        [
          "SELECT budget.name AS budget, budget.monthly AS budget_usd, COALESCE(sum(spent), 0) AS spent,",
          "  COALESCE(sum(certain + expected), 0) AS forecast,",
          `  ${percentage("COALESCE(sum(certain + expected), 0)", "budget.monthly")} AS forecast_percent`,
          "FROM budget",
          "LEFT JOIN weighed ON budget.measure = weighed.measure",
          "  AND (budget.account = '' OR budget.account = weighed.account)",
          "  AND (budget.service = '' OR budget.service = weighed.service)",
          "GROUP BY budget.name, budget.monthly",
          "ORDER BY forecast_percent DESC, budget",
        ].join("\n"),
      ),
    },
  };
}

/**
 * Rows of `weighed`: dollars by measure, account and service, as `spent` (this month so far), `certain` (of it what the
 * forecast keeps) and `expected` (this row's part in the days to come: its day's running cost, divided by the number of
 * weeks, times the number of remaining days on the same weekday).
 */
function weighedLines({ input, clock }: CostContext): Cte[] {
  const today = `CAST(${clock.today} AS date)`;
  const daily = [
    "SELECT day, account, service, sum(billed) AS billed, sum(amortised) AS amortised,",
    "  sum(CASE WHEN running THEN billed ELSE 0 END) AS billed_running,",
    "  sum(CASE WHEN running THEN amortised ELSE 0 END) AS amortised_running",
    "FROM line",
    "GROUP BY day, account, service",
  ].join("\n");
  const dated = [
    "SELECT day, account, service, measure, max(day) OVER () AS newest,",
    "  CASE measure WHEN 'billed' THEN billed ELSE amortised END AS cost,",
    "  CASE measure WHEN 'billed' THEN billed_running ELSE amortised_running END AS running,",
    `  date_trunc('month', ${today}) AS first_day, last_day_of_month(${today}) AS last_day`,
    "FROM daily",
    "CROSS JOIN (VALUES ('billed'), ('amortised')) AS part(measure)",
  ].join("\n");
  const rest = [
    "SELECT day, account, service, measure, cost, running, newest, first_day, greatest(newest, first_day) AS rest_from,",
    "  date_diff('day', greatest(newest, first_day), last_day) + 1 AS rest_days",
    "FROM dated",
  ].join("\n");
  const weekdays = "mod(day_of_week(day) - day_of_week(rest_from) + 7, 7)";
  const weighed = [
    "SELECT measure, account, service,",
    "  CASE WHEN day >= first_day THEN cost ELSE 0 END AS spent,",
    "  CASE WHEN day < first_day THEN 0 WHEN day < newest THEN cost ELSE cost - running END AS certain,",
    `  CASE WHEN day < newest AND day >= newest - INTERVAL '${String(7 * WEEKS)}' DAY`,
    `    THEN running / ${double(WEEKS)} * floor((rest_days + 6 - ${weekdays}) / ${double(7)}) ELSE 0 END AS expected`,
    "FROM rest",
  ].join("\n");
  return [
    lines(input, thisMonthOrLastDays(clock, 7 * WEEKS + LAG_DAYS), [
      "day",
      "account",
      "service",
      "billed",
      "amortised",
      "running",
    ]),
    { name: "daily", sql: daily },
    { name: "dated", sql: dated },
    { name: "rest", sql: rest },
    { name: "weighed", sql: weighed },
  ];
}

function budgetRows(budgets: readonly BudgetLine[]): Cte {
  const rows = budgets.map(
    ({ name, monthlyUsd, accountId, service }) =>
      `(${literal(name)}, ${double(monthlyUsd)}, ${literal(accountId ?? "")}, ${literal(service ?? "")}, ${literal(service === undefined ? "billed" : "amortised")})`,
  );
  return { name: "budget(name, monthly, account, service, measure)", sql: `VALUES\n  ${rows.join(",\n  ")}` };
}
