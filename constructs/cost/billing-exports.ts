/** The exports themselves: CUR 2.0 and FOCUS through Data Exports, the legacy report through its own API. */
import { BcmdataexportsExport } from "@cdktf/provider-aws/lib/bcmdataexports-export";
import { CurReportDefinition } from "@cdktf/provider-aws/lib/cur-report-definition";
import { Construct } from "constructs";
import {
  cur2QueryStatement,
  cur2TableConfigurations,
  focusQueryStatement,
  focusTableConfigurations,
} from "../../config/facts/cost-columns";
import type { ExportBucket } from "./export-bucket";
import type { CostPlace } from "./place";
import { EXPORT_PREFIX } from "./planned-export";

interface DataExport {
  readonly name: string;
  readonly description: string;
  readonly queryStatement: string;
  readonly tableConfigurations: Record<string, Record<string, string>>;
}

export class BillingExports extends Construct {
  readonly #place: CostPlace;
  readonly #bucket: ExportBucket;

  constructor(scope: Construct, id: string, place: CostPlace, bucket: ExportBucket) {
    super(scope, id);
    this.#place = place;
    this.#bucket = bucket;
    this.cur2();
    this.focus();
    this.legacyReport();
  }

  private cur2(): void {
    const { cur2 } = this.#place.cost.exports;
    if (cur2 === undefined) return;
    const { id, partition } = this.#place.account;
    this.dataExport("cur2", {
      name: cur2.name,
      description: "Cost and usage of all accounts, CUR 2.0",
      queryStatement: cur2QueryStatement(cur2),
      tableConfigurations: cur2TableConfigurations({
        ...cur2,
        billingViewArn: `arn:${partition}:billing::${id}:billingview/primary`,
      }),
    });
  }

  private focus(): void {
    const { focus } = this.#place.cost.exports;
    if (focus === undefined) return;
    this.dataExport("focus", {
      name: focus.name,
      description: "Cost and usage of all accounts, FOCUS 1.2",
      queryStatement: focusQueryStatement(),
      tableConfigurations: focusTableConfigurations(focus.granularity),
    });
  }

  private dataExport(id: string, { name, description, queryStatement, tableConfigurations }: DataExport): void {
    new BcmdataexportsExport(this, id, {
      provider: this.#place.billing,
      dependsOn: [...this.#bucket.ready],
      export: [
        {
          name,
          description,
          dataQuery: [{ queryStatement, tableConfigurations }],
          destinationConfigurations: [{ s3Destination: [this.destination()] }],
          refreshCadence: [{ frequency: "SYNCHRONOUS" }],
        },
      ],
    });
  }

  private destination() {
    return {
      s3Bucket: this.#bucket.bucketName,
      s3Prefix: EXPORT_PREFIX,
      s3Region: this.#place.region,
      s3OutputConfigurations: [
        { compression: "PARQUET", format: "PARQUET", outputType: "CUSTOM", overwrite: "OVERWRITE_REPORT" },
      ],
    };
  }

  private legacyReport(): void {
    const { legacyCur } = this.#place.cost.exports;
    if (legacyCur === undefined) return;
    new CurReportDefinition(this, "legacy", {
      provider: this.#place.billing,
      dependsOn: [...this.#bucket.ready],
      reportName: legacyCur.name,
      timeUnit: legacyCur.granularity.toUpperCase(),
      format: legacyCur.format,
      compression: legacyCur.format === "Parquet" ? "Parquet" : "GZIP",
      additionalSchemaElements: legacyCur.resourceIds ? ["RESOURCES"] : [],
      additionalArtifacts: [...legacyCur.artifacts],
      reportVersioning: legacyCur.versioning,
      refreshClosedReports: true,
      s3Bucket: this.#bucket.bucketName,
      s3Prefix: EXPORT_PREFIX,
      s3Region: this.#place.region,
    });
  }
}
