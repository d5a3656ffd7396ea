/** Budgets, anomalies and allocation tags: what speaks up about spend. */
import { describe, expect, it } from "vitest";
import { showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resource, resources } from "../../support/template";

const { estate } = synthEstate(showcase());
const BILLING = "aws.management-us-east-1";

function notification(type: "ACTUAL" | "FORECASTED", threshold: number, address = "platform@example.com") {
  return {
    comparison_operator: "GREATER_THAN",
    notification_type: type,
    threshold,
    threshold_type: "PERCENTAGE",
    subscriber_email_addresses: [address],
  };
}

describe("a budget", () => {
  it("counts everything, tells the team at 80 and 100 percent, and of the forecast, by default", () => {
    expect(resource(estate, "aws_budgets_budget.cost_budgets_organisation")).toEqual({
      provider: BILLING,
      name: "acme-organisation",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "40000",
      limit_unit: "USD",
      cost_filter: [],
      notification: [notification("ACTUAL", 80), notification("ACTUAL", 100), notification("FORECASTED", 100)],
      tags: { domain: "cost" },
    });
  });

  it("counts one account", () => {
    expect(resource(estate, "aws_budgets_budget.cost_budgets_production")["cost_filter"]).toEqual([
      { name: "LinkedAccount", values: ["777788889999"] },
    ]);
  });

  it("counts what carries a service's tag, amortised, and tells its own team at its own thresholds", () => {
    const payments = "payments@example.com";
    expect(resource(estate, "aws_budgets_budget.cost_budgets_checkout")).toMatchObject({
      cost_filter: [{ name: "TagKeyValue", values: ["user:service$checkout"] }],
      cost_types: { use_amortized: true },
      notification: [
        ...[50, 80, 100].map((percent) => notification("ACTUAL", percent, payments)),
        notification("FORECASTED", 100, payments),
      ],
    });
  });

  it("may leave the forecast out, and name account and service at once", () => {
    const config = withCost(
      {
        serviceTag: "app",
        budgets: {
          shop: {
            monthlyUsd: 10.5,
            account: "main",
            service: "shop",
            team: "everyone",
            notifyAtPercent: [90],
            notifyForecast: false,
          },
        },
      },
      { services: { shop: { team: "everyone", accounts: ["main"] } } },
    );
    expect(resource(synthEstate(config).estate, "aws_budgets_budget.cost_budgets_shop")).toMatchObject({
      limit_amount: "10.5",
      cost_filter: [
        { name: "LinkedAccount", values: ["111122223333"] },
        { name: "TagKeyValue", values: ["user:app$shop"] },
      ],
      notification: [notification("ACTUAL", 90, "team@example.com")],
    });
  });
});

describe("anomalies", () => {
  it("are found by a monitor over services where the estate makes one, and mailed above a sum", () => {
    expect(resource(estate, "aws_ce_anomaly_monitor.cost_anomalies_monitor")).toEqual({
      provider: BILLING,
      name: "acme-services",
      monitor_type: "DIMENSIONAL",
      monitor_dimension: "SERVICE",
      tags: { domain: "cost" },
    });
    expect(resource(estate, "aws_ce_anomaly_subscription.cost_anomalies_subscription")).toEqual({
      provider: BILLING,
      account_id: "111122223333",
      name: "acme-unusual-spend",
      frequency: "DAILY",
      monitor_arn_list: ["${aws_ce_anomaly_monitor.cost_anomalies_monitor.arn}"],
      subscriber: [{ type: "EMAIL", address: "platform@example.com" }],
      threshold_expression: {
        dimension: {
          key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
          match_options: ["GREATER_THAN_OR_EQUAL"],
          values: ["100"],
        },
      },
      tags: { domain: "cost" },
    });
  });

  it("use the monitor that an account has already, since AWS allows one", () => {
    const monitor = "arn:aws:ce::111122223333:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { estate: stack } = synthEstate(withCost({ anomalies: { monitor, team: "everyone", frequency: "WEEKLY" } }));
    expect(resources(stack, "aws_ce_anomaly_monitor")).toEqual({});
    expect(resource(stack, "aws_ce_anomaly_subscription.cost_anomalies_subscription")).toMatchObject({
      frequency: "WEEKLY",
      monitor_arn_list: [monitor],
    });
  });

  it("are off by default", () => {
    expect(resources(synthEstate(withCost({})).estate, "aws_ce_anomaly_subscription")).toEqual({});
  });
});

describe("allocation tags", () => {
  it("are activated for team and service where the estate may", () => {
    expect(resources(estate, "aws_ce_cost_allocation_tag")).toEqual({
      cost_tags_team: { provider: BILLING, tag_key: "team", status: "Active" },
      cost_tags_service: { provider: BILLING, tag_key: "service", status: "Active" },
    });
  });

  it("are left alone by default, since they are a setting of the whole payer", () => {
    expect(resources(synthEstate(withCost({})).estate, "aws_ce_cost_allocation_tag")).toEqual({});
  });
});

describe("manual steps of the showcase", () => {
  it("are the ones for which there is no API", () => {
    const steps = synthEstate(showcase()).contributions.flatMap(({ manualSteps }) => manualSteps.map(({ id }) => id));
    expect(steps).toEqual([
      "grafana-external-id",
      "grafana-token-rotation",
      "security-lake-grant",
      "ecs-published-search-production",
      "fleet-policy",
      "fleet-tags",
      "cost-split-allocation", // splitCostAllocation
      "cost-tags-seen", // activateTags
      "cost-unit-tables", // checkout counts orders
      "saml-login",
    ]);
  });
});
