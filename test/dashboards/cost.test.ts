import { describe, expect, it } from "vitest";
import { checkDashboards, costDashboards, costNamedQueries, describeDashboards } from "../../dashboards";
import { dashboardPanels } from "../../dashboards/core/check";
import { costInput, SOURCES } from "./support";

describe.each(SOURCES)("cost dashboards over %s", (source) => {
  const dashboards = costDashboards(costInput({ source }));

  it("are exactly these, with these panels and units", () => {
    expect(describeDashboards(dashboards).map(({ uid, panels }) => [uid, panels.map(panelLine)])).toEqual([
      [
        "cost-overview",
        [
          "stat Billed this month, currencyUSD",
          "stat Forecast for this month, currencyUSD",
          "stat Last complete day, currencyUSD",
          "stat Change from the day before, percent",
          "stat Untagged spend, percent",
          "table Forecast against budget, currencyUSD",
          "timeseries Daily cost by account, currencyUSD",
          "timeseries Daily cost by AWS service, currencyUSD",
          "timeseries Day-over-day change, currencyUSD",
          "table Top movers, currencyUSD",
        ],
      ],
      [
        "cost-allocation",
        [
          "timeseries Daily cost by team, currencyUSD",
          "table Cost by team and service, currencyUSD",
          "table Untagged spend by account and AWS service, currencyUSD",
          "stat Commitment utilisation, percent",
          "timeseries Commitment coverage, percent",
          "table Commitments this month, currencyUSD",
          "timeseries Cost per order of checkout, currencyUSD",
        ],
      ],
    ]);
  });

  it("have no problem, every panel with title, description, unit, query and known data source", () => {
    expect(checkDashboards(dashboards, { dataSourceUids: ["athena-cost"] })).toEqual([]);
  });

  it("describe in the JSON what the model holds", () => {
    for (const { model, panels, queries, json } of dashboards) {
      expect(JSON.parse(json())).toEqual(model);
      expect(dashboardPanels(model).map(({ title }) => title)).toEqual(panels.map(({ title }) => title));
      expect(dashboardPanels(model).flatMap(({ targets }) => targets ?? [])).toEqual(
        queries.map(({ text }) => expect.objectContaining({ rawSQL: text, refId: "A" }) as unknown),
      );
    }
  });

  it("carry nothing that Grafana numbers itself, and are not editable", () => {
    for (const { model, uid } of dashboards) {
      expect(Object.keys(model)).not.toEqual(expect.arrayContaining(["id", "version"]));
      expect((model.panels ?? []).filter((panel) => "id" in panel)).toEqual([]);
      expect(model).toMatchObject({ uid, editable: false, timezone: "utc" });
    }
  });

  it("are the same bytes each time", () => {
    const again = costDashboards(costInput({ source }));
    expect(again.map(({ json }) => json())).toEqual(dashboards.map(({ json }) => json()));
  });
});

describe("cost dashboards", () => {
  it("reach the data source by a variable that defaults to the fixed UID", () => {
    const [overview] = costDashboards(costInput());
    expect(overview?.model.templating.list?.[0]).toMatchObject({
      name: "datasource",
      type: "datasource",
      query: "grafana-athena-datasource",
      current: { text: "athena-cost", value: "athena-cost" },
    });
    expect(new Set(dashboardPanels(overview?.model ?? { ...EMPTY }).map(({ datasource }) => datasource?.uid))).toEqual(
      new Set(["${datasource}"]),
    );
  });

  it("filter by account, region and team, where All is no filter", () => {
    const [overview] = costDashboards(costInput());
    const lists = overview?.model.templating.list?.slice(1) ?? [];
    expect(lists.map(({ name, query, allValue }) => [name, query, allValue])).toEqual([
      ["account", "production : 777788889999, staging : 123456789012", "'*'"],
      ["region", "eu-central-1 : eu-central-1, us-east-1 : us-east-1", "'*'"],
      ["team", "payments : payments, platform : platform, (untagged) : (untagged), (shared) : (shared)", "'*'"],
    ]);
  });

  it("use no variable that is not declared", () => {
    const [overview, allocation] = costDashboards(costInput({ teams: [], regions: [] }));
    const texts = [...(overview?.queries ?? []), ...(allocation?.queries ?? [])].map(({ text }) => text).join("\n");
    expect(new Set(texts.match(/\$\{\w+/g))).toEqual(new Set(["${account"]));
  });

  it("leave out budgets and units where there are none", () => {
    const titles = costDashboards(costInput({ budgets: [], units: [] })).map(({ model }) =>
      (model.panels ?? []).flatMap(({ type, title }) => (type === "row" ? [title] : [])),
    );
    expect(titles).toEqual([
      ["This month", "Where it goes", "What changed"],
      ["Teams and services", "Untagged", "Commitments"],
    ]);
  });

  it("escape a comma in the name of an account", () => {
    const [overview] = costDashboards(costInput({ accounts: [{ name: "a, b", id: "111122223333" }] }));
    expect(overview?.model.templating.list?.[1]?.query).toBe(String.raw`a\, b : 111122223333`);
  });
});

describe("saved queries", () => {
  it("are exactly these, without Grafana's macros and variables", () => {
    const queries = costNamedQueries(costInput());
    expect(queries.map(({ name }) => name)).toEqual([
      "cost-daily-account",
      "cost-daily-product",
      "cost-team-service",
      "cost-top-movers",
      "cost-untagged-product",
      "cost-commitments",
      "cost-forecast-budget",
      "cost-per-unit-checkout",
    ]);
    expect(queries.filter(({ sql }) => sql.includes("$"))).toEqual([]);
  });
});

const EMPTY = { editable: false, templating: {}, annotations: {}, schemaVersion: 42 };

function panelLine({ type, title, unit }: { type: string; title: string; unit: string }): string {
  return `${type} ${title}, ${unit}`;
}
