/** The figures that the cost queries must return, computed from the charges by plain addition. */
import type { CostSource } from "../../../config/facts/cost-columns";
import type { Answer } from "./sql-engine";
import { type Charge, dayAfter, daysBetween, weekday } from "./cost-sample";
import { PRODUCTION, STAGING } from "./cost-workloads";

/** A charge with what it costs in the sense of the source. */
interface Cost extends Charge {
  readonly billed: number;
  readonly amortised: number;
  /** Of `amortised` and `billed`, what recurs from day to day. */
  readonly running: boolean;
  readonly owner: string;
  readonly application: string;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

const USAGE = new Set(["on-demand", "spot", "plan-usage", "reserved-usage"]);
const RUNNING = new Set([...USAGE, "plan-fee"]);
const NAMES: Readonly<Record<string, string>> = { [PRODUCTION]: "production", [STAGING]: "staging" };

/** Legacy reports are read before the negotiated discount, the others after it. */
export function costs(source: CostSource, charges: readonly Charge[]): Cost[] {
  return charges.map((charge) => {
    const factor = source === "legacy" ? 1 : 1 - (charge.discount ?? 0);
    const under = charge.kind.startsWith("plan-") || charge.kind.startsWith("reserved-");
    const nobody = USAGE.has(charge.kind) ? "(untagged)" : "(shared)";
    return {
      ...charge,
      billed: charge.paid * factor,
      amortised: (under ? charge.consumed + charge.lost : charge.paid) * factor,
      running: RUNNING.has(charge.kind),
      owner: USAGE.has(charge.kind) && charge.team !== undefined && charge.team !== "" ? charge.team : nobody,
      application:
        USAGE.has(charge.kind) && charge.service !== undefined && charge.service !== "" ? charge.service : nobody,
    };
  });
}

/** What happened from the first to the last day, both included. */
export function during<Item extends { readonly day: string }>(items: readonly Item[], { from, to }: Period): Item[] {
  return items.filter(({ day }) => day >= from && day <= to);
}

/** The month up to a day. */
export function monthTo(day: string): Period {
  return { from: `${day.slice(0, 7)}-01`, to: day };
}

export function total(items: readonly Cost[], value: (item: Cost) => number = ({ amortised }) => amortised): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

/** Series by day and label, in the order of time and label. */
export function dailyBy(items: readonly Cost[], label: (item: Cost) => string): Answer {
  const sums = sumBy(items, (item) => `${item.day}|${label(item)}`);
  return [...sums]
    .map(([key, cost]) => ({ time: key.slice(0, 10), label: key.slice(11), cost }))
    .sort((a, b) => compare(a.time, b.time) || compare(a.label, b.label));
}

export function accountLabel({ account }: Pick<Charge, "account">): string {
  return NAMES[account] ?? account;
}

/** The ten products that cost most by name, everything else as Other. */
export function productLabels(items: readonly Cost[]): (item: Cost) => string {
  const ranked = [...sumBy(items, ({ product }) => product)].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  const named = new Set(ranked.slice(0, 10).map(([product]) => product));
  return ({ product }) => (named.has(product) ? product : "Other");
}

/** Amortised cost of every complete day less that of the day before it. */
export function dayOverDay(items: readonly Cost[]): Answer {
  const days = completeDays(items);
  return days
    .slice(1)
    .map(({ day, cost }, index) => ({ time: day, label: "change", change: cost - (days[index]?.cost ?? 0) }));
}

/** Days but the newest, with their amortised cost, in order. */
export function completeDays(items: readonly Cost[]): { day: string; cost: number }[] {
  const days = [...sumBy(items, ({ day }) => day)].map(([day, cost]) => ({ day, cost }));
  return days.sort((a, b) => compare(a.day, b.day)).slice(0, -1);
}

export function topMovers(items: readonly Cost[]): Answer {
  const last = newest(items);
  const week = (first: number, end: number): Cost[] =>
    during(items, { from: dayAfter(last, -first), to: dayAfter(last, -end) });
  const key = (item: Cost): string => `${accountLabel(item)}|${item.product}`;
  const before = sumBy(week(14, 8), key);
  const after = sumBy(week(7, 1), key);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => {
      const [account, product] = name.split("|");
      const old = before.get(name) ?? 0;
      const now = after.get(name) ?? 0;
      const change = now - old;
      return {
        account: account ?? "",
        product: product ?? "",
        before: old,
        after: now,
        change,
        change_percent: old === 0 ? null : (100 * change) / old,
      };
    })
    .filter(({ change }) => Math.abs(change) >= 0.01)
    .sort(
      (a, b) =>
        Math.abs(b.change) - Math.abs(a.change) || compare(a.account, b.account) || compare(a.product, b.product),
    )
    .slice(0, 15);
}

