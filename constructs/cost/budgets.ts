/** Budgets: mail to the owning team when actual or forecast spend passes a limit. */
import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { BudgetConfig } from "../../config/sections/cost";
import { literal } from "../core/escape";
import { physicalName } from "../core/names";
import { emailOf } from "../core/teams";
import type { CostPlace } from "./place";

export class Budgets extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: EstateConfig,
    private readonly place: CostPlace,
  ) {
    super(scope, id);
    for (const [key, budget] of Object.entries(place.cost.budgets)) this.budget(key, budget);
  }

  private budget(key: string, budget: BudgetConfig): void {
    new BudgetsBudget(this, key, {
      provider: this.place.billing,
      name: physicalName("budget", this.place.organisation, key),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(budget.monthlyUsd),
      limitUnit: "USD",
      costFilter: this.filters(budget),
      ...(budget.service === undefined ? {} : { costTypes: { useAmortized: true } }), // fees carry no tag; their use does
      notification: notifications(budget).map(({ type, percent }) => ({
        comparisonOperator: "GREATER_THAN",
        notificationType: type,
        threshold: percent,
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: [emailOf(this.config, budget.team)],
      })),
    });
  }

  private filters({ account, service }: BudgetConfig): { name: string; values: string[] }[] {
    const id = account === undefined ? undefined : this.config.accounts[account]?.id;
    return [
      ...(id === undefined ? [] : [{ name: "LinkedAccount", values: [id] }]),
      ...(service === undefined
        ? []
        : [{ name: "TagKeyValue", values: [literal(`user:${this.place.cost.serviceTag}$${service}`)] }]),
    ];
  }
}

function notifications(
  budget: BudgetConfig,
): readonly { readonly type: "ACTUAL" | "FORECASTED"; readonly percent: number }[] {
  const actual = budget.notifyAtPercent.map((percent) => ({ type: "ACTUAL" as const, percent }));
  return budget.notifyForecast ? [...actual, { type: "FORECASTED" as const, percent: 100 }] : actual;
}
