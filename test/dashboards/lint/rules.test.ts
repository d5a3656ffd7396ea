import { beforeAll, describe, expect, it } from "vitest";
import { apply, lintDashboards } from "../../../dashboards/core/check";
import type { DashboardDefinition } from "../../../dashboards/core/definition";
import { type Grammars, loadGrammars } from "../../../dashboards/core/lint/grammar";
import type { LintContext } from "../../../dashboards/core/lint/rule";
import { LINTER_RULES, RULES, STRUCTURE_RULES } from "../../../dashboards/core/lint/rules";
import { catalogue, services } from "../core/support";
import { asks, computed, faults, seeded } from "./faults";

const KNOWN = {
  dataSourceUids: ["estate-prometheus", "estate-cloudwatch-production", "estate-loki", "estate-tempo"],
  catalogue: {
    find: (name: string) =>
      name === "target_info"
        ? ({ unit: "1", type: "gauge", labels: ["faas_name"], source: "a test" } as const)
        : catalogue.find(name),
  },
};

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadGrammars();
});

function context(): LintContext {
  return { ...KNOWN, grammars, dashboardUids: ["services"] };
}

function found(rule: string, definition: DashboardDefinition): string[] {
  const rules = RULES.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return rules
    .flatMap((one) => apply([one], [definition], context()))
    .map(({ path, message }) => {
      const where = /^dashboards\.services(?:\.([\w-]+)|\["(.*)"\])?$/.exec(path);
      const name = where?.[1] ?? where?.[2];
      return name === undefined ? message : `${name}: ${message}`;
    });
}

describe("the lint", () => {
  it("finds nothing in a dashboard that is right", async () => {
    expect(await lintDashboards([services()], KNOWN)).toEqual([]);
  });

  it("finds nothing in arithmetic of Grafana that is right", async () => {
    const share = seeded((model) => {
      computed(model, "100 * $A", "${__field.labels.FunctionName}");
    });
    expect(await lintDashboards([share], KNOWN)).toEqual([]);
  });

  it("has the seventeen rules of Grafana's linter, and more", () => {
    expect(LINTER_RULES.map(({ id }) => id)).toEqual([
      "template-datasource",
      "template-job",
      "template-instance",
      "template-label-promql",
      "template-on-time-change-reload",
      "panel-datasource",
      "panel-title-description",
      "panel-units",
      "panel-no-targets",
      "target-promql",
      "target-logql",
      "target-logql-auto",
      "target-rate-interval",
      "target-job",
      "target-instance",
      "target-counter-agg",
      "uneditable-dashboard",
    ]);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.filter(({ wants }) => !/^[A-Z].*\.$/.test(wants))).toEqual([]);
  });

  it("has a fault for each rule", () => {
    const caught = [...faults.map(([rule]) => rule), "dashboard-uid"];
    expect(RULES.map(({ id }) => id).filter((id) => !caught.includes(id))).toEqual([]);
    expect(STRUCTURE_RULES.filter((rule) => !RULES.includes(rule))).toEqual([]);
  });

  it.each(faults)("%s catches %#", (rule, change, ...messages) => {
    expect(messages).not.toEqual([]);
    expect(found(rule, seeded(change))).toEqual(messages);
  });

  it("dashboard-uid catches what Grafana would not take", () => {
    const wrong = { ...services(), uid: "a b" };
    expect(
      apply(
        RULES.filter(({ id }) => id === "dashboard-uid"),
        [wrong],
        context(),
      ).map(({ message }) => message),
    ).toEqual(["uid must be 1-40 letters, digits, hyphens and underscores"]);
  });

  it("tells where, what was found and what to do", async () => {
    const [problem] = await lintDashboards([seeded(asks("Requests", "rate(x[5m)"))], KNOWN);
    expect(problem).toEqual({
      file: "dashboards/services.ts",
      line: 0,
      column: 0,
      path: "dashboards.services.Requests",
      message: 'PromQL error at column 9: expected "]"',
      value: '"rate(x[5m)"',
      fix: "Write it with the builder of PromQL, which cannot go wrong there.",
    });
  });
});
