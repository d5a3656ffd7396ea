/** Pieces with which the answers expected of the lake are worked out. */
import type { Cell } from "./sql-engine";
import { PRODUCTION, STAGING } from "./cost-workloads";

/** The range and the choices of the dashboard's variables. */
export interface Asked {
  /** Moments, UTC, `YYYY-MM-DDTHH:MM:SS`; the end is exclusive. */
  readonly from: string;
  readonly to: string;
  /** @default - all */
  readonly accounts?: readonly string[];
  /** @default - all */
  readonly regions?: readonly string[];
}

export type Row = Readonly<Record<string, Cell>>;

/** Accounts that the estate knows. */
export const NAMES: Readonly<Record<string, string>> = { [PRODUCTION]: "production", [STAGING]: "staging" };

export function accountLabel({ account }: { readonly account: string }): string {
  return NAMES[account] ?? account;
}

/** Whether somebody who asks so sees it. */
export function within(
  { at, account, region }: { readonly at: string; readonly account: string; readonly region: string },
  { from, to, accounts, regions }: Asked,
): boolean {
  return at >= from && at < to && (accounts?.includes(account) ?? true) && (regions?.includes(region) ?? true);
}

export function groups<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return found;
}

export function distinct<Item>(items: readonly Item[], value: (item: Item) => string | number): number {
  return new Set(items.map(value)).size;
}

/** Rows in the order of what stands beside them, as many as are shown. */
export function ordered(
  rows: readonly { readonly row: Row; readonly order: readonly (string | number)[] }[],
  limit: number,
): Row[] {
  return rows
    .toSorted((one, other) => {
      const at = one.order.findIndex((value, index) => value !== other.order[index]);
      const [left = "", right = ""] = [one.order[at], other.order[at]];
      return left < right ? -1 : left > right ? 1 : 0;
    })
    .slice(0, limit)
    .map(({ row }) => row);
}

/** Series by hour and label. */
export function perHour<Item extends { readonly at: string }>(
  items: readonly Item[],
  label: (item: Item) => string,
  column: string,
): Row[] {
  const rows = [...groups(items, (item) => `${item.at.slice(0, 13)}|${label(item)}`)].map(([key, of]) => {
    const [hour = "", name = ""] = key.split("|");
    return { row: { time: shownMoment(`${hour}:00:00`), label: name, [column]: of.length }, order: [hour, name] };
  });
  return ordered(rows, 5000);
}

/** A moment as the engine tells it: midnight is a day. */
export function shownMoment(moment: string): string {
  return moment.endsWith("T00:00:00") ? moment.slice(0, 10) : moment;
}

/** The newest of some moments. */
export function latest(items: readonly { readonly at: string }[]): string {
  return shownMoment(
    items
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? "",
  );
}
