/** The Athena workgroup through which all cost queries run: encrypted, limited, with results that expire. */
import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { athenaResultsBucketName } from "../../config/names";
import { literal } from "../core/escape";
import { PrivateBucket } from "../core/private-bucket";
import type { ExportBucket } from "./export-bucket";
import type { SavedQuery } from "./cost-contribution";
import type { CostPlace } from "./place";

const BYTES_PER_GIB = 1024 ** 3;

export class QueryWorkgroup extends Construct {
  readonly results: PrivateBucket;

  readonly #workgroup: AthenaWorkgroup;

  constructor(
    scope: Construct,
    id: string,
    config: EstateConfig,
    private readonly place: CostPlace,
    exports: ExportBucket,
  ) {
    super(scope, id);
    this.results = new PrivateBucket(this, "results", {
      account: place.account,
      region: place.region,
      bucketName: athenaResultsBucketName(config),
      kmsKeyArn: exports.key.arn,
      expireDays: place.cost.athena.resultExpiryDays,
      oldVersionDays: 1,
      keep: false, // every result can be made again by its query
    });
    this.#workgroup = this.workgroup(exports.key.arn);
  }

  /** Saves queries in the workgroup, for people who start in Athena's own console. */
  save(queries: readonly SavedQuery[]): void {
    for (const query of queries) {
      new AthenaNamedQuery(this, `query-${query.id}`, {
        provider: this.place.account.provider,
        region: this.place.region,
        dependsOn: [this.#workgroup],
        name: query.name,
        description: query.description,
        database: this.place.database,
        workgroup: this.place.workgroup,
        query: literal(query.sql),
      });
    }
  }

  private workgroup(kmsKeyArn: string): AthenaWorkgroup {
    const { account, region, workgroup, cost } = this.place;
    return new AthenaWorkgroup(this, "workgroup", {
      provider: account.provider,
      region,
      name: workgroup,
      description: "Cost queries; a query that reads too much is cut off",
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: Math.round(cost.athena.scanLimitGiB * BYTES_PER_GIB),
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          expectedBucketOwner: account.id,
          outputLocation: `s3://${this.results.bucketName}/`,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn },
        },
      },
    });
  }
}
