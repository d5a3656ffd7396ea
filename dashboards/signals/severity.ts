/** Severities of OCSF, and the days within which a finding of each must be gone. */
import { literal } from "../core/sql";

interface Severity {
  readonly id: number;
  readonly name: string;
  /** Days from the day on which it was first seen. @default - none */
  readonly days?: number;
}

/**
 * Critical and high as CISA's directive 19-02 wants them, medium and low as FedRAMP's continuous monitoring does. Both
 * count from the first detection.
 */
const SEVERITIES: readonly Severity[] = [
  { id: 6, name: "Fatal", days: 15 },
  { id: 5, name: "Critical", days: 15 },
  { id: 4, name: "High", days: 30 },
  { id: 3, name: "Medium", days: 90 },
  { id: 2, name: "Low", days: 180 },
  { id: 1, name: "Informational" },
];

/** Ids from which a severity is critical, and high. */
export const CRITICAL = 5;
export const HIGH = 4;

/** Name of the severity in a column. */
export function severityName(column: string): string {
  const names = SEVERITIES.map(({ id, name }) => `WHEN ${String(id)} THEN ${literal(name)}`);
  return `CASE ${column} ${names.join(" ")} ELSE 'Unknown' END`;
}

/** Days allowed for the severity in a column, null where it has no deadline. */
export function deadlineDays(column: string): string {
  const days = dated().map((severity) => `WHEN ${String(severity.id)} THEN ${String(severity.days)}`);
  return `CASE ${column} ${days.join(" ")} END`;
}

/** The deadlines in words. */
export function deadlineText(): string {
  const named = dated().filter(({ id }) => id <= CRITICAL);
  return named.map(({ name, days }) => `${name.toLowerCase()} ${String(days)}`).join(", ");
}

/** Documents past their deadline, in Lucene. */
export function overdueDocuments(fromSeverity: number): string {
  return dated()
    .filter(({ id }) => id >= fromSeverity)
    .map(
      ({ id, days }) => `(severity_id:${String(id)} AND finding_info.first_seen_time_dt:[* TO now-${String(days)}d])`,
    )
    .join(" OR ");
}

function dated(): readonly (Severity & { readonly days: number })[] {
  return SEVERITIES.flatMap((severity) => (severity.days === undefined ? [] : [{ ...severity, days: severity.days }]));
}
