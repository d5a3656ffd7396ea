/** Who may do what in the cost domain, to the letter. */
import { describe, expect, it } from "vitest";
import { showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { policy, resource } from "../../support/template";

const { estate } = synthEstate(showcase());

const BUCKET = "arn:aws:s3:::acme-cost-111122223333-eu-central-1";
const RESULTS = "arn:aws:s3:::acme-athena-111122223333-eu-central-1";
const KEY = "${aws_kms_key.cost_exports_key.arn}";
const BILLING = {
  Effect: "Allow",
  Principal: { Service: ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"] },
};
const FOR_THIS_ACCOUNT = {
  StringEquals: { "aws:SourceAccount": "111122223333" },
  ArnLike: {
    "aws:SourceArn": [
      "arn:aws:cur:us-east-1:111122223333:definition/*",
      "arn:aws:bcm-data-exports:us-east-1:111122223333:export/*",
    ],
  },
};
const ADMINISTRATION = {
  Sid: "AccountAdministersKey",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};
const BILLING_ENCRYPTS = {
  Sid: "BillingEncryptsExports",
  ...BILLING,
  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
  Resource: ["*"],
  Condition: FOR_THIS_ACCOUNT,
};

function glue(resourceName: string): string {
  return `arn:aws:glue:eu-central-1:111122223333:${resourceName}`;
}

describe("the bucket of the exports", () => {
  it("lets both billing services check and write, for exports of this account, over TLS only", () => {
    const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [BUCKET, `${BUCKET}/*`] };
    expect(policy(estate, "aws_s3_bucket_policy.cost_exports_bucket_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "DenyWithoutTls", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        {
          Sid: "BillingChecksBucket",
          ...BILLING,
          Action: ["s3:GetBucketPolicy", "s3:GetBucketAcl"],
          Resource: [BUCKET],
          Condition: FOR_THIS_ACCOUNT,
        },
        {
          Sid: "BillingWritesExports",
          ...BILLING,
          Action: ["s3:PutObject"],
          Resource: [`${BUCKET}/*`],
          Condition: FOR_THIS_ACCOUNT,
        },
      ],
    });
  });
});

describe("the key", () => {
  it("serves its account, both billing services, and the log groups of the crawlers", () => {
    expect(policy(estate, "aws_kms_key.cost_exports_key")).toEqual({
      Version: "2012-10-17",
      Statement: [
        ADMINISTRATION,
        BILLING_ENCRYPTS,
        {
          Sid: "LogsEncryptCrawlerLogs",
          Effect: "Allow",
          Principal: { Service: "logs.eu-central-1.amazonaws.com" },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn":
                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws-glue/crawlers*",
            },
          },
        },
      ],
    });
  });

  it("serves no log group where nothing is crawled, and no billing service where the bucket is not ours", () => {
    const statements = (config: ReturnType<typeof withCost>) =>
      (
        policy(synthEstate(config).estate, "aws_kms_key.cost_exports_key") as { Statement: { Sid: string }[] }
      ).Statement.map(({ Sid }) => Sid);
    expect(statements(withCost({}))).toEqual(["AccountAdministersKey", "BillingEncryptsExports"]);
    expect(statements(withCost({ bucket: { existing: "their-bucket" } }))).toEqual(["AccountAdministersKey"]);
  });
});

