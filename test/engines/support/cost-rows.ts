/** Renders charges as rows of the three billing tables, as AWS documents their line items. */
import type { CostSource } from "../../../config/facts/cost-columns";
import { type Charge, type ChargeKind, dayAfter } from "./cost-sample";

/** A row: columns by name, absent ones null. */
export type BillingRow = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

export function billingRows(source: CostSource, charges: readonly Charge[]): BillingRow[] {
  switch (source) {
    case "cur2":
      return charges.flatMap((charge) =>
        reportRows(charge).map((row) => ({
          ...row,
          ...cur2Tags(charge, row),
          ...netColumns(charge, row),
          billing_period: charge.day.slice(0, 7),
        })),
      );
    case "legacy":
      return charges.flatMap((charge) =>
        reportRows(charge).map((row) => ({
          ...row,
          ...legacyTags(charge, row),
          year: charge.day.slice(0, 4),
          month: String(Number(charge.day.slice(5, 7))),
        })),
      );
    case "focus":
      return charges.flatMap((charge) =>
        focusRows(charge).map((row) => ({ ...row, billing_period: charge.day.slice(0, 7) })),
      );
  }
}

const LINE_ITEM_TYPES: Readonly<Record<ChargeKind, string>> = {
  "on-demand": "Usage",
  spot: "Usage",
  "plan-usage": "SavingsPlanCoveredUsage",
  "plan-fee": "SavingsPlanRecurringFee",
  "plan-upfront": "SavingsPlanUpfrontFee",
  "reserved-usage": "DiscountedUsage",
  "reserved-fee": "RIFee",
  "reserved-upfront": "Fee",
  support: "Fee",
  tax: "Tax",
  credit: "Credit",
  refund: "Refund",
};

/** CUR shows usage under a Savings Plan at its on-demand price and takes it back with a second, untagged row. */
function reportRows(charge: Charge): BillingRow[] {
  const {
    kind,
    day,
    account,
    region,
    product,
    usageType,
    operation,
    unit,
    list,
    paid,
    consumed,
    lost,
    drawn,
    commitment,
  } = charge;
  const plan = kind.startsWith("plan-") ? commitment : "";
  const row = {
    line_item_line_item_type: LINE_ITEM_TYPES[kind],
    line_item_usage_start_date: `${day} 00:00:00`,
    line_item_usage_end_date: `${dayAfter(day)} 00:00:00`,
    line_item_usage_account_id: account,
    line_item_product_code: product,
    line_item_usage_type: usageType,
    line_item_operation: operation,
    line_item_unblended_cost: kind === "plan-usage" ? list : paid,
    product_region_code: region,
    pricing_unit: unit,
    pricing_public_on_demand_cost: list,
    savings_plan_savings_plan_a_r_n: plan,
    reservation_reservation_a_r_n: plan === "" ? commitment : "",
    ...(kind === "plan-usage" ? { savings_plan_savings_plan_effective_cost: consumed } : {}),
    ...(kind === "plan-fee"
      ? { savings_plan_total_commitment_to_date: drawn + lost, savings_plan_used_commitment: drawn }
      : {}),
    ...(kind === "reserved-usage" ? { reservation_effective_cost: consumed } : {}),
    ...(kind === "reserved-fee"
      ? {
          reservation_unused_amortized_upfront_fee_for_billing_period: lost / 4,
          reservation_unused_recurring_fee: (lost * 3) / 4,
        }
      : {}),
  };
  if (kind !== "plan-usage") return [row];
  return [
    row,
    {
      ...row,
      line_item_line_item_type: "SavingsPlanNegation",
      line_item_unblended_cost: -list,
      pricing_public_on_demand_cost: 0,
    },
  ];
}

function isUsage({ line_item_line_item_type: type }: BillingRow): boolean {
  return type === "Usage" || type === "DiscountedUsage" || type === "SavingsPlanCoveredUsage";
}

function cur2Tags({ team, service, product }: Charge, row: BillingRow): BillingRow {
  if (!isUsage(row)) return {};
  const tags = {
    aws_created_by: "Root",
    ...(team === undefined ? {} : { user_team: team }),
    ...(service === undefined ? {} : { user_service: service }),
  };
  return { resource_tags: tags, product: { product_name: product } };
}

