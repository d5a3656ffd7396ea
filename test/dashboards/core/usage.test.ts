import { describe, expect, it } from "vitest";
import { ask } from "../../../dashboards/core/ask";
import { dataSourceSet, PRE_MADE } from "../../../dashboards/core/data-sources";
import { stat } from "../../../dashboards/core/panels";
import { cloudWatch, promql, usage } from "../../../dashboards/core/query";
import type { Signal } from "../../../dashboards/core/signal";
import { panelOf } from "./support";

const cloud = dataSourceSet({
  platform: "grafana-cloud",
  kinds: ["prometheus", ...PRE_MADE["grafana-cloud"]],
  cloudWatchAccounts: ["production"],
});
const managed = dataSourceSet({
  platform: "amazon-managed",
  kinds: ["prometheus", "cloudwatch", ...PRE_MADE["amazon-managed"]],
  cloudWatchAccounts: ["production"],
});

const overage: Signal = {
  id: "overage",
  name: "Overage",
  description: "What Grafana Cloud charges.",
  unit: "currencyUSD",
  query: usage(promql("grafanacloud_org_total_overage").sum()),
  judgement: { unjudged: "A test." },
};

const elsewhere = [
  cloudWatch({ namespace: "AWS/Billing", metric: "EstimatedCharges", statistic: "Maximum", region: "us-east-1" }),
];

describe("the usage of Grafana Cloud", () => {
  it("is asked of the data source that the stack has by itself, not of the estate's Prometheus", () => {
    expect(ask(overage, cloud).source).toEqual({
      uid: "grafanacloud-usage",
      type: "prometheus",
      variable: "usage",
      label: "Grafana Cloud usage",
    });
    expect(panelOf(stat(overage), cloud)).toMatchObject({
      datasource: { type: "prometheus", uid: "${usage}" },
      targets: [{ datasource: { type: "prometheus", uid: "${usage}" }, expr: "sum(grafanacloud_org_total_overage)" }],
    });
  });

  it("is not to be had on Amazon's platform, where the signal must name something else", () => {
    expect(() => ask(overage, managed)).toThrow(
      'Signal "overage" can be asked of usage; there is only prometheus, cloudwatch.',
    );
    expect(ask({ ...overage, elsewhere }, managed).source.uid).toBe("estate-cloudwatch-production");
  });
});
