/** The Glue catalogue: one database, and a table per export, typed here or found by a crawler. */
import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";
import { literal } from "../core/escape";
import { CostCrawler } from "./cost-crawler";
import type { ExportBucket } from "./export-bucket";
import type { CostPlace } from "./place";
import type { PlannedExport } from "./planned-export";

/** Month from which partitions are computed; asking for more only makes empty requests. */
const FIRST_MONTH = "2023-01";
const FIRST_YEAR = "2023";
/** Last year that a projected legacy table knows. Integer projections have no NOW. */
const LAST_YEAR = "2040";

const PARQUET = {
  inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
  serDeInfo: { serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
};

export class CostCatalogue extends Construct {
  readonly #database: GlueCatalogDatabase;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: CostPlace,
    private readonly bucket: ExportBucket,
    exports: readonly PlannedExport[],
  ) {
    super(scope, id);
    this.#database = new GlueCatalogDatabase(this, "database", {
      provider: place.account.provider,
      region: place.region,
      name: place.database,
      description: "Cost and usage of the organisation",
      lifecycle: { preventDestroy: true },
    });
    for (const planned of exports.filter(({ catalogue }) => catalogue === "projection")) this.table(planned);
    const crawled = exports.filter(({ catalogue }) => catalogue === "crawler");
    if (crawled.length > 0)
      new CostCrawler(this, "crawler", { place, bucket, database: this.#database.name, exports: crawled });
  }

  private table(planned: PlannedExport): void {
    const root = `s3://${this.bucket.bucketName}/${planned.dataPath}`;
    new GlueCatalogTable(this, `table-${planned.source}`, {
      provider: this.place.account.provider,
      region: this.place.region,
      databaseName: this.#database.name,
      name: planned.table,
      tableType: "EXTERNAL_TABLE",
      parameters: { EXTERNAL: "TRUE", classification: "parquet", ...projection(planned, root) },
      partitionKeys: [...planned.partitionKeys],
      storageDescriptor: { location: `${root}/`, ...PARQUET, columns: [...planned.columns] },
    });
  }
}

/**
 * Partitions computed by Athena from the query instead of listed in the catalogue: nothing to crawl, nothing to repair.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html, read 2026-11.
 */
function projection({ source }: PlannedExport, root: string): Record<string, string> {
  if (source === "legacy") {
    return {
      "projection.enabled": "true",
      "projection.year.type": "integer",
      "projection.year.range": `${FIRST_YEAR},${LAST_YEAR}`,
      "projection.month.type": "integer",
      "projection.month.range": "1,12",
      "storage.location.template": literal(`${root}/year=\${year}/month=\${month}/`),
    };
  }
  return {
    "projection.enabled": "true",
    "projection.billing_period.type": "date",
    "projection.billing_period.format": "yyyy-MM",
    "projection.billing_period.range": `${FIRST_MONTH},NOW`,
    "projection.billing_period.interval": "1",
    "projection.billing_period.interval.unit": "MONTHS",
    "storage.location.template": literal(`${root}/BILLING_PERIOD=\${billing_period}/`),
  };
}
