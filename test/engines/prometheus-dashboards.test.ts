/**
 * Every dashboard's PromQL, asked of a real Prometheus that holds series of the whole catalogue: each panel finds data,
 * legends name labels that are there, and values are those that are worked out by hand from the known series.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costDashboards } from "../../dashboards";
import { prometheusFamilies } from "../../dashboards/catalogue";
import { type DataSourceKind, dataSourceSet } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import { type Grammars, loadGrammars, parse } from "../../dashboards/core/lint/grammar";
import { estateDashboards } from "../../dashboards/registry";
import { scope } from "../dashboards/core/support";
import { costInput } from "../dashboards/support";
import { differenceOf } from "./support/metric-comparison";
import { catalogueSeries } from "./support/metric-series";
import { type Prometheus, startPrometheus } from "./support/prometheus";
import { ByHand } from "./support/promql-by-hand";
import { type PanelQuery, panelQueries, valuesOf } from "./support/promql-panels";
import { NotByHand } from "./support/promql-vectors";

const ACCOUNTS = ["production", "staging"];
const EVERYTHING: readonly DataSourceKind[] = [
  "prometheus",
  "loki",
  "tempo",
  "cloudwatch",
  "athena-cost",
  "athena-security",
  "opensearch",
  "elasticsearch",
  "xray",
  "jaeger",
  "alertmanager",
  "usage",
];
const AMAZON: readonly DataSourceKind[] = [
  "prometheus",
  "cloudwatch",
  "xray",
  "athena-cost",
  "athena-security",
  "alertmanager",
];

/** All dashboards, as each platform has them. */
const DASHBOARDS: readonly DashboardDefinition[] = [
  ...estateDashboards(
    scope({ sources: dataSourceSet({ platform: "grafana-cloud", kinds: EVERYTHING, cloudWatchAccounts: ACCOUNTS }) }),
  ),
  ...estateDashboards(
    scope({ sources: dataSourceSet({ platform: "amazon-managed", kinds: AMAZON, cloudWatchAccounts: ACCOUNTS }) }),
  ),
  ...costDashboards(costInput()),
];

const SERIES = catalogueSeries();

let prometheus: Prometheus;
let grammars: Grammars;
let panels: readonly PanelQuery[];

beforeAll(async () => {
  [prometheus, grammars] = await Promise.all([startPrometheus(SERIES), loadGrammars()]);
  const asked = new Map<string, PanelQuery>();
  for (const definition of DASHBOARDS)
    for (const query of panelQueries(definition, await valuesOf(definition, prometheus)))
      asked.set(`${query.dashboard} ${query.panel} ${query.refId} ${query.expr}`, query);
  panels = [...asked.values()];
});
afterAll(() => prometheus.stop());

describe("dashboards over a real Prometheus", () => {
  it("ask PromQL at all", () => {
    expect(panels.length).toBeGreaterThan(100);
    // What Grafana Cloud tells of itself is another data source, and asked of the same series here.
    expect(panels.filter(({ expr }) => expr.includes("grafanacloud_")).length).toBeGreaterThan(10);
  });

  it("have data in every panel", async () => {
    const empty = await each(
      (query) => query,
      async (query) => {
        const answers = await (query.instant ? prometheus.query(query.expr) : prometheus.queryRange(query.expr));
        const values = answers.flatMap((answer) => answer.values.map(([, value]) => value));
        return values.some((value) => !Number.isNaN(value)) ? undefined : query.expr;
      },
    );
    expect(empty).toEqual([]);
  });

  it("have legends by labels that the series have", async () => {
    const nameless = await each(
      (query) => query,
      async ({ expr, legend }) => {
        const answers = await prometheus.query(expr);
        const missing = legend.filter((label) => answers.every(({ labels }) => (labels[label] ?? "") === ""));
        return answers.length === 0 || missing.length === 0 ? undefined : `no ${missing.join(", ")}: ${expr}`;
      },
    );
    expect(nameless).toEqual([]);
  });

  it("show the values that are worked out by hand", async () => {
    const byHand = new ByHand(SERIES);
    const wrong: string[] = [];
    const unknown = new Set<string>();
    let right = 0;
    for (const { dashboard, panel, expr } of panels) {
      try {
        const wanted = byHand.answer(parse(grammars, "promql", expr));
        const difference = differenceOf(await prometheus.query(expr), wanted);
        if (difference === undefined) right += 1;
        else wrong.push(`${dashboard} / ${panel}: ${difference}: ${expr}`);
      } catch (error) {
        if (!(error instanceof NotByHand)) throw error;
        unknown.add(error.message);
      }
    }
    console.info(
      `${String(right)} of ${String(panels.length)} queries worked out by hand; not known: ${[...unknown].join(", ")}`,
    );
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(panels.length * 0.9);
  });

  it("tells which metrics nobody asks for", () => {
    const asked = new Set(
      DASHBOARDS.flatMap(({ queries, variableMetrics }) => [
        ...queries.flatMap(({ metrics }) => metrics),
        ...variableMetrics,
      ]),
    );
    const lines = prometheusFamilies.map(({ name: family, facts }) => {
      const parts = ["", "_bucket", "_sum", "_count"];
      const idle = Object.keys(facts).filter((name) => !parts.some((part) => asked.has(`${name}${part}`)));
      return `${family}: ${String(idle.length)} of ${String(Object.keys(facts).length)} ${idle.join(" ")}`;
    });
    console.info(`metrics of the catalogue that no dashboard asks for\n${lines.join("\n")}`);
    const generated = new Set(SERIES.map(({ name }) => name));
    const unheard = [...asked].filter((name) => !name.includes(" ") && !generated.has(name));
    expect(unheard).toEqual([]);
  });
});

/** What is wrong with panels, each told by its place. */
async function each(
  of: (query: PanelQuery) => PanelQuery,
  judge: (query: PanelQuery) => Promise<string | undefined>,
): Promise<string[]> {
  const findings: string[] = [];
  for (const query of panels.map(of)) {
    const finding = await judge(query);
    if (finding !== undefined) findings.push(`${query.dashboard} / ${query.panel}: ${finding}`);
  }
  return findings;
}
