/**
 * Trino SQL in small typed pieces. Names and values go through `identifier` and `literal`;
 * Grafana's macros and variables stand here once.
 */

/** A named subquery. */
export interface Cte {
  readonly name: string;
  readonly sql: string;
}

/** A span of time as two SQL timestamps, the end exclusive. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Where queries take "now" and the range asked for from. */
export interface Clock {
  /** First day of the range, as a timestamp. */
  readonly start: string;
  /** Last day of the range, as a timestamp; it counts as today. */
  readonly today: string;
}

/** Range and end of the dashboard's time picker. */
export const GRAFANA_CLOCK: Clock = {
  start: "date_trunc('day', $__timeFrom())",
  today: "date_trunc('day', $__timeTo())",
};

/** The last 35 days, for a console without macros. */
export const CONSOLE_CLOCK: Clock = {
  start: "CAST(date_add('day', -35, current_date) AS timestamp)",
  today: "CAST(current_date AS timestamp)",
};

/** Double-quoted name. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Single-quoted text. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A number that Trino takes as double, not as decimal. */
export function double(value: number): string {
  return `CAST(${String(value)} AS double)`;
}

/** The whole range of the clock. */
export function wholeRange({ start, today }: Clock): Span {
  return { from: start, to: after(today) };
}

/** From the first of the month in which the clock's today lies. */
export function thisMonth({ today }: Clock): Span {
  return { from: `date_trunc('month', ${today})`, to: after(today) };
}

/** The last `days` days and today. */
export function lastDays({ today }: Clock, days: number): Span {
  return { from: `${today} - INTERVAL '${String(days)}' DAY`, to: after(today) };
}

/** The wider of both: all of this month and at least the last `days` days. */
export function thisMonthOrLastDays(clock: Clock, days: number): Span {
  return { from: `least(${thisMonth(clock).from}, ${lastDays(clock, days).from})`, to: after(clock.today) };
}

/** True where the column is chosen in a multi-value variable of that name, or where All is. */
export function chosen(column: string, variable: string): string {
  const values = `\${${variable}:singlequote}`;
  return `('*' IN (${values}) OR ${column} IN (${values}))`;
}

/** The name of the id in a column, the id itself where it has none. */
export function nameOf(column: string, known: readonly { readonly id: string; readonly name: string }[]): string {
  if (known.length === 0) return column;
  const names = known.map(({ id, name }) => `WHEN ${literal(id)} THEN ${literal(name)}`);
  return `CASE ${column} ${names.join(" ")} ELSE ${column} END`;
}

/** A statement from subqueries and a final select. */
export function statement(ctes: readonly Cte[], select: string): string {
  const parts = ctes.map(({ name, sql }) => `${name} AS (\n${indent(sql)}\n)`);
  return `WITH ${parts.join(",\n")}\n${select}`;
}

/** A date as Grafana wants the time of a series. */
export function asTime(day: string): string {
  return `CAST(${day} AS timestamp) AS time`;
}

/** Percentage of two sums, null when there is nothing to divide by. */
export function percentage(part: string, whole: string): string {
  return `100 * (${part}) / nullif(${whole}, 0)`;
}

function after(day: string): string {
  return `${day} + INTERVAL '1' DAY`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
