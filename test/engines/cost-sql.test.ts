/**
 * The cost SQL run: Trino's statements translated for DuckDB, over Parquet files laid out as AWS delivers them, must
 * return what plain addition over the same charges gives. The translation by sqlglot is trusted; Athena itself is not run.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { costDashboards, costNamedQueries } from "../../dashboards";
import type { CostSource } from "../../config/facts/cost-columns";
import { costInput, interpolate, SOURCES, type Chosen } from "../dashboards/support";
import { ask } from "./support/cost-engine";
import * as expected from "./support/cost-expected";
import { daysBetween, sampleCharges } from "./support/cost-sample";
import { PRODUCTION, STAGING } from "./support/cost-workloads";
import type { Answer, Statement } from "./support/sql-engine";

const CHARGES = sampleCharges({ firstDay: "2026-01-01", lastDay: "2026-03-19" });
const RANGE = { from: "2026-02-05", to: "2026-03-19" };
/** No orders on the 9th, and none counted before the 10th of February. */
const UNITS = daysBetween("2026-02-10", "2026-03-19").map((day, index) => ({
  day,
  orders: day.endsWith("-09") ? 0 : 40 + (index % 7),
}));
const ORDERS = new Map(UNITS.map(({ day, orders }) => [day, orders]));

function panelStatements(source: CostSource, chosen: Chosen): Statement[] {
  return costDashboards(costInput({ source })).flatMap(({ queries }) =>
    queries.map(({ panel, text }) => ({ name: panel, sql: interpolate(text, chosen) })),
  );
}

function same(actual: Answer | undefined, wanted: Answer): void {
  expect(actual?.map((row) => Object.keys(row))).toEqual(wanted.map((row) => Object.keys(row)));
  for (const [index, row] of wanted.entries())
    for (const [column, value] of Object.entries(row)) {
      const got = actual?.[index]?.[column];
      if (typeof value === "number") expect(got, `${column} of row ${String(index)}`).toBeCloseTo(value, 6);
      else expect(got, `${column} of row ${String(index)}`).toBe(value);
    }
}

function budgetRows(source: CostSource, today: string): Answer {
  const items = expected.during(expected.costs(source, CHARGES), { from: "2026-01-01", to: today });
  return [
    { budget: "organisation", budget_usd: 900, ...expected.forecast(items, today, "billed", () => true) },
    {
      budget: "staging",
      budget_usd: 100,
      ...expected.forecast(items, today, "billed", ({ account }) => account === STAGING),
    },
    {
      budget: "checkout",
      budget_usd: 300,
      ...expected.forecast(items, today, "amortised", ({ application }) => application === "checkout"),
    },
  ]
    .map((row) => ({ ...row, forecast_percent: (100 * row.forecast) / row.budget_usd }))
    .sort((a, b) => b.forecast_percent - a.forecast_percent);
}

