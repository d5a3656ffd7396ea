/**
 * Findings of Security Hub in the lake. Every update of a finding is a row of its own, so a state is the newest row of
 * each finding. Security Hub deletes what nobody has updated for 90 days; the newest rows of 90 days are hence all there is.
 *
 * Which table columns hold what: OCSF's mappings of Security Hub,
 * https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0/Security%20Hub, read 2026-11.
 */
import { type Cte } from "../core/sql";
import { type Columns, daysBeforeEnd, lakeRows, type LakeRows, PICKED } from "./lake-rows";
import { ocsf, type Lake } from "./security-question";
import type { LuceneQuery } from "../core/query/lucene";
import { deadlineDays } from "./severity";

/** Days for which Security Hub keeps a finding that is not updated. */
const KEPT_DAYS = 90;

/** OCSF class of what a standard's check found. */
export const COMPLIANCE_FINDING = 2003;
/** OCSF class of threats seen. */
export const DETECTION_FINDING = 2004;

const SINCE = "COALESCE(finding_info.first_seen_time_dt, finding_info.created_time_dt)";
const AGE = `date_diff('day', CAST(${SINCE} AS date), CAST(${PICKED.to} AS date))`;
const ARCHIVED = "COALESCE(element_at(unmapped, 'RecordState'), '') = 'ARCHIVED'";
const SUPPRESSED = "upper(COALESCE(status, '')) = 'SUPPRESSED'";
const FINE = "COALESCE(compliance.status, '') IN ('PASSED', 'NOT_AVAILABLE')";

/** What a finding says, each by one expression over its row. */
export const FINDING = {
  uid: "finding_info.uid",
  /** Moment of the update that the row tells. */
  updated: "time_dt",
  created: "finding_info.created_time_dt",
  first_seen: SINCE,
  /** Days since it was first seen, by the calendar. */
  age: AGE,
  /** True past the deadline of its severity. */
  late: `COALESCE(${AGE} > ${deadlineDays("severity_id")}, false)`,
  class: "class_uid",
  severity_id: "severity_id",
  status: "status",
  product: "COALESCE(metadata.product.name, 'unknown')",
  title: "finding_info.title",
  type: "element_at(finding_info.types, 1)",
  control: "compliance.control",
  verdict: "compliance.status",
  account: "accountid",
  region: "region",
  /** A detection names several resources, the others one. */
  resource: "COALESCE(resource.uid, element_at(resources, 1).uid)",
  resource_type: "COALESCE(resource.type, element_at(resources, 1).type)",
  /** Inspector reports one vulnerability of one resource at a time. */
  vulnerability: "element_at(vulnerabilities, 1).cve.uid",
  fixable: "element_at(vulnerabilities, 1).is_fix_available",
  exploitable: "element_at(vulnerabilities, 1).is_exploit_available",
  sample: "COALESCE(element_at(unmapped, 'Sample'), '') = 'true'",
  /** True when somebody has decided that it does not count, or it does not exist any more. */
  dismissed: `(${SUPPRESSED} OR ${ARCHIVED})`,
  /** True when nothing is left to do. */
  closed: `(upper(COALESCE(status, '')) = 'RESOLVED' OR ${SUPPRESSED} OR ${ARCHIVED} OR ${FINE})`,
} as const satisfies Columns;

export type FindingColumn = keyof typeof FINDING;

/** Of rows with the same update, the one processed last is the newest. */
const NEWEST_FIRST = "PARTITION BY finding_info.uid ORDER BY time_dt DESC, metadata.processed_time_dt DESC";
export const OLDEST_FIRST = "PARTITION BY finding_info.uid ORDER BY time_dt, metadata.processed_time_dt";

/** The expressions of the columns named. */
export function findingColumns(names: readonly FindingColumn[]): Columns {
  return Object.fromEntries(names.map((name) => [name, FINDING[name]]));
}

/** The subquery `finding`: each finding as it stood at the end of the range, with the columns named. */
export function findings(lake: Lake, names: readonly FindingColumn[]): readonly Cte[] {
  return newest(lake, names, { span: daysBeforeEnd(KEPT_DAYS) });
}

/** The subquery `finding` with those on which work is left. */
export function openFindings(lake: Lake, names: readonly FindingColumn[]): readonly Cte[] {
  return newest(lake, names, { span: daysBeforeEnd(KEPT_DAYS), open: true });
}

/** The subquery `finding` with those that were updated within the range, and of which the conditions always hold. */
export function findingsOfRange(lake: Lake, names: readonly FindingColumn[], where: readonly string[]): readonly Cte[] {
  return newest(lake, names, { span: PICKED, where });
}

/** Counts of open findings by severity, as columns of a table. */
export const BY_SEVERITY = [
  "count_if(severity_id >= 5) AS critical",
  "count_if(severity_id = 4) AS high",
  "count_if(severity_id = 3) AS medium",
  "count_if(severity_id = 2) AS low",
  "count(*) AS all_open",
].join(", ");

/** Documents of findings on which work is left, one for each finding. */
export function openDocuments(condition: string, by: LuceneQuery["by"]): LuceneQuery {
  const open = `category_uid:2 AND NOT status:(Resolved OR Suppressed) AND NOT unmapped.RecordState:ARCHIVED AND NOT compliance.status:(PASSED OR NOT_AVAILABLE)`;
  return findingDocuments(condition === "" ? open : `${open} AND (${condition})`, by);
}

/** How many findings there are of each kind. */
export function findingDocuments(condition: string, by: LuceneQuery["by"] = []): LuceneQuery {
  return ocsf(condition, { measure: { distinct: "finding_info.uid" }, by, total: true });
}

function newest(
  lake: Lake,
  names: readonly FindingColumn[],
  { span, where = [], open = false }: Pick<LakeRows, "span" | "where"> & { readonly open?: boolean },
): readonly Cte[] {
  const place = `row_number() OVER (${NEWEST_FIRST})`;
  const columns = { ...findingColumns(open ? [...names, "closed"] : names), place };
  const condition = open ? "place = 1 AND NOT closed" : "place = 1";
  return [
    lakeRows(lake, "findings", { name: "reported", span, columns, where }),
    { name: "finding", sql: `SELECT ${names.join(", ")} FROM reported WHERE ${condition}` },
  ];
}
