/** An Amazon Security Lake that stands already as a data source: a workgroup with a limit, and a role that queries. */
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { lakeDatabase } from "../../../config/facts/security-lake";
import { lakeResultsBucketName } from "../../../config/names";
import type { SecurityLakeConfig } from "../../../config/sections/grafana-data-sources";
import { DATA_SOURCES } from "../../../dashboards";
import type { Account, Accounts } from "../../core/accounts";
import type { DataSourceContribution, ManualStep } from "../../core/contribution";
import { CustomerKey } from "../../core/customer-key";
import { readerRoleName, type GrafanaTrust } from "../../core/grafana-trust";
import { allow, type Statement } from "../../core/iam";
import { physicalName } from "../../core/names";
import { PrivateBucket } from "../../core/private-bucket";
import { ReaderRole } from "./reader-role";

const BYTES_PER_GIB = 1024 ** 3;

/** Findings and events arrive every few minutes; a quarter of an hour saves most scans. */
const CACHE_SECONDS = 900;

export interface SecurityLakeReaderProps {
  readonly config: EstateConfig;
  readonly lake: SecurityLakeConfig;
  readonly accounts: Accounts;
  readonly trust: GrafanaTrust;
}

export class SecurityLakeReader extends Construct {
  readonly dataSource: DataSourceContribution;

  constructor(scope: Construct, id: string, { config, lake, accounts, trust }: SecurityLakeReaderProps) {
    super(scope, id);
    const { uid, type } = DATA_SOURCES["athena-security"];
    const place = placeOf(config, lake, accounts.get(lake.account));
    const { account, region, workgroup, database } = place;
    const key = new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", config.name, "lake-results"),
      description: "Results of Athena's queries over the Security Lake",
    });
    const results = this.results(config, lake, place, key);
    this.workgroup(lake, place, results, key);
    const role = new ReaderRole(this, "role", {
      organisation: config.name,
      account,
      trust,
      subject: "security-lake",
      description: "Grafana queries the Security Lake through Athena",
      dataSourceUid: uid,
      statements: statements(place, results, key),
    });
    const jsonData = { defaultRegion: region, catalog: "AwsDataCatalog", database, workgroup };
    const authentication = trust.authentication(role.arn);
    const name = "Security Lake (Athena)";
    this.dataSource = { uid, name, type, cacheSeconds: CACHE_SECONDS, jsonData: { ...authentication, ...jsonData } };
  }

  private results(config: EstateConfig, lake: SecurityLakeConfig, place: LakePlace, key: CustomerKey): PrivateBucket {
    return new PrivateBucket(this, "results", {
      account: place.account,
      region: place.region,
      bucketName: lakeResultsBucketName(config),
      kmsKeyArn: key.arn,
      expireDays: lake.resultExpiryDays,
      oldVersionDays: 1,
      keep: false, // every result can be made again by its query
    });
  }

  private workgroup(lake: SecurityLakeConfig, place: LakePlace, results: PrivateBucket, key: CustomerKey): void {
    new AthenaWorkgroup(this, "workgroup", {
      provider: place.account.provider,
      region: place.region,
      name: place.workgroup,
      description: "Queries over the Security Lake; one that reads too much is cut off",
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: Math.round(lake.scanLimitGiB * BYTES_PER_GIB),
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          expectedBucketOwner: place.account.id,
          outputLocation: `s3://${results.bucketName}/`,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
        },
      },
    });
  }
}

/** Lake Formation decides about the tables, and only an administrator of the lake can grant them. */
export function lakeSteps(config: EstateConfig, lake: SecurityLakeConfig): readonly ManualStep[] {
  const region = lake.region ?? config.accounts[lake.account]?.region ?? "";
  const role = readerRoleName(config.name, "security-lake");
  return [
    {
      id: "security-lake-grant",
      when: "after apply",
      title: "Let Grafana's role read the tables of the Security Lake",
      why: "Lake Formation guards them, and only an administrator of the lake may grant; the estate is none.",
      how: `In Lake Formation of ${lake.account}, ${region}: grant the role ${role} DESCRIBE on the database ${lake.database ?? lakeDatabase(region)}, and SELECT and DESCRIBE on its tables.`,
    },
  ];
}

interface LakePlace {
  readonly account: Account;
  readonly region: string;
  readonly workgroup: string;
  readonly database: string;
}

function placeOf(config: EstateConfig, lake: SecurityLakeConfig, account: Account): LakePlace {
  const region = lake.region ?? account.region;
  const workgroup = physicalName("athenaWorkgroup", config.name, "security-lake");
  return { account, region, workgroup, database: lake.database ?? lakeDatabase(region) };
}

/** Source of the action list: https://grafana.com/docs/plugins/grafana-athena-datasource/latest/, read 2026-11. */
function statements(place: LakePlace, results: PrivateBucket, key: CustomerKey): readonly Statement[] {
  const { account, region, workgroup, database } = place;
  const at = (service: string, resource: string) =>
    `arn:${account.partition}:${service}:${region}:${account.id}:${resource}`;
  return [
    allow("ListForPickers", ["athena:ListDataCatalogs", "athena:ListWorkGroups"], ["*"]),
    allow(
      "RunQueries",
      [
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
      ],
      [at("athena", `workgroup/${workgroup}`)],
    ),
    allow(
      "ReadCatalogue",
      [
        "athena:GetDataCatalog",
        "athena:GetDatabase",
        "athena:GetTableMetadata",
        "athena:ListDatabases",
        "athena:ListTableMetadata",
      ],
      [at("athena", "datacatalog/AwsDataCatalog")],
    ),
    allow(
      "ReadTables",
      [
        "glue:GetDatabase",
        "glue:GetDatabases",
        "glue:GetTable",
        "glue:GetTables",
        "glue:GetPartition",
        "glue:GetPartitions",
      ],
      [at("glue", "catalog"), at("glue", `database/${database}`), at("glue", `table/${database}/*`)],
    ),
    // Knows no resources: it hands out access to exactly what Lake Formation has granted.
    allow("UseGrants", ["lakeformation:GetDataAccess"], ["*"]),
    allow("ListResults", ["s3:GetBucketLocation", "s3:ListBucket"], [results.arn]),
    allow(
      "KeepResults",
      ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      [`${results.arn}/*`],
    ),
    allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], [key.arn]),
  ];
}