describe.each(SOURCES)("cost SQL over %s", (source) => {
  const items = expected.costs(source, CHARGES);
  const range = expected.during(items, RANGE);
  const month = expected.during(items, expected.monthTo(RANGE.to));
  let answers: Map<string, Answer>;

  beforeAll(async () => {
    answers = await ask(source, CHARGES, UNITS, panelStatements(source, RANGE));
  });

  it("has charges of every kind, so that nothing is tested on nothing", () => {
    expect(new Set(month.map(({ kind }) => kind)).size).toBe(10);
    expect(range.length).toBeGreaterThan(700);
  });

  it("adds up the invoice of the month", () => {
    same(answers.get("Billed this month"), [{ cost: expected.total(month, ({ billed }) => billed) }]);
  });

  it("forecasts the invoice of the month by weekday", () => {
    const { forecast } = expected.forecast(
      expected.during(items, { from: "2026-01-01", to: RANGE.to }),
      RANGE.to,
      "billed",
      () => true,
    );
    same(answers.get("Forecast for this month"), [{ forecast }]);
  });

  it("compares the forecast with each budget, worst first", () => {
    same(answers.get("Forecast against budget"), budgetRows(source, RANGE.to));
  });

  it("tells the last complete day and its change", () => {
    const [before, last] = expected.completeDays(range).slice(-2);
    const cost = last?.cost ?? Number.NaN;
    same(answers.get("Last complete day"), [{ cost }]);
    same(answers.get("Change from the day before"), [{ change: (100 * cost) / (before?.cost ?? Number.NaN) - 100 }]);
    same(answers.get("Day-over-day change"), expected.dayOverDay(range));
  });

  it("divides the days by account, AWS service and team", () => {
    same(answers.get("Daily cost by account"), expected.dailyBy(range, expected.accountLabel));
    same(answers.get("Daily cost by AWS service"), expected.dailyBy(range, expected.productLabels(range)));
    same(
      answers.get("Daily cost by team"),
      expected.dailyBy(range, ({ owner }) => owner),
    );
  });

  it("divides the range by team and service", () => {
    same(answers.get("Cost by team and service"), expected.byTeamAndService(range));
  });

  it("ranks the top movers", () => {
    const movers = expected.topMovers(range);
    expect(movers[0]).toMatchObject({ account: "production", product: "AmazonS3" });
    same(answers.get("Top movers"), movers);
  });

  it("finds what nobody owns", () => {
    same(answers.get("Untagged spend"), [{ share: expected.untaggedShare(range) }]);
    same(answers.get("Untagged spend by account and AWS service"), expected.untaggedByProduct(range));
  });

  it("tells how far commitments cover and are used", () => {
    const rows = expected.commitments(source, month);
    const sum = (column: "used" | "unused"): number => rows.reduce((whole, row) => whole + Number(row[column]), 0);
    expect(rows.map(({ commitment }) => commitment)).toEqual(["Savings Plans", "Reservations"]);
    same(answers.get("Commitments this month"), rows);
    same(answers.get("Commitment utilisation"), [{ utilisation: (100 * sum("used")) / (sum("used") + sum("unused")) }]);
    same(answers.get("Commitment coverage"), expected.coverage(range));
  });

  it("divides the cost of a service by its units", () => {
    const rows = expected.costPerUnit(range, "checkout", "order", ORDERS);
    expect(rows).toHaveLength(37);
    same(answers.get("Cost per order of checkout"), rows);
  });

  it("reads what it is told to: an account, a region, a team", async () => {
    const chosen = {
      ...RANGE,
      variables: { account: [PRODUCTION], region: ["eu-central-1"], team: ["payments", "(untagged)"] },
    };
    const filtered = await ask(source, CHARGES, UNITS, panelStatements(source, chosen));
    const mine = range.filter(
      ({ account, region, owner }) =>
        account === PRODUCTION && region === "eu-central-1" && ["payments", "(untagged)"].includes(owner),
    );
    same(filtered.get("Daily cost by account"), expected.dailyBy(mine, expected.accountLabel));
    same(filtered.get("Cost by team and service"), expected.byTeamAndService(mine));
    same(filtered.get("Forecast against budget"), budgetRows(source, RANGE.to));
  });

  it("forecasts a month that has no data yet, from the weeks before", async () => {
    const early = sampleCharges({ firstDay: "2026-01-01", lastDay: "2026-02-27" });
    const [statement] = panelStatements(source, { from: "2026-02-01", to: "2026-03-01" }).filter(
      ({ name }) => name === "Forecast for this month",
    );
    const { forecast, spent } = expected.forecast(expected.costs(source, early), "2026-03-01", "billed", () => true);
    expect(spent).toBe(0);
    same((await ask(source, early, UNITS, statement === undefined ? [] : [statement])).get("Forecast for this month"), [
      { forecast },
    ]);
  });

  it("answers the saved queries as the dashboards are answered", async () => {
    const statements = costNamedQueries(costInput({ source })).map(({ name, sql }) => ({
      name,
      sql: sql.replaceAll("current_date", "DATE '2026-03-19'"),
    }));
    const saved = await ask(source, CHARGES, UNITS, statements);
    const last35 = expected.during(items, { from: "2026-02-12", to: "2026-03-19" });
    same(saved.get("cost-daily-account"), expected.dailyBy(last35, expected.accountLabel));
    same(saved.get("cost-daily-product"), expected.dailyBy(last35, expected.productLabels(last35)));
    same(saved.get("cost-team-service"), expected.byTeamAndService(last35));
    same(saved.get("cost-top-movers"), expected.topMovers(range));
    same(saved.get("cost-untagged-product"), expected.untaggedByProduct(last35));
    same(saved.get("cost-commitments"), expected.commitments(source, month));
    same(saved.get("cost-forecast-budget"), budgetRows(source, "2026-03-19"));
    same(saved.get("cost-per-unit-checkout"), expected.costPerUnit(last35, "checkout", "order", ORDERS));
  });
});

