import { describe, expect, it } from "vitest";
import cur2Facts from "../../../config/facts/cur2-columns.json";
import { showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resource, type Attributes } from "../../support/template";

interface DataExport {
  readonly name: string;
  readonly data_query: readonly [
    { readonly query_statement: string; readonly table_configurations: Readonly<Record<string, Attributes>> },
  ];
}

const { estate } = synthEstate(showcase());

function exportOf(address: string, stack = estate): DataExport {
  const [found] = resource(stack, address)["export"] as readonly DataExport[];
  if (found === undefined) throw new Error(`${address} has no export block`);
  return found;
}

describe("the CUR 2.0 export", () => {
  const cur2 = exportOf("aws_bcmdataexports_export.cost_billing_cur2");

  it("writes every key that AWS knows, so that none appears after apply and forces a replacement", () => {
    const { table_configurations } = cur2.data_query[0];
    expect(table_configurations).toEqual({
      COST_AND_USAGE_REPORT: {
        BILLING_VIEW_ARN: "arn:aws:billing::111122223333:billingview/primary",
        INCLUDE_CAPACITY_RESERVATION_DATA: "FALSE",
        INCLUDE_IAM_PRINCIPAL_DATA: "FALSE",
        INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: "FALSE",
        INCLUDE_RESOURCES: "TRUE",
        INCLUDE_SPLIT_COST_ALLOCATION_DATA: "TRUE",
        TIME_GRANULARITY: "HOURLY",
      },
    });
    const keys = Object.keys(table_configurations["COST_AND_USAGE_REPORT"] ?? {}).toSorted();
    expect(keys).toEqual(cur2Facts.configurations.map(({ key }) => key).toSorted());
  });

  it("names its columns, since AWS refuses a star", () => {
    const statement = cur2.data_query[0].query_statement;
    expect(statement).toMatch(/^SELECT bill_bill_type, [a-z0-9_, ]+ FROM COST_AND_USAGE_REPORT$/);
    expect(statement).toContain(" split_line_item_");
  });

  it("goes to the bucket as Parquet, overwritten, and only after the bucket's policy", () => {
    expect(resource(estate, "aws_bcmdataexports_export.cost_billing_cur2")).toEqual({
      export: [cur2],
      provider: "aws.management-us-east-1",
      depends_on: ["aws_s3_bucket_policy.cost_exports_bucket_policy"],
      tags: { domain: "cost" },
    });
    expect(cur2).toMatchObject({
      name: "cur2",
      destination_configurations: [
        {
          s3_destination: [
            {
              s3_bucket: "acme-cost-111122223333-eu-central-1",
              s3_prefix: "billing",
              s3_region: "eu-central-1",
              s3_output_configurations: [
                { compression: "PARQUET", format: "PARQUET", output_type: "CUSTOM", overwrite: "OVERWRITE_REPORT" },
              ],
            },
          ],
        },
      ],
      refresh_cadence: [{ frequency: "SYNCHRONOUS" }],
    });
  });

  it("is daily, by resource and without container split by default", () => {
    const plain = exportOf("aws_bcmdataexports_export.cost_billing_cur2", synthEstate(withCost({})).estate)
      .data_query[0];
    expect(plain.table_configurations["COST_AND_USAGE_REPORT"]).toMatchObject({
      INCLUDE_RESOURCES: "TRUE",
      INCLUDE_SPLIT_COST_ALLOCATION_DATA: "FALSE",
      TIME_GRANULARITY: "DAILY",
    });
    expect(plain.query_statement).not.toContain("split_line_item_");
  });
});

describe("the FOCUS export", () => {
  it("writes its one key and its columns in their case", () => {
    const [query] = exportOf("aws_bcmdataexports_export.cost_billing_focus").data_query;
    expect(query.table_configurations).toEqual({ FOCUS_1_2_AWS: { TIME_GRANULARITY: "DAILY" } });
    expect(query.query_statement).toMatch(/^SELECT AvailabilityZone, .+ x_ServiceCode FROM FOCUS_1_2_AWS$/);
  });
});

describe("the legacy report", () => {
  it("is Parquet for Athena, overwritten, by resource", () => {
    expect(resource(estate, "aws_cur_report_definition.cost_billing_legacy")).toEqual({
      provider: "aws.management-us-east-1",
      depends_on: ["aws_s3_bucket_policy.cost_exports_bucket_policy"],
      report_name: "legacycur",
      time_unit: "DAILY",
      format: "Parquet",
      compression: "Parquet",
      additional_schema_elements: ["RESOURCES"],
      additional_artifacts: ["ATHENA"],
      report_versioning: "OVERWRITE_REPORT",
      refresh_closed_reports: true,
      s3_bucket: "acme-cost-111122223333-eu-central-1",
      s3_prefix: "billing",
      s3_region: "eu-central-1",
      tags: { domain: "cost" },
    });
  });
});

describe("exports into an existing bucket", () => {
  const { estate: stack, contributions } = synthEstate(withCost({ bucket: { existing: "their-billing-bucket" } }));

  it("depend on no policy of ours", () => {
    expect(resource(stack, "aws_bcmdataexports_export.cost_billing_cur2")["depends_on"]).toEqual([]);
  });

  it("come with a manual step that holds the policy to add", () => {
    const step = contributions.flatMap(({ manualSteps }) => manualSteps).find(({ id }) => id === "cost-bucket-policy");
    expect(step).toMatchObject({
      when: "before apply",
      title: "Let the billing services write to their-billing-bucket",
    });
    const document: unknown = JSON.parse(step?.how.replace("Add to the bucket's policy: ", "") ?? "");
    const Principal = { Service: ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"] };
    expect(document).toMatchObject({
      Statement: [
        {
          Principal,
          Action: ["s3:GetBucketPolicy", "s3:GetBucketAcl"],
          Resource: ["arn:aws:s3:::their-billing-bucket"],
        },
        { Principal, Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::their-billing-bucket/*"] },
      ],
    });
  });
});
