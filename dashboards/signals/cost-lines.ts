/**
 * The three billing tables behind one face. A `line` is a row of the export with the same columns whatever the source,
 * so that every cost query is written once.
 *
 * Two costs, both after negotiated discounts where the source knows them:
 * - `billed`: what the invoice says on that day. A commitment's fee counts when it is charged, covered usage counts
 *   nothing (Savings Plans: the on-demand price and its negation cancel out). Sums to the invoice.
 * - `amortised`: what the day consumed. Covered usage counts its share of the commitment, upfront and recurring fees
 *   count nothing themselves, and the unused part of a commitment counts once, on the fee's row. This is the cost to
 *   divide among teams, since a fee carries no tag.
 */
import { type CostSource, legacyTagColumn, userTagKey } from "../../config/facts/cost-columns";
import { chosen, identifier, literal, type Cte, type Span } from "../core/sql";

/** Columns of a line. */
export type LineColumn =
  /** Day of usage, UTC, a date. */
  | "day"
  /** 12-digit account that used it. */
  | "account"
  /** Region code, `global` where there is none. */
  | "region"
  /** AWS service code: `AmazonEC2`. */
  | "product"
  /** Value of the team tag; `(untagged)` where a tag could be but is not, `(shared)` where none can be. */
  | "team"
  /** Value of the service tag, with the same two exceptions. */
  | "service"
  /** True for usage, which can carry tags; false for fees, tax, credits, refunds and unused commitments. */
  | "taggable"
  /** True for what recurs from day to day; false for upfront and monthly fees, tax, credits and refunds. */
  | "running"
  /** US dollars on the invoice. */
  | "billed"
  /** US dollars consumed. */
  | "amortised"
  /** `Savings Plans` or `Reservations` on rows of a commitment, else null. */
  | "commitment"
  /** ARN of the commitment, else null. */
  | "commitment_id"
  /** List price of usage that a commitment covered. */
  | "covered"
  /** List price of on-demand usage that a commitment could have covered. */
  | "coverable"
  /** US dollars of commitment used. */
  | "used"
  /** US dollars of commitment left unused. */
  | "unused";

/** The table and the tags to read. */
export interface LineTable {
  readonly source: CostSource;
  readonly database: string;
  readonly table: string;
  readonly teamTagKey: string;
  readonly serviceTagKey: string;
}

/** Columns that people filter by; each is also the name of its variable. */
export type LineFilter = "account" | "region" | "team";

export const UNTAGGED = "(untagged)";
export const SHARED = "(shared)";

interface Dialect {
  /** Month of the partition as `YYYY-MM`. */
  readonly period: string;
  /** Timestamp of usage. */
  readonly timestamp: string;
  readonly columns: Readonly<Record<Exclude<LineColumn, "day" | "team" | "service">, string>>;
  /** Value of a tag, null when empty. */
  readonly tag: (key: string) => string;
}

/** On-demand usage types that a Savings Plan or a reservation can cover; Spot has names of its own. */
const COVERABLE_USAGE = [
  "BoxUsage",
  "DedicatedUsage",
  "Fargate-(vCPU|GB|ARM)",
  "Lambda-(GB-Second|Provisioned)",
  "(InstanceUsage|Multi-AZUsage|Multi-AZClusterUsage):db[.]",
  "NodeUsage:",
  "ESInstance:",
  "Node:",
];

/** The same for FOCUS, which has no usage type: operations billed by the hour or second. */
const COVERABLE_OPERATIONS = [
  "RunInstances",
  "FargateTask",
  "FargatePod",
  "Invoke",
  "CreateDBInstance",
  "CreateCacheCluster",
  "ESDomain",
  "RunComputeNode",
];

