import { describe, expect, it } from "vitest";
import { dashboardProblems, lintProblems } from "../../cli/gates";
import { contribution } from "../../constructs/core/contribution";
import { dashboard } from "../../dashboards/core/dashboard";
import { dataSourceSet } from "../../dashboards/core/data-sources";
import { row } from "../../dashboards/core/grid";
import { stat } from "../../dashboards/core/panels";
import { promql, usage } from "../../dashboards/core/query";

const overage = dashboard({
  uid: "overage",
  title: "Overage",
  description: "What Grafana Cloud charges.",
  folder: "Operations",
  tags: [],
  file: "dashboards/overage.ts",
  from: "now-1h",
  sources: dataSourceSet({ platform: "grafana-cloud", kinds: ["usage"], cloudWatchAccounts: [] }),
  variables: [],
  rows: [
    row("Cost", [
      stat({
        id: "overage",
        name: "Overage",
        description: "What Grafana Cloud charges.",
        unit: "currencyUSD",
        query: usage(promql("grafanacloud_org_total_overage").sum()),
        judgement: { unjudged: "A test." },
      }),
    ]),
  ],
});

describe("a data source that the platform has by itself", () => {
  it("may be asked although nobody makes it", async () => {
    const known = contribution("grafana", { dashboards: [overage], preMadeDataSources: ["grafanacloud-usage"] });
    expect(dashboardProblems([known])).toEqual([]);
    expect(await lintProblems([known])).toEqual([]);
  });

  it("may not be asked where the platform lacks it", () => {
    const unknown = contribution("grafana", { dashboards: [overage] });
    expect(dashboardProblems([unknown])).toMatchObject([
      { path: "dashboards.overage.Overage", message: 'datasource "grafanacloud-usage" unknown; known: ' },
    ]);
  });
});
