/** What the overview says of spend: from the bill if Athena can be asked about it, else from CloudWatch's estimate. */
import type { CostDashboardInput } from "../cost-input";
import type { DrillDown } from "../core/drill-down";
import { cloudWatch } from "../core/query";
import type { CloudWatchQuery } from "../core/query/cloudwatch";
import type { Signal } from "../core/signal";
import { billedThisMonth, changeFromDayBefore, lastCompleteDay } from "./cost";
import { wholeContext } from "./cost-context";

const COST: readonly DrillDown[] = [{ title: "Cost", dashboard: "cost-overview" }];

/** AWS tells of the bill in one region; the sum over accounts and services has the currency alone. */
const ESTIMATE: CloudWatchQuery = cloudWatch({
  namespace: "AWS/Billing",
  metric: "EstimatedCharges",
  statistic: "Maximum",
  region: "us-east-1",
  dimensions: { Currency: "USD" },
});

/** What is billed this month so far; of a bill that Athena knows, also its last complete day and the change. */
export function spend(billing: CostDashboardInput | undefined): readonly [Signal, ...Signal[]] {
  if (billing === undefined) return [estimated()];
  const context = wholeContext(billing);
  return [
    { ...billedThisMonth(context), elsewhere: [ESTIMATE], drillDowns: COST },
    { ...lastCompleteDay(context), drillDowns: COST },
    { ...changeFromDayBefore(context), drillDowns: COST },
  ];
}

function estimated(): Signal {
  return {
    id: "home-billed-month",
    name: "Billed this month",
    description:
      "What AWS charges since the first of the month, by its own estimate of a few times a day. Choose the payer's account as CloudWatch for the whole organisation's; it must have billing alerts switched on.",
    type: "gauge",
    unit: "currencyUSD",
    query: ESTIMATE,
    judgement: { unjudged: "Budgets judge it, and send mail." },
  };
}