function legacyTags({ team, service }: Charge, row: BillingRow): BillingRow {
  if (!isUsage(row)) return {};
  return {
    ...(team === undefined ? {} : { resource_tags_user_team: team }),
    ...(service === undefined ? {} : { resource_tags_user_service: service }),
  };
}

/** Columns after the negotiated discount, there only while an agreement runs. */
function netColumns({ discount }: Charge, row: BillingRow): BillingRow {
  if (discount === null) return {};
  const columns = [
    ["line_item_unblended_cost", "line_item_net_unblended_cost"],
    ["savings_plan_savings_plan_effective_cost", "savings_plan_net_savings_plan_effective_cost"],
    ["reservation_effective_cost", "reservation_net_effective_cost"],
    [
      "reservation_unused_amortized_upfront_fee_for_billing_period",
      "reservation_net_unused_amortized_upfront_fee_for_billing_period",
    ],
    ["reservation_unused_recurring_fee", "reservation_net_unused_recurring_fee"],
  ] as const;
  return Object.fromEntries(
    columns.flatMap(([gross, net]) => {
      const value = row[gross];
      return typeof value === "number" ? [[net, value * (1 - discount)] as const] : [];
    }),
  );
}

const FOCUS_CATEGORIES: Readonly<Record<ChargeKind, readonly [string, string]>> = {
  "on-demand": ["Usage", "Usage-Based"],
  spot: ["Usage", "Usage-Based"],
  "plan-usage": ["Usage", "Usage-Based"],
  "plan-fee": ["Purchase", "Recurring"],
  "plan-upfront": ["Purchase", "One-Time"],
  "reserved-usage": ["Usage", "Usage-Based"],
  "reserved-fee": ["Purchase", "Recurring"],
  "reserved-upfront": ["Purchase", "One-Time"],
  support: ["Purchase", "Recurring"],
  tax: ["Tax", "One-Time"],
  credit: ["Credit", "One-Time"],
  refund: ["Credit", "One-Time"],
};

/** FOCUS bills nothing for usage under a commitment, and shows what is lost as usage of status Unused. */
function focusRows(charge: Charge): BillingRow[] {
  const { kind, day, account, region, product, operation, unit, list, paid, consumed, lost, commitment } = charge;
  const factor = 1 - (charge.discount ?? 0);
  const [category, frequency] = FOCUS_CATEGORIES[kind];
  const covered = kind === "plan-usage" || kind === "reserved-usage";
  const purchase = commitment !== "" && category === "Purchase";
  const row = {
    chargecategory: category,
    chargefrequency: frequency,
    ...(kind === "refund" ? { chargeclass: "Correction" } : {}),
    chargeperiodstart: `${day} 00:00:00`,
    chargeperiodend: `${dayAfter(day)} 00:00:00`,
    subaccountid: account,
    regionid: region,
    servicename: `Amazon ${product}`,
    x_servicecode: product,
    x_operation: operation,
    pricingunit: unit,
    pricingcategory: kind === "spot" ? "Dynamic" : covered ? "Committed" : "Standard",
    billedcost: covered ? 0 : paid * factor,
    effectivecost: (covered ? consumed : purchase ? 0 : paid) * factor,
    listcost: list,
    ...(commitment === ""
      ? {}
      : {
          commitmentdiscountid: commitment,
          commitmentdiscountcategory: commitment.includes("savingsplan") ? "Spend" : "Usage",
        }),
    ...(covered ? { commitmentdiscountstatus: "Used" } : {}),
    ...(category === "Usage" ? { tags: focusTags(charge) } : {}),
  };
  if (lost === 0) return [row];
  const unused = {
    chargecategory: "Usage",
    chargefrequency: "Usage-Based",
    commitmentdiscountstatus: "Unused",
    pricingcategory: "Committed",
  };
  return [row, { ...row, ...unused, billedcost: 0, effectivecost: lost * factor, listcost: 0 }];
}

/** Half of the rows spell the keys as AWS does, the other half as the specification does. */
function focusTags({ team, service, day }: Charge): Record<string, string> {
  const [teamKey, serviceKey] = Number(day.slice(8)) % 2 === 0 ? ["user_team", "user_service"] : ["Team", "Service"];
  return {
    ...(team === undefined ? {} : { [teamKey]: team }),
    ...(service === undefined ? {} : { [serviceKey]: service }),
  };
}
