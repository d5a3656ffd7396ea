import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { describe, expect, it } from "vitest";
import { checkDashboards, costDashboards, type DashboardDefinition } from "../../dashboards";
import { costInput } from "./support";

const KNOWN = { dataSourceUids: ["athena-cost", "prometheus"] };

/** A dashboard that is right, changed by hand in its JSON. */
function seeded(change: (model: Dashboard) => void, overrides: Partial<DashboardDefinition> = {}): DashboardDefinition {
  const [right] = costDashboards(costInput());
  if (right === undefined) throw new Error("there is no cost dashboard");
  const model = structuredClone(right.model);
  change(model);
  return { ...right, ...overrides, model };
}

function firstPanel(model: Dashboard) {
  const panel = model.panels?.find(({ type }) => type !== "row");
  if (panel === undefined || panel.type === "row" || !("type" in panel)) throw new Error("there is no panel");
  return panel as Exclude<typeof panel, { type: "row" }>;
}

/** Problems as `file path: message (value)`, with what to do about them. */
function found(...definitions: DashboardDefinition[]): string[] {
  return checkDashboards(definitions, KNOWN).map(
    ({ file, path, message, value, fix }) => `${file} ${path}: ${message}${value === "" ? "" : ` (${value})`}. ${fix}`,
  );
}

describe("checkDashboards finds", () => {
  it("nothing in a dashboard that is right", () => {
    expect(found(seeded(() => undefined))).toEqual([]);
  });

  it("a UID used twice, with both files", () => {
    const nothing = () => undefined;
    expect(found(seeded(nothing, { uid: "ecs", file: "a.ts" }), seeded(nothing, { uid: "ecs", file: "b.ts" }))).toEqual(
      ['b.ts dashboards.ecs: uid "ecs" used by a.ts and b.ts. Rename one of them.'],
    );
  });

  it("a UID that is too long", () => {
    expect(found(seeded(() => undefined, { uid: "c".repeat(41) }))).toEqual([
      `dashboards/cost.ts dashboards.${"c".repeat(41)}: uid must be at most 40 characters, this one has 41 ("${"c".repeat(41)}"). Choose a shorter, plain one; it is part of every link.`,
    ]);
  });

  it("a UID with a space", () => {
    expect(found(seeded(() => undefined, { uid: "cost all" }))).toEqual([
      'dashboards/cost.ts dashboards["cost all"]: uid must be 1-40 letters, digits, hyphens and underscores ("cost all"). Choose a shorter, plain one; it is part of every link.',
    ]);
  });

  it("a panel without title, named by its place", () => {
    expect(found(seeded((model) => delete firstPanel(model).title))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["panel at x=0 y=1"]: panel has no title. Say in a few words what it shows.',
    ]);
  });

  it("a panel without description", () => {
    expect(found(seeded((model) => (firstPanel(model).description = "")))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["Billed this month"]: panel has no description. Say what it counts and what to do when it is off.',
    ]);
  });

  it("a panel without unit", () => {
    expect(found(seeded((model) => delete firstPanel(model).fieldConfig?.defaults.unit))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["Billed this month"]: panel has no unit. Give a Grafana unit id, such as currencyUSD.',
    ]);
  });

  it("an empty panel", () => {
    expect(found(seeded((model) => (firstPanel(model).targets = [])))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["Billed this month"]: panel has no query. Give it a query or take it out.',
    ]);
  });

  it("a data source that is not declared", () => {
    expect(found(seeded((model) => (firstPanel(model).datasource = { uid: "prom2" })))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["Billed this month"]: datasource "prom2" unknown; known: athena-cost, prometheus ("prom2"). Use one of those.',
    ]);
  });

  it("a data source variable that does not exist", () => {
    expect(found(seeded((model) => (firstPanel(model).datasource = { uid: "${cost}" })))).toEqual([
      'dashboards/cost.ts dashboards.cost-overview["Billed this month"]: datasource "${cost}" unknown; known: athena-cost, prometheus ("${cost}"). Use one of those.',
    ]);
  });

  it("a data source variable whose default is not declared, on every panel", () => {
    const [right] = costDashboards(costInput({ datasourceUid: "athena2" }));
    expect(right === undefined ? [] : checkDashboards([right], KNOWN).map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, () => 'datasource "athena2" unknown; known: athena-cost, prometheus'),
    );
  });

  it("several faults at once", () => {
    const broken = seeded((model) => {
      delete firstPanel(model).description;
      delete firstPanel(model).fieldConfig?.defaults.unit;
    });
    expect(checkDashboards([broken], KNOWN).map(({ message }) => message)).toEqual([
      "panel has no description",
      "panel has no unit",
    ]);
  });
});
