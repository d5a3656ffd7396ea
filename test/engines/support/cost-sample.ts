/**
 * An invented organisation's charges, as events of business and not as rows of any export: what was used, what was
 * committed, what was paid. Billing tables are rendered from them, and the figures expected of every query are computed
 * from them, so neither side knows the other.
 */

import { CHECKOUT, EC2, PRODUCTION, SEARCH, STAGING, type Workload, WORKLOADS } from "./cost-workloads";

/** What a charge is. */
export type ChargeKind =
  | "on-demand"
  | "spot"
  | "plan-usage"
  | "plan-fee"
  | "plan-upfront"
  | "reserved-usage"
  | "reserved-fee"
  | "reserved-upfront"
  | "support"
  | "tax"
  | "credit"
  | "refund";

export interface Charge {
  readonly kind: ChargeKind;
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly account: string;
  /** Empty for what belongs to no region. */
  readonly region: string;
  readonly product: string;
  readonly usageType: string;
  readonly operation: string;
  readonly unit: string;
  /** Absent: no tag. Empty: a tag with nothing in it. */
  readonly team?: string;
  readonly service?: string;
  /** Price without any agreement, USD. */
  readonly list: number;
  /** Paid for it on the day itself, before the negotiated discount, USD. */
  readonly paid: number;
  /** Share of a commitment that it consumes, USD; for usage under a commitment. */
  readonly consumed: number;
  /** Part of the commitment that is lost that day or month, USD; for fees. */
  readonly lost: number;
  /** Part of the commitment that is consumed that day, USD; for Savings Plan fees. */
  readonly drawn: number;
  /** Negotiated discount, 0-1; null in months before the agreement, when the reports have no net columns. */
  readonly discount: number | null;
  /** ARN of the commitment, empty without. */
  readonly commitment: string;
}