describe("amortised cost", () => {
  it("is the commitment's price, whole: what is used and lost of the plan is 6.00 a day", () => {
    const day = expected.costs("cur2", CHARGES).filter((item) => item.day === "2026-03-02");
    const plan = day.filter(({ kind }) => kind.startsWith("plan-"));
    expect(expected.total(plan)).toBeCloseTo(6, 6);
    expect(expected.total(plan, ({ billed }) => billed)).toBeCloseTo(4, 6);
  });
});

describe("a faulty query is noticed", () => {
  const range = expected.during(expected.costs("cur2", CHARGES), RANGE);

  /** Answers of a panel whose SQL was changed by hand. */
  async function broken(panel: string, from: string, to: string): Promise<Answer | undefined> {
    const statements = panelStatements("cur2", RANGE).filter(({ name }) => name === panel);
    expect(statements.map(({ sql }) => sql.includes(from))).toEqual([true]);
    const faulty = statements.map(({ name, sql }) => ({ name, sql: sql.replaceAll(from, to) }));
    return (await ask("cur2", CHARGES, UNITS, faulty)).get(panel);
  }

  it.each([
    [
      "counts the fee of a Savings Plan beside the usage that it covers",
      "WHEN 'SavingsPlanRecurringFee' THEN savings_plan_total_commitment_to_date - savings_plan_used_commitment ",
      "",
    ],
    [
      "counts covered usage at its on-demand price",
      "WHEN 'SavingsPlanCoveredUsage' THEN COALESCE(savings_plan_net_savings_plan_effective_cost, savings_plan_savings_plan_effective_cost) ",
      "",
    ],
    ["counts the negation of what it never counted", "WHEN 'SavingsPlanNegation' THEN 0 ", ""],
    ["counts the whole fee of a reservation", "WHEN 'RIFee' THEN", "WHEN 'no' THEN"],
    [
      "forgets the negotiated discount",
      "COALESCE(line_item_net_unblended_cost, line_item_unblended_cost)",
      "line_item_unblended_cost",
    ],
    ["ignores the team tag", "'user_team'", "'user_owner'"],
    [
      "takes an empty tag for a team",
      "NULLIF(element_at(resource_tags, 'user_team'), '')",
      "element_at(resource_tags, 'user_team')",
    ],
    [
      "misses the partition of a month",
      "BETWEEN date_format(date_trunc('day', TIMESTAMP '2026-02-05 00:00:00'), '%Y-%m')",
      "BETWEEN '2026-03'",
    ],
  ])("that %s", async (_, from, to) => {
    const answer = await broken("Daily cost by team", from, to);
    expect(() => {
      same(
        answer,
        expected.dailyBy(range, ({ owner }) => owner),
      );
    }).toThrow();
  });

  it("that forgets the weekday", async () => {
    const answer = await broken(
      "Forecast against budget",
      "mod(day_of_week(day) - day_of_week(rest_from) + 7, 7)",
      "0",
    );
    expect(() => {
      same(answer, budgetRows("cur2", RANGE.to));
    }).toThrow();
  });
});
