/** The exports of an estate as data: what is written where, and the table that reads it. A pure function of the config. */
import {
  cur2Columns,
  exportDataPath,
  focusColumns,
  legacyColumns,
  legacyDataPath,
  partitionKeys,
  type CostSource,
  type GlueColumn,
} from "../../config/facts/cost-columns";
import type { CostConfig } from "../../config/sections/cost";

/** Folder of the bucket below which every export lies. */
export const EXPORT_PREFIX = "billing";

export interface PlannedExport {
  readonly source: CostSource;
  readonly name: string;
  readonly catalogue: "projection" | "crawler";
  /** AWS cron, used by a crawler only. */
  readonly crawlerSchedule: string;
  /** Folder of the files in the bucket, without a slash at either end. */
  readonly dataPath: string;
  readonly columns: readonly GlueColumn[];
  readonly partitionKeys: readonly GlueColumn[];
  /** Name of the Glue table. */
  readonly table: string;
}

/** The exports in the order in which dashboards prefer them: CUR 2.0, FOCUS, legacy. */
export function plannedExports(cost: CostConfig): readonly PlannedExport[] {
  const { cur2, focus, legacyCur } = cost.exports;
  return [
    ...(cur2 === undefined ? [] : [planned("cur2", cur2, exportDataPath(EXPORT_PREFIX, cur2.name), cur2Columns(cur2))]),
    ...(focus === undefined
      ? []
      : [planned("focus", focus, exportDataPath(EXPORT_PREFIX, focus.name), focusColumns())]),
    ...(legacyCur === undefined
      ? []
      : [
          planned(
            "legacy",
            legacyCur,
            legacyDataPath(EXPORT_PREFIX, legacyCur.name),
            legacyColumns({ resourceIds: legacyCur.resourceIds, splitCostAllocation: false }, [
              cost.teamTag,
              cost.serviceTag,
            ]),
          ),
        ]),
  ];
}

function planned(
  source: CostSource,
  config: Pick<PlannedExport, "name" | "catalogue" | "crawlerSchedule">,
  dataPath: string,
  columns: readonly GlueColumn[],
): PlannedExport {
  const { name, catalogue, crawlerSchedule } = config;
  const crawled = catalogue === "crawler";
  return {
    source,
    name,
    catalogue,
    crawlerSchedule,
    dataPath,
    columns,
    partitionKeys: partitionKeys(source),
    table: crawled ? `${crawlerTablePrefix({ source, name })}${tableName(lastFolder(dataPath))}` : tableName(name),
  };
}

/**
 * Prefix that a crawler puts before the folder's name: Data Exports always writes to `data`, so the export's name must
 * come from here; a legacy report's folder has the report's name already.
 */
export function crawlerTablePrefix({ source, name }: Pick<PlannedExport, "source" | "name">): string {
  return source === "legacy" ? "" : `${tableName(name)}_`;
}

/** Glue table names are lower case, and Athena wants no hyphen in them. */
function tableName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "_");
}

function lastFolder(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