/** The subquery `line`, with the columns asked for, over the partitions that the span touches. */
export function lines(
  table: LineTable,
  span: Span,
  columns: readonly LineColumn[],
  filters: readonly LineFilter[] = [],
): Cte {
  const dialect = DIALECTS[table.source];
  const expression = (column: LineColumn): string => expressionOf(dialect, table, column);
  const select = columns.map((column) => `${expression(column)} AS ${column}`);
  const where = [
    `${dialect.period} BETWEEN date_format(${span.from}, '%Y-%m') AND date_format(${span.to}, '%Y-%m')`,
    `${dialect.timestamp} >= ${span.from}`,
    `${dialect.timestamp} < ${span.to}`,
    ...filters.map((filter) => chosen(expression(filter), filter)),
  ];
  return {
    name: "line",
    sql: [
      `SELECT ${select.join(",\n  ")}`,
      `FROM ${identifier(table.database)}.${identifier(table.table)}`,
      `WHERE ${where.join("\n  AND ")}`,
    ].join("\n"),
  };
}

function expressionOf(dialect: Dialect, table: LineTable, column: LineColumn): string {
  switch (column) {
    case "day":
      return `CAST(${dialect.timestamp} AS date)`;
    case "team":
      return attributed(dialect, table.teamTagKey);
    case "service":
      return attributed(dialect, table.serviceTagKey);
    default:
      return dialect.columns[column];
  }
}

function attributed({ tag, columns }: Dialect, key: string): string {
  const nobody = `CASE WHEN ${columns.taggable} THEN ${literal(UNTAGGED)} ELSE ${literal(SHARED)} END`;
  return `COALESCE(${tag(key)}, ${nobody})`;
}

function reportDialect(net: boolean, period: string, tag: Dialect["tag"]): Dialect {
  const type = "line_item_line_item_type";
  const sum = (name: string): string => report(name, net);
  const billed = sum("line_item_unblended_cost");
  const savingsPlanEffective = sum("savings_plan_savings_plan_effective_cost");
  const reservationEffective = sum("reservation_effective_cost");
  const savingsPlanUnused = "savings_plan_total_commitment_to_date - savings_plan_used_commitment";
  const reservationUnused = `COALESCE(${sum("reservation_unused_amortized_upfront_fee_for_billing_period")}, 0) + COALESCE(${sum("reservation_unused_recurring_fee")}, 0)`;
  const usage = `${type} IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage')`;
  const lumps = "'Fee', 'RIFee', 'SavingsPlanUpfrontFee', 'Tax', 'Credit', 'Refund'";
  const listPrice = "COALESCE(pricing_public_on_demand_cost, 0)";
  return {
    period,
    timestamp: "line_item_usage_start_date",
    tag,
    columns: {
      account: "line_item_usage_account_id",
      region: "COALESCE(NULLIF(product_region_code, ''), 'global')",
      product: "line_item_product_code",
      taggable: usage,
      running: `${type} NOT IN (${lumps})`,
      billed,
      amortised: cases(type, billed, [
        ["SavingsPlanCoveredUsage", savingsPlanEffective],
        ["SavingsPlanRecurringFee", savingsPlanUnused],
        ["SavingsPlanNegation", "0"],
        ["SavingsPlanUpfrontFee", "0"],
        ["DiscountedUsage", reservationEffective],
        ["RIFee", reservationUnused],
        ["Fee", `CASE WHEN COALESCE(reservation_reservation_a_r_n, '') = '' THEN ${billed} ELSE 0 END`],
      ]),
      commitment: `CASE WHEN ${type} LIKE 'SavingsPlan%' THEN 'Savings Plans' WHEN ${type} IN ('DiscountedUsage', 'RIFee') THEN 'Reservations' END`,
      commitment_id: "COALESCE(NULLIF(savings_plan_savings_plan_a_r_n, ''), NULLIF(reservation_reservation_a_r_n, ''))",
      covered: `CASE WHEN ${type} IN ('DiscountedUsage', 'SavingsPlanCoveredUsage') THEN ${listPrice} ELSE 0 END`,
      coverable: `CASE WHEN ${type} = 'Usage' AND regexp_like(line_item_usage_type, ${literal(`(^|-)(${COVERABLE_USAGE.join("|")})`)}) AND line_item_usage_type NOT LIKE '%SpotUsage%' THEN ${listPrice} ELSE 0 END`,
      used: cases(type, "0", [
        ["SavingsPlanRecurringFee", "savings_plan_used_commitment"],
        ["DiscountedUsage", reservationEffective],
      ]),
      unused: cases(type, "0", [
        ["SavingsPlanRecurringFee", savingsPlanUnused],
        ["RIFee", reservationUnused],
      ]),
    },
  };
}

