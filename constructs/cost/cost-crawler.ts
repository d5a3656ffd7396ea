/** Glue crawlers for exports whose schema is found rather than written: needed where tag columns come and go. */
import { GlueCrawler } from "@cdktf/provider-aws/lib/glue-crawler";
import { GlueSecurityConfiguration } from "@cdktf/provider-aws/lib/glue-security-configuration";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { allow, policyDocument, serviceTrust } from "../core/iam";
import { physicalName } from "../core/names";
import type { ExportBucket } from "./export-bucket";
import { regionalArn, type CostPlace } from "./place";
import { crawlerTablePrefix, type PlannedExport } from "./planned-export";

/** Files beside the data that are not Parquet: manifests, and the SQL of the Athena artifact. */
const NOT_DATA = ["**.json", "**.yml", "**.sql", "**.csv", "**.gz", "**.zip", "**/cost_and_usage_data_status/**"];

export interface CostCrawlerProps {
  readonly place: CostPlace;
  readonly bucket: ExportBucket;
  /** Glue database that receives the tables. */
  readonly database: string;
  readonly exports: readonly PlannedExport[];
}

export class CostCrawler extends Construct {
  readonly #props: CostCrawlerProps;

  constructor(scope: Construct, id: string, props: CostCrawlerProps) {
    super(scope, id);
    this.#props = props;
    const role = this.role();
    const security = this.securityConfiguration();
    for (const planned of props.exports) this.crawler(planned, role, security);
  }

  private role(): IamRole {
    const { place } = this.#props;
    const role = new IamRole(this, "role", {
      provider: place.account.provider,
      name: physicalName("iamRole", place.organisation, "cost-crawler"),
      description: "Lets the Glue crawlers read billing exports and write their tables",
      assumeRolePolicy: serviceTrust("glue.amazonaws.com", place.account.id),
    });
    new IamRolePolicy(this, "role-policy", {
      provider: place.account.provider,
      name: "crawl-billing-exports",
      role: role.name,
      policy: this.policy(),
    });
    return role;
  }

  private policy(): string {
    const { place, bucket, exports } = this.#props;
    const glue = (resource: string): string => regionalArn(place, "glue", resource);
    return policyDocument([
      allow("ListExports", ["s3:ListBucket", "s3:GetBucketLocation"], [bucket.arn]),
      allow(
        "ReadExports",
        ["s3:GetObject"],
        exports.map(({ dataPath }) => `${bucket.arn}/${dataPath}/*`),
      ),
      allow("ReadEncrypted", ["kms:Decrypt", "kms:GenerateDataKey"], bucket.kmsKeyArns),
      allow(
        "WriteTables",
        [
          "glue:GetDatabase",
          "glue:GetTable",
          "glue:GetTables",
          "glue:CreateTable",
          "glue:UpdateTable",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:BatchGetPartition",
          "glue:BatchCreatePartition",
          "glue:CreatePartition",
          "glue:UpdatePartition",
          "glue:BatchUpdatePartition",
        ],
        [glue("catalog"), glue(`database/${place.database}`), glue(`table/${place.database}/*`)],
      ),
      allow("ReadSecurityConfiguration", ["glue:GetSecurityConfiguration"], ["*"]),
      allow(
        "WriteLogs",
        ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:AssociateKmsKey"],
        [regionalArn(place, "logs", "log-group:/aws-glue/crawlers*")],
      ),
    ]);
  }

  private securityConfiguration(): GlueSecurityConfiguration {
    const { place, bucket } = this.#props;
    const kmsKeyArn = bucket.key.arn;
    return new GlueSecurityConfiguration(this, "security", {
      provider: place.account.provider,
      region: place.region,
      name: physicalName("glueSecurityConfiguration", place.organisation, "cost"),
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn },
        s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn },
      },
    });
  }

  private crawler(planned: PlannedExport, role: IamRole, security: GlueSecurityConfiguration): void {
    const { place, bucket, database } = this.#props;
    new GlueCrawler(this, planned.source, {
      provider: place.account.provider,
      region: place.region,
      name: physicalName("glueCrawler", place.organisation, "cost", planned.name),
      description: `Finds columns and partitions of ${planned.name}`,
      role: role.arn,
      databaseName: database,
      tablePrefix: crawlerTablePrefix(planned),
      schedule: planned.crawlerSchedule,
      securityConfiguration: security.name,
      s3Target: [{ path: `s3://${bucket.bucketName}/${planned.dataPath}/`, exclusions: NOT_DATA }],
      schemaChangePolicy: { updateBehavior: "UPDATE_IN_DATABASE", deleteBehavior: "LOG" },
      recrawlPolicy: { recrawlBehavior: "CRAWL_EVERYTHING" },
      configuration: JSON.stringify({
        Version: 1,
        Grouping: { TableGroupingPolicy: "CombineCompatibleSchemas" },
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
      }),
    });
  }
}
