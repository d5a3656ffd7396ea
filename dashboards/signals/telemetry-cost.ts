/**
 * What telemetry itself costs this month, in dollars. Grafana Cloud charges by product, beyond what the plan includes;
 * on Amazon the services in the same place have their own lines on the bill, which CloudWatch estimates in us-east-1.
 */
import { cloudWatch, promql, type PromExpr, usage } from "../core/query";
import type { CloudWatchQuery } from "../core/query/cloudwatch";
import type { Signal } from "../core/signal";

const BILLING_REGION = "us-east-1";

const BUDGET = "What telemetry may cost is a matter of the budget.";

export const platformCost: Signal = {
  id: "telemetry-platform-cost",
  name: "Observability platform this month",
  description:
    "What is charged since the first of the month: by Grafana Cloud beyond what the plan includes, or by AWS for Amazon Managed Prometheus. Below stands which product it is for.",
  type: "gauge",
  unit: "currencyUSD",
  query: usage(overage("total")),
  elsewhere: [charges("AmazonPrometheus")],
  judgement: { unjudged: BUDGET },
};

export const cloudWatchCost: Signal = {
  id: "telemetry-cloudwatch-cost",
  name: "CloudWatch this month",
  description:
    "What AWS charges for CloudWatch since the first of the month, by its own estimate: metrics, logs, streams, canaries and what dashboards ask. The payer's account knows the whole organisation's; it must have billing alerts switched on.",
  type: "gauge",
  unit: "currencyUSD",
  query: charges("AmazonCloudWatch"),
  judgement: { unjudged: BUDGET },
};

/** By product: of each what Grafana Cloud charges, else the AWS service that does the same. */
export const productCosts: readonly Signal[] = [
  product("Metrics", "metrics", overage("metrics"), "AmazonPrometheus"),
  product("Logs", "logs", overage("logs"), "AmazonCloudWatch"),
  product("Traces", "traces", overage("traces"), "AWSXRay"),
  product("People in Grafana", "grafana", overage("grafana"), "AmazonGrafana"),
  product("The rest", "rest", rest(), "AmazonKinesisFirehose"),
];

function product(name: string, id: string, charged: PromExpr, service: string): Signal {
  return {
    id: `telemetry-cost-${id}`,
    name,
    description:
      "What is charged since the first of the month, by product. Grafana Cloud: beyond what the plan includes; the rest is browsers, checks from outside and on-call. Amazon: Managed Prometheus, CloudWatch, X-Ray, Managed Grafana, and Firehose as the rest.",
    type: "gauge",
    unit: "currencyUSD",
    query: usage(charged),
    elsewhere: [charges(service)],
    judgement: { unjudged: BUDGET },
  };
}

/** Browsers, checks from outside, and people on call. */
function rest(): PromExpr {
  return overage("fe_o11y").plus(overage("sm")).plus(overage("irm_users"));
}

/** Dollars; nothing where a product is not used at all. */
function overage(what: string): PromExpr {
  return promql(`grafanacloud_org_${what}_overage`).sum().orZero();
}

function charges(service: string): CloudWatchQuery {
  return cloudWatch({
    namespace: "AWS/Billing",
    metric: "EstimatedCharges",
    statistic: "Maximum",
    region: BILLING_REGION,
    dimensions: { Currency: "USD", ServiceName: service },
  });
}