export interface SampleProps {
  /** First and last day with data; the last is only half billed. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export const PLAN = `arn:aws:savingsplans::${PRODUCTION}:savingsplan/11111111-2222-3333-4444-555555555555`;
export const RESERVATION = `arn:aws:rds:eu-central-1:${PRODUCTION}:ri:ri-2026-01-01`;

/** The negotiated discount begins with this month. */
const AGREEMENT = "2026-03";

const NOTHING = { list: 0, paid: 0, consumed: 0, lost: 0, drawn: 0, commitment: "" } as const;

/** All charges, day by day. Amounts differ from weekday to weekday, grow slowly, and jump in the last week. */
export function sampleCharges({ firstDay, lastDay }: SampleProps): Charge[] {
  return daysBetween(firstDay, lastDay).flatMap((day, index) => {
    const half = day === lastDay ? 0.5 : 1;
    return [
      ...WORKLOADS.map((workload) =>
        onDemand(workload, day, round(workload.usd * shape(workload, day, index, lastDay) * half)),
      ),
      spot(day, round(0.8 * half)),
      ...savingsPlan(day, index, half),
      ...reservation(day, half),
      ...(day.endsWith("-01") ? monthly(day) : []),
      ...(day.endsWith("-11") ? [oneOff("credit", day, -7.5), oneOff("refund", day, -3.25)] : []),
    ];
  });
}

/** Days from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += DAY_MS) days.push(isoDay(time));
  return days;
}

/** The day `days` later. */
export function dayAfter(day: string, days = 1): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

/** Monday is 1, Sunday 7. */
export function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

const DAY_MS = 86_400_000;

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function shape({ where }: Workload, day: string, index: number, lastDay: string): number {
  const weekend = weekday(day) > 5 ? 0.6 : 1;
  const jump = where.product === "AmazonS3" && Date.parse(lastDay) - Date.parse(day) <= 5 * DAY_MS ? 3 : 1;
  return weekend * jump * (1 + index / 200) * (1 + (weekday(day) % 4) / 20);
}

function onDemand({ where, tags, discount }: Workload, day: string, usd: number): Charge {
  const price = { list: usd, paid: usd, discount: agreed(day, discount) };
  return { ...NOTHING, ...where, ...tags, ...price, kind: "on-demand", day };
}

function spot(day: string, usd: number): Charge {
  const where = { ...EC2, usageType: "EUC1-SpotUsage:m5.large", account: PRODUCTION, region: "eu-central-1" };
  return {
    ...NOTHING,
    ...where,
    ...SEARCH,
    kind: "spot",
    day,
    list: round(usd * 3),
    paid: usd,
    discount: agreed(day, 0),
  };
}

/** A partial-upfront plan of 6.00 a day, 4.00 of it recurring; on every fifth day a part is lost. */
function savingsPlan(day: string, index: number, half: number): Charge[] {
  const committed = 6 * half;
  const lost = index % 5 === 0 ? 1.5 * half : 0;
  const drawn = committed - lost;
  const where = { ...EC2, account: PRODUCTION, region: "eu-central-1", commitment: PLAN, discount: agreed(day, 0) };
  const most = round(drawn * 0.75);
  const fee = { product: "ComputeSavingsPlans", usageType: "ComputeSP:1yrPartialUpfront", operation: "", unit: "Hrs" };
  return [
    { ...NOTHING, ...where, ...CHECKOUT, kind: "plan-usage", day, list: round(most * 1.6), consumed: most },
    {
      ...NOTHING,
      ...where,
      ...SEARCH,
      kind: "plan-usage",
      day,
      list: round((drawn - most) * 1.5),
      consumed: drawn - most,
    },
    { ...NOTHING, ...where, ...fee, kind: "plan-fee", day, paid: 4 * half, lost, drawn },
  ];
}

/** A reservation of 2.00 a day used except on Sundays, when 0.50 of it is lost; the month's loss stands on its fee. */
function reservation(day: string, half: number): Charge[] {
  const where = { account: PRODUCTION, region: "eu-central-1", product: "AmazonRDS", commitment: RESERVATION };
  const usage = { usageType: "EUC1-InstanceUsage:db.r5.large", operation: "CreateDBInstance:0014", unit: "Hrs" };
  const consumed = (weekday(day) === 7 ? 1.5 : 2) * half;
  return [
    {
      ...NOTHING,
      ...where,
      ...usage,
      ...SEARCH,
      kind: "reserved-usage",
      day,
      list: round(consumed * 1.4),
      consumed,
      discount: agreed(day, 0.05),
    },
  ];
}

function monthly(day: string): Charge[] {
  const nowhere = { account: PRODUCTION, region: "", operation: "", unit: "", discount: agreed(day, 0) };
  const plan = { ...NOTHING, ...nowhere, product: "ComputeSavingsPlans", usageType: "ComputeSP:1yrPartialUpfront" };
  const reserved = {
    ...NOTHING,
    ...nowhere,
    region: "eu-central-1",
    product: "AmazonRDS",
    usageType: "EUC1-HeavyUsage:db.r5.large",
    commitment: RESERVATION,
  };
  const first = day.startsWith("2026-01");
  return [
    { ...reserved, kind: "reserved-fee", day, paid: 28, lost: 2, discount: agreed(day, 0.05) },
    {
      ...NOTHING,
      ...nowhere,
      product: "AWSSupportBusiness",
      usageType: "Support",
      kind: "support",
      day,
      list: 29,
      paid: 29,
    },
    { ...NOTHING, ...nowhere, product: "AmazonEC2", usageType: "Tax", kind: "tax", day, paid: 19.19 },
    ...(first
      ? ([
          { ...plan, kind: "plan-upfront", day, paid: 730, commitment: PLAN },
          { ...reserved, kind: "reserved-upfront", day, paid: 365 },
        ] as const)
      : []),
  ];
}

function oneOff(kind: "credit" | "refund", day: string, usd: number): Charge {
  return {
    ...NOTHING,
    account: STAGING,
    region: "",
    product: "AmazonEC2",
    usageType: "",
    operation: "",
    unit: "",
    kind,
    day,
    paid: usd,
    discount: agreed(day, 0),
  };
}

function agreed(day: string, discount: number): number | null {
  return day.slice(0, 7) >= AGREEMENT ? discount : null;
}

/** Whole cents, so that sums in two languages differ by rounding of doubles only. */
function round(usd: number): number {
  return Math.round(usd * 100) / 100;
}