describe("the role that Grafana assumes", () => {
  it("asks for the external id of the data source or of the stack", () => {
    expect(policy(estate, "aws_iam_role.cost_grafana-reader", "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OtherAccountWithExternalId",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::008923505280:root" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: {
              "sts:ExternalId": [
                "${grafana_cloud_stack.platform_stack.id}-estate-athena-cost",
                "${grafana_cloud_stack.platform_stack.id}",
              ],
            },
          },
        },
      ],
    });
  });

  it("may query this workgroup, read this database and the exports, and keep results: nothing else", () => {
    expect(policy(estate, "aws_iam_role_policy.cost_grafana-reader_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ListForPickers",
          Effect: "Allow",
          Action: ["athena:ListDataCatalogs", "athena:ListWorkGroups"],
          Resource: ["*"], // neither action can be narrowed
        },
        {
          Sid: "RunQueries",
          Effect: "Allow",
          Action: [
            "athena:GetWorkGroup",
            "athena:StartQueryExecution",
            "athena:StopQueryExecution",
            "athena:GetQueryExecution",
            "athena:GetQueryResults",
          ],
          Resource: ["arn:aws:athena:eu-central-1:111122223333:workgroup/acme-cost"],
        },
        {
          Sid: "ReadCatalogue",
          Effect: "Allow",
          Action: [
            "athena:GetDataCatalog",
            "athena:GetDatabase",
            "athena:GetTableMetadata",
            "athena:ListDatabases",
            "athena:ListTableMetadata",
          ],
          Resource: ["arn:aws:athena:eu-central-1:111122223333:datacatalog/AwsDataCatalog"],
        },
        {
          Sid: "ReadTables",
          Effect: "Allow",
          Action: [
            "glue:GetDatabase",
            "glue:GetDatabases",
            "glue:GetTable",
            "glue:GetTables",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:BatchGetPartition",
          ],
          Resource: [glue("catalog"), glue("database/acme_cost"), glue("table/acme_cost/*")],
        },
        {
          Sid: "ListBuckets",
          Effect: "Allow",
          Action: ["s3:GetBucketLocation", "s3:ListBucket"],
          Resource: [BUCKET, RESULTS],
        },
        { Sid: "ReadExports", Effect: "Allow", Action: ["s3:GetObject"], Resource: [`${BUCKET}/*`] },
        {
          Sid: "KeepResults",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
          Resource: [`${RESULTS}/*`],
        },
        { Sid: "UseKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [KEY] },
      ],
    });
  });

  it("reads the databases in which services keep their unit counts, and decrypts an existing bucket", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const unit = { name: "order", athena: { database: "shop", table: "orders" } };
    const { estate: stack } = synthEstate(
      withCost(
        { bucket: { existing: "their-bucket", kmsKeyArn } },
        { services: { checkout: { team: "everyone", accounts: ["main"], unit } } },
      ),
    );
    const text = String(resource(stack, "aws_iam_role_policy.cost_grafana-reader_policy")["policy"]);
    expect(text).toContain('"arn:aws:glue:eu-west-1:111122223333:database/shop"');
    expect(text).toContain('"arn:aws:glue:eu-west-1:111122223333:table/shop/*"');
    expect(text).toContain(`"Resource":["${KEY}","${kmsKeyArn}"]`);
    expect(text).toContain('"Resource":["arn:aws:s3:::their-bucket/*"]');
  });
});

describe("the role of the crawlers", () => {
  it("is assumed by Glue of this account, reads what is crawled and writes tables and logs", () => {
    expect(policy(estate, "aws_iam_role.cost_catalogue_crawler_role", "assume_role_policy")).toMatchObject({
      Statement: [
        {
          Principal: { Service: "glue.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
    const { Statement } = policy(estate, "aws_iam_role_policy.cost_catalogue_crawler_role-policy") as {
      Statement: { Sid: string; Resource: string[] }[];
    };
    expect(Object.fromEntries(Statement.map(({ Sid, Resource }) => [Sid, Resource]))).toEqual({
      ListExports: [BUCKET],
      ReadExports: [`${BUCKET}/billing/legacycur/legacycur/*`],
      ReadEncrypted: [KEY],
      WriteTables: [glue("catalog"), glue("database/acme_cost"), glue("table/acme_cost/*")],
      ReadSecurityConfiguration: ["*"], // the action cannot be narrowed
      WriteLogs: ["arn:aws:logs:eu-central-1:111122223333:log-group:/aws-glue/crawlers*"],
    });
  });
});
