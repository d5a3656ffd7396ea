/**
 * Columns, table configurations and S3 layout of the three kinds of billing export, read from the JSON files beside it.
 * AWS refuses `SELECT *`, and the provider fails on a configuration key that it did not write, so both are spelled out.
 */
import cur2Facts from "./cur2-columns.json";
import focusFacts from "./focus-1-2-columns.json";
import legacyFacts from "./legacy-cur-columns.json";

/** A column as the Glue catalogue knows it: lower-case name, Hive type. */
export interface GlueColumn {
  readonly name: string;
  readonly type: string;
}

export type CostSource = "cur2" | "focus" | "legacy";
export type Granularity = "hourly" | "daily" | "monthly";

/** What a CUR 2.0 export or a legacy report contains; it decides both the columns and the table configuration. */
export interface ReportContent {
  /** One row per resource, with `line_item_resource_id`. */
  readonly resourceIds: boolean;
  /** Container cost split by task and pod, with `split_line_item_*`. */
  readonly splitCostAllocation: boolean;
}

export interface Cur2Content extends ReportContent {
  readonly granularity: Granularity;
  /** Billing view that the export reads; the provider fails after apply when it is not written. */
  readonly billingViewArn: string;
}

interface ColumnFact {
  readonly name: string;
  readonly type: string;
  readonly addedBy?: string | undefined;
  readonly removedBy?: string | undefined;
}

const CUR2: readonly ColumnFact[] = cur2Facts.columns;
const LEGACY: readonly ColumnFact[] = legacyFacts.columns;

/** Columns of a CUR 2.0 export, in the order of its query. */
export function cur2Columns(content: ReportContent): readonly GlueColumn[] {
  const settings = switches(content);
  return CUR2.filter(
    ({ addedBy, removedBy }) =>
      (addedBy === undefined || settings[addedBy] === "TRUE") &&
      (removedBy === undefined || settings[removedBy] !== "TRUE"),
  ).map(glueColumn);
}

/** The SQL that defines a CUR 2.0 export. */
export function cur2QueryStatement(content: ReportContent): string {
  return statement(
    cur2Columns(content).map(({ name }) => name),
    cur2Facts.table,
  );
}

/** Every key of the CUR 2.0 table configuration, written out; keys left out appear after apply and force a replacement. */
export function cur2TableConfigurations(content: Cur2Content): Record<string, Record<string, string>> {
  const settings: Record<string, string> = {
    ...switches(content),
    BILLING_VIEW_ARN: content.billingViewArn,
    TIME_GRANULARITY: content.granularity.toUpperCase(),
  };
  return {
    [cur2Facts.table]: Object.fromEntries(
      cur2Facts.configurations.map(({ key, default: fallback }) => [key, settings[key] ?? fallback]),
    ),
  };
}

/** Columns of a FOCUS 1.2 export as Glue and Athena name them, in the order of its query. */
export function focusColumns(): readonly GlueColumn[] {
  return focusFacts.columns.map(({ name, type }) => ({ name: name.toLowerCase(), type }));
}

/** The SQL that defines a FOCUS 1.2 export; there the names are case-sensitive. */
export function focusQueryStatement(): string {
  return statement(
    focusFacts.columns.map(({ name }) => name),
    focusFacts.table,
  );
}

/** Every key of the FOCUS 1.2 table configuration, written out. */
export function focusTableConfigurations(granularity: Granularity): Record<string, Record<string, string>> {
  return { [focusFacts.table]: { TIME_GRANULARITY: granularity.toUpperCase() } };
}

/**
 * Columns of a legacy report with Athena delivery. The schema is dynamic: a tag is a column of its own, present once
 * the tag is active; a typed table reads a column that a file lacks as null.
 * @param tagKeys keys of cost allocation tags, as people write them
 */
export function legacyColumns(content: ReportContent, tagKeys: readonly string[]): readonly GlueColumn[] {
  const added: Record<string, boolean> = {
    RESOURCES: content.resourceIds,
    SPLIT_COST_ALLOCATION_DATA: content.splitCostAllocation,
  };
  const fixed = LEGACY.filter(({ addedBy }) => addedBy === undefined || added[addedBy] === true).map(glueColumn);
  const tags = [...new Set(tagKeys.map(legacyTagColumn))].map((name) => ({ name, type: "string" }));
  return [...fixed, ...tags];
}

/** Column of a legacy report that holds a cost allocation tag: `Team` is `resource_tags_user_team`. */
export function legacyTagColumn(tagKey: string): string {
  return `resource_tags_${userTagKey(tagKey)}`;
}

/**
 * A cost allocation tag as billing data spells it: an underscore before each capital, everything else than letters and
 * digits an underscore, none doubled, none at an end, lower case. `CostCenter` is `user_cost_center`.
 */
export function userTagKey(tagKey: string): string {
  const words = tagKey.replace(/[A-Z]/g, (capital) => `_${capital}`).replace(/[^A-Za-z0-9]+/g, "_");
  return `user_${words.replace(/^_+|_+$/g, "").toLowerCase()}`;
}

/** Where Data Exports writes the files of an export, below which lie `BILLING_PERIOD=YYYY-MM` folders. */
export function exportDataPath(prefix: string, exportName: string): string {
  return [prefix, exportName, "data"].filter((part) => part !== "").join("/");
}

/** Where a legacy report with Athena delivery writes its files, below which lie `year=YYYY/month=M`, not padded. */
export function legacyDataPath(prefix: string, reportName: string): string {
  return [prefix, reportName, reportName].filter((part) => part !== "").join("/");
}

/** Partition keys of the catalogue table, in the order of the folders. */
export function partitionKeys(source: CostSource): readonly GlueColumn[] {
  const names = source === "legacy" ? ["year", "month"] : ["billing_period"];
  return names.map((name) => ({ name, type: "string" }));
}

function switches(content: ReportContent): Record<string, string> {
  const flag = (on: boolean): string => (on ? "TRUE" : "FALSE");
  return {
    INCLUDE_RESOURCES: flag(content.resourceIds),
    INCLUDE_SPLIT_COST_ALLOCATION_DATA: flag(content.splitCostAllocation),
  };
}

function glueColumn({ name, type }: ColumnFact): GlueColumn {
  return { name, type };
}

function statement(columns: readonly string[], table: string): string {
  return `SELECT ${columns.join(", ")} FROM ${table}`;
}
