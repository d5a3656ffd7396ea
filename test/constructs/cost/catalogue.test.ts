import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resource, resources } from "../../support/template";

interface Table {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly partition_keys: unknown;
  readonly storage_descriptor: {
    readonly location: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  };
}

function table(config: EstateConfig, source: string): Table {
  return resource(
    synthEstate(config).estate,
    `aws_glue_catalog_table.cost_catalogue_table-${source}`,
  ) as unknown as Table;
}

const BY_MONTH = {
  EXTERNAL: "TRUE",
  classification: "parquet",
  "projection.enabled": "true",
  "projection.billing_period.type": "date",
  "projection.billing_period.format": "yyyy-MM",
  "projection.billing_period.range": "2023-01,NOW",
  "projection.billing_period.interval": "1",
  "projection.billing_period.interval.unit": "MONTHS",
};

describe("a projected table", () => {
  it.each([
    ["cur2", "cur2", "billing/cur2/data"],
    ["focus", "focus12", "billing/focus12/data"],
  ])("of %s computes its months from the query", (source, name, path) => {
    const found = table(showcase(), source);
    const root = `s3://acme-cost-111122223333-eu-central-1/${path}`;
    expect(found).toMatchObject({
      name,
      table_type: "EXTERNAL_TABLE",
      database_name: "${aws_glue_catalog_database.cost_catalogue_database.name}",
      partition_keys: [{ name: "billing_period", type: "string" }],
      storage_descriptor: {
        location: `${root}/`,
        input_format: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        output_format: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        ser_de_info: { serialization_library: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
      },
    });
    expect(found.parameters).toEqual({
      ...BY_MONTH,
      "storage.location.template": `${root}/BILLING_PERIOD=$\${billing_period}/`, // escaped: Athena's variable, not Terraform's
    });
  });

  it("of a legacy report has its own layout: the name twice, years, and months without a zero", () => {
    const found = table(withCost({ exports: { legacyCur: {} } }), "legacy");
    const root = "s3://smallco-cost-111122223333-eu-west-1/billing/legacycur/legacycur";
    expect(found.storage_descriptor.location).toBe(`${root}/`);
    expect(found.partition_keys).toEqual([
      { name: "year", type: "string" },
      { name: "month", type: "string" },
    ]);
    expect(found.parameters).toEqual({
      EXTERNAL: "TRUE",
      classification: "parquet",
      "projection.enabled": "true",
      "projection.year.type": "integer",
      "projection.year.range": "2023,2040",
      "projection.month.type": "integer",
      "projection.month.range": "1,12",
      "storage.location.template": `${root}/year=$\${year}/month=$\${month}/`,
    });
    expect(found.storage_descriptor.columns.slice(-2)).toEqual([
      { name: "resource_tags_user_team", type: "string" },
      { name: "resource_tags_user_service", type: "string" },
    ]);
  });

  it("has the columns that the export's query names, in lower case and in that order", () => {
    const { estate } = synthEstate(showcase());
    for (const source of ["cur2", "focus"]) {
      const text = JSON.stringify(resource(estate, `aws_bcmdataexports_export.cost_billing_${source}`));
      const [, list = ""] = /SELECT (.+?) FROM/.exec(text) ?? [];
      const columns = table(showcase(), source).storage_descriptor.columns;
      expect(columns.map(({ name }) => name)).toEqual(list.toLowerCase().split(", "));
      expect(columns.filter(({ type }) => type === "")).toEqual([]);
    }
  });

  it("has a name that Athena takes without quotes", () => {
    expect(table(withCost({ exports: { cur2: { name: "Acme-CUR.2".replace(".", "_") } } }), "cur2").name).toBe(
      "acme_cur_2",
    );
  });
});

describe("a crawler", () => {
  const config = withCost({
    exports: {
      cur2: { name: "my-cur", catalogue: "crawler" },
      focus: { catalogue: "crawler", crawlerSchedule: "cron(15 4 ? * MON *)" },
      legacyCur: { name: "old-report", catalogue: "crawler" },
    },
  });
  const crawlers = resources(synthEstate(config).estate, "aws_glue_crawler");

  it("reads one export, encrypted, and leaves out what is no data", () => {
    expect(crawlers["cost_catalogue_crawler_cur2"]).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      name: "smallco-cost-my-cur",
      description: "Finds columns and partitions of my-cur",
      role: "${aws_iam_role.cost_catalogue_crawler_role.arn}",
      database_name: "${aws_glue_catalog_database.cost_catalogue_database.name}",
      table_prefix: "my_cur_",
      schedule: "cron(0 2 * * ? *)",
      security_configuration: "${aws_glue_security_configuration.cost_catalogue_crawler_security.name}",
      s3_target: [
        {
          path: "s3://smallco-cost-111122223333-eu-west-1/billing/my-cur/data/",
          exclusions: [
            "**.json", // manifests
            "**.yml",
            "**.sql", // of the Athena artifact
            "**.csv",
            "**.gz",
            "**.zip",
            "**/cost_and_usage_data_status/**", // of the Athena artifact: whether a report is being written
          ],
        },
      ],
      schema_change_policy: { update_behavior: "UPDATE_IN_DATABASE", delete_behavior: "LOG" },
      recrawl_policy: { recrawl_behavior: "CRAWL_EVERYTHING" },
      configuration:
        '{"Version":1,"Grouping":{"TableGroupingPolicy":"CombineCompatibleSchemas"},' +
        '"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}',
      tags: { domain: "cost" },
    });
  });

  it("has its own schedule and prefix; a legacy report's folder has the report's name already", () => {
    const about = Object.entries(crawlers).map(([name, { schedule, table_prefix, s3_target }]) => [
      name,
      schedule,
      table_prefix,
      (s3_target as { path: string }[])[0]?.path,
    ]);
    const bucket = "s3://smallco-cost-111122223333-eu-west-1/billing";
    expect(about).toEqual([
      ["cost_catalogue_crawler_cur2", "cron(0 2 * * ? *)", "my_cur_", `${bucket}/my-cur/data/`],
      ["cost_catalogue_crawler_focus", "cron(15 4 ? * MON *)", "focus12_", `${bucket}/focus12/data/`],
      ["cost_catalogue_crawler_legacy", "cron(0 2 * * ? *)", "", `${bucket}/old-report/old-report/`],
    ]);
  });
});
