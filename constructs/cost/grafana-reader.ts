/** The role with which Grafana queries the exports: this workgroup, this database, these two buckets, nothing else. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { readerRoleName, type GrafanaTrust } from "../core/grafana-trust";
import { allow, policyDocument, type Statement } from "../core/iam";
import type { ExportBucket } from "./export-bucket";
import { regionalArn, type CostPlace } from "./place";
import type { QueryWorkgroup } from "./query-workgroup";

export interface GrafanaReaderProps {
  readonly place: CostPlace;
  readonly bucket: ExportBucket;
  readonly workgroup: QueryWorkgroup;
  readonly trust: GrafanaTrust;
  /** UID of the data source that assumes the role. */
  readonly dataSourceUid: string;
  /** Glue databases besides the cost database that panels read, for unit counts. */
  readonly otherDatabases: readonly string[];
}

export class GrafanaReader extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: GrafanaReaderProps) {
    super(scope, id);
    const { place, trust, dataSourceUid } = props;
    const { provider, partition } = place.account;
    const role = new IamRole(this, "resource", {
      provider,
      name: readerRoleName(place.organisation, "cost"),
      description: "Grafana reads billing exports through Athena",
      assumeRolePolicy: trust.trustPolicy(partition, dataSourceUid),
    });
    new IamRolePolicy(this, "policy", {
      provider,
      name: "query-billing-exports",
      role: role.name,
      policy: policyDocument([...athena(place), glue(props), ...storage(props)]),
    });
    this.roleArn = role.arn;
  }
}

/** Source of the action list: https://grafana.com/docs/plugins/grafana-athena-datasource/latest/, read 2026-11. */
function athena(place: CostPlace): readonly Statement[] {
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
      [regionalArn(place, "athena", `workgroup/${place.workgroup}`)],
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
      [regionalArn(place, "athena", "datacatalog/AwsDataCatalog")],
    ),
  ];
}

function glue({ place, otherDatabases }: GrafanaReaderProps): Statement {
  const databases = [...new Set([place.database, ...otherDatabases])];
  return allow(
    "ReadTables",
    [
      "glue:GetDatabase",
      "glue:GetDatabases",
      "glue:GetTable",
      "glue:GetTables",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:BatchGetPartition",
    ],
    [
      regionalArn(place, "glue", "catalog"),
      ...databases.flatMap((name) => [
        regionalArn(place, "glue", `database/${name}`),
        regionalArn(place, "glue", `table/${name}/*`),
      ]),
    ],
  );
}

function storage({ bucket, workgroup }: GrafanaReaderProps): readonly Statement[] {
  const results = workgroup.results.arn;
  return [
    allow("ListBuckets", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket.arn, results]),
    allow("ReadExports", ["s3:GetObject"], [`${bucket.arn}/*`]),
    allow(
      "KeepResults",
      ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      [`${results}/*`],
    ),
    allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], bucket.kmsKeyArns),
  ];
}