export function byTeamAndService(items: readonly Cost[]): Answer {
  const all = total(items);
  return [...sumBy(items, ({ owner, application }) => `${owner}|${application}`)]
    .map(([key, cost]) => {
      const [team, service] = key.split("|");
      return { team: team ?? "", service: service ?? "", cost, share: (100 * cost) / all };
    })
    .sort((a, b) => b.cost - a.cost);
}

export function untaggedShare(items: readonly Cost[]): number {
  const usage = items.filter(({ kind }) => USAGE.has(kind));
  return (100 * total(usage.filter(({ owner }) => owner === "(untagged)"))) / total(usage);
}

export function untaggedByProduct(items: readonly Cost[]): Answer {
  const untagged = items.filter(({ kind, owner }) => USAGE.has(kind) && owner === "(untagged)");
  return [...sumBy(untagged, (item) => `${accountLabel(item)}|${item.product}`)]
    .map(([key, cost]) => {
      const [account, product] = key.split("|");
      return { account: account ?? "", product: product ?? "", cost };
    })
    .filter(({ cost }) => cost >= 0.01)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 20);
}

/** Share of coverable usage, at list price, under each kind of commitment, by day. */
export function coverage(items: readonly Cost[]): Answer {
  const coverable = (item: Cost): boolean =>
    item.kind === "on-demand" && /BoxUsage|InstanceUsage|Fargate|Lambda/.test(item.usageType);
  const list = ({ list: price }: Cost): number => price;
  return [...new Set(items.map(({ day }) => day))].sort(compare).flatMap((time) => {
    const day = items.filter((item) => item.day === time);
    const plans = total(
      day.filter(({ kind }) => kind === "plan-usage"),
      list,
    );
    const reserved = total(
      day.filter(({ kind }) => kind === "reserved-usage"),
      list,
    );
    const whole = plans + reserved + total(day.filter(coverable), list);
    return [
      { time, label: "Reservations", coverage: (100 * reserved) / whole },
      { time, label: "Savings Plans", coverage: (100 * plans) / whole },
    ];
  });
}

/** Each commitment with what was used and lost, largest loss first. */
export function commitments(source: CostSource, items: readonly Cost[]): Answer {
  const committed = items.filter(({ kind }) => kind.startsWith("plan-") || kind.startsWith("reserved-"));
  return [...new Set(committed.map(({ commitment }) => commitment))]
    .map((id) => {
      const own = committed.filter(({ commitment }) => commitment === id);
      const factor = ({ discount }: Cost): number => (source === "legacy" ? 1 : 1 - (discount ?? 0));
      const used = total(own, (item) => item.consumed * factor(item));
      const unused = total(own, (item) => item.lost * factor(item));
      const commitment = id.includes("savingsplan") ? "Savings Plans" : "Reservations";
      return { commitment, commitment_id: id, used, unused, utilisation: (100 * used) / (used + unused) };
    })
    .sort((a, b) => b.unused - a.unused);
}

export function costPerUnit(
  items: readonly Cost[],
  service: string,
  unit: string,
  orders: ReadonlyMap<string, number>,
): Answer {
  const spend = sumBy(
    items.filter(({ application }) => application === service),
    ({ day }) => day,
  );
  return [...spend]
    .map(([time, cost]) => ({ time, label: `per ${unit}`, number: orders.get(time) ?? 0, cost }))
    .filter(({ number }) => number > 0)
    .map(({ time, label, number, cost }) => ({ time, label, cost: cost / number }))
    .sort((a, b) => compare(a.time, b.time));
}

/** Spent and forecast of the month in which `today` lies, from data up to its newest day. */
export function forecast(
  items: readonly Cost[],
  today: string,
  measure: "billed" | "amortised",
  mine: (item: Cost) => boolean,
) {
  const value = (item: Cost): number => item[measure];
  const last = newest(items);
  const month = monthTo(today);
  const own = items.filter(mine);
  const spent = during(own, month);
  const certain = spent.filter((item) => item.day < last || !item.running);
  const mean = (wanted: number): number =>
    total(
      during(own, { from: dayAfter(last, -28), to: dayAfter(last, -1) }).filter(
        (item) => item.running && weekday(item.day) === wanted,
      ),
      value,
    ) / 4;
  const restFrom = last > month.from ? last : month.from;
  const rest = daysBetween(restFrom, lastDayOfMonth(today)).reduce((sum, day) => sum + mean(weekday(day)), 0);
  return { spent: total(spent, value), forecast: total(certain, value) + rest };
}

export function newest(items: readonly Cost[]): string {
  return items.reduce((last, { day }) => (day > last ? day : last), "");
}

function lastDayOfMonth(day: string): string {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10);
}

function sumBy(items: readonly Cost[], key: (item: Cost) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(key(item), (sums.get(key(item)) ?? 0) + item.amortised);
  return sums;
}

/** By code unit, as both databases sort. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