/** A cost column of a report, after negotiated discounts if the report has any. */
function report(name: string, net: boolean): string {
  if (!net) return name;
  const netName = name
    .replace(/^line_item_/, "line_item_net_")
    .replace(/^reservation_/, "reservation_net_")
    .replace(/^savings_plan_/, "savings_plan_net_");
  return `COALESCE(${netName}, ${name})`;
}

const CUR2_DIALECT = reportDialect(
  true,
  "billing_period",
  (key) => `NULLIF(element_at(resource_tags, ${literal(userTagKey(key))}), '')`,
);

/** A legacy report has net columns only in months with a discount, so a query cannot count on them. */
const LEGACY_DIALECT = reportDialect(
  false,
  "concat(year, '-', lpad(month, 2, '0'))",
  (key) => `NULLIF(${legacyTagColumn(key)}, '')`,
);

/** Corrections of an earlier invoice carry a charge class; they neither recur nor can they be tagged. */
const FOCUS_USAGE =
  "chargecategory = 'Usage' AND chargeclass IS NULL AND COALESCE(commitmentdiscountstatus, '') <> 'Unused'";
const FOCUS_SAVINGS_PLAN_FEE =
  "chargecategory = 'Purchase' AND chargefrequency = 'Recurring' AND commitmentdiscountcategory = 'Spend'";
const FOCUS_COVERABLE = `chargecategory = 'Usage' AND pricingcategory = 'Standard' AND regexp_like(x_operation, ${literal(`^(${COVERABLE_OPERATIONS.join("|")})`)}) AND regexp_like(lower(pricingunit), '(hr|hour|second)')`;

const FOCUS_DIALECT: Dialect = {
  period: "billing_period",
  timestamp: "chargeperiodstart",
  tag: (key) => {
    const spellings = [userTagKey(key), `user:${key}`, key].map(
      (name) => `NULLIF(element_at(tags, ${literal(name)}), '')`,
    );
    return `COALESCE(${spellings.join(", ")})`;
  },
  columns: {
    account: "subaccountid",
    region: "COALESCE(NULLIF(regionid, ''), 'global')",
    product: "COALESCE(NULLIF(x_servicecode, ''), servicename)",
    taggable: `(${FOCUS_USAGE})`,
    running: `(chargeclass IS NULL AND (chargecategory = 'Usage' OR (${FOCUS_SAVINGS_PLAN_FEE})))`,
    billed: "billedcost",
    amortised: "effectivecost",
    commitment:
      "CASE commitmentdiscountcategory WHEN 'Spend' THEN 'Savings Plans' WHEN 'Usage' THEN 'Reservations' END",
    commitment_id: "commitmentdiscountid",
    covered: "CASE WHEN commitmentdiscountstatus = 'Used' THEN listcost ELSE 0 END",
    coverable: `CASE WHEN ${FOCUS_COVERABLE} THEN listcost ELSE 0 END`,
    used: "CASE WHEN commitmentdiscountstatus = 'Used' THEN effectivecost ELSE 0 END",
    unused: "CASE WHEN commitmentdiscountstatus = 'Unused' THEN effectivecost ELSE 0 END",
  },
};

const DIALECTS: Readonly<Record<CostSource, Dialect>> = {
  cur2: CUR2_DIALECT,
  legacy: LEGACY_DIALECT,
  focus: FOCUS_DIALECT,
};

function cases(subject: string, otherwise: string, branches: readonly (readonly [string, string])[]): string {
  const whens = branches.map(([value, result]) => `WHEN ${literal(value)} THEN ${result}`);
  return `CASE ${subject} ${whens.join(" ")} ELSE ${otherwise} END`;
}
