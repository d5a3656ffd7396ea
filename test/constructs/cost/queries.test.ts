/** The workgroup, and that every table a query reads is one that somebody makes. */
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { minimalExample, showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { resource, resources } from "../../support/template";

/** `"database"."table"` after FROM or JOIN; what has no database is a subquery of the same statement. */
const TABLE = /\b(?:FROM|JOIN)\s+"(\w+)"\."(\w+)"/g;

function tablesRead(sql: string): readonly string[] {
  return [...sql.matchAll(TABLE)].map(([, database, table]) => `${database ?? ""}.${table ?? ""}`);
}

/** What Glue will hold: typed tables, what a crawler makes of its folder, and what services provide. */
function tablesMade(config: EstateConfig): readonly string[] {
  const { estate } = synthEstate(config);
  const database = String(resource(estate, "aws_glue_catalog_database.cost_catalogue_database")["name"]);
  const typed = Object.values(resources(estate, "aws_glue_catalog_table")).map(({ name }) => String(name));
  const crawled = Object.values(resources(estate, "aws_glue_crawler")).map(({ table_prefix, s3_target }) => {
    const path = (s3_target as { path: string }[])[0]?.path ?? "";
    return `${String(table_prefix)}${(path.split("/").at(-2) ?? "").toLowerCase().replaceAll(/[^a-z0-9]/g, "_")}`;
  });
  const units = Object.values(config.services).flatMap(({ unit }) =>
    unit === undefined ? [] : [`${unit.athena.database ?? database}.${unit.athena.table}`],
  );
  return [...[...typed, ...crawled].map((table) => `${database}.${table}`), ...units];
}

const ESTATES: readonly (readonly [string, () => EstateConfig])[] = [
  ["estate.yaml", showcase],
  ["examples/minimal.yaml", minimalExample],
  [
    "three crawled exports with difficult names",
    () =>
      withCost({
        exports: {
          cur2: { name: "My-CUR", catalogue: "crawler" },
          focus: { name: "f_1-2", catalogue: "crawler" },
          legacyCur: { name: "Old-Report", catalogue: "crawler" },
        },
      }),
  ],
];

describe.each(ESTATES)("the queries of %s", (_, config) => {
  it("read tables that somebody makes: saved queries every one, dashboards the preferred one", () => {
    const { estate, contributions } = synthEstate(config());
    const made = tablesMade(config());
    const saved = Object.values(resources(estate, "aws_athena_named_query")).flatMap(({ query }) =>
      tablesRead(String(query)),
    );
    const shown = contributions
      .flatMap(({ dashboards }) => dashboards)
      .flatMap(({ queries }) => queries)
      .filter(({ dataSource }) => dataSource === "estate-athena-cost")
      .flatMap(({ text }) => tablesRead(text));
    expect(new Set(saved)).toEqual(new Set(made));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((table) => !made.includes(table))).toEqual([]);
  });
});

describe("saved queries", () => {
  it("stand in the workgroup and wait for it", () => {
    const { query, description, ...found } = resource(
      synthEstate(showcase()).estate,
      "aws_athena_named_query.cost_athena_query-focus-cost-top-movers",
    );
    expect(found).toEqual({
      provider: "aws.management",
      region: "eu-central-1",
      depends_on: ["aws_athena_workgroup.cost_athena_workgroup"],
      name: "cost-top-movers",
      database: "acme_cost",
      workgroup: "acme-cost",
    });
    expect([String(query).length, String(description).length].every((length) => length > 20)).toBe(true);
  });
});

describe("the workgroup", () => {
  it("cuts off large scans, and encrypts results in a bucket of this account, whatever a client asks for", () => {
    expect(resource(synthEstate(showcase()).estate, "aws_athena_workgroup.cost_athena_workgroup")).toEqual({
      provider: "aws.management",
      region: "eu-central-1",
      name: "acme-cost",
      description: "Cost queries; a query that reads too much is cut off",
      configuration: {
        enforce_workgroup_configuration: true,
        publish_cloudwatch_metrics_enabled: true,
        bytes_scanned_cutoff_per_query: 10 * 1024 ** 3,
        engine_version: { selected_engine_version: "Athena engine version 3" },
        result_configuration: {
          expected_bucket_owner: "111122223333",
          output_location: "s3://acme-athena-111122223333-eu-central-1/",
          encryption_configuration: {
            encryption_option: "SSE_KMS",
            kms_key_arn: "${aws_kms_key.cost_exports_key.arn}",
          },
        },
      },
      tags: { domain: "cost" },
    });
  });

  it("takes the limit and the expiry from the config, in whole bytes", () => {
    const { estate } = synthEstate(withCost({ athena: { scanLimitGiB: 0.1, resultExpiryDays: 3 } }));
    expect(resource(estate, "aws_athena_workgroup.cost_athena_workgroup")).toMatchObject({
      configuration: { bytes_scanned_cutoff_per_query: 107374182 },
    });
    expect(resource(estate, "aws_s3_bucket_lifecycle_configuration.cost_athena_results_lifecycle")).toMatchObject({
      rule: [{ expiration: [{ days: 3 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] }],
    });
  });
});

describe("the bucket of the exports", () => {
  it("expires as the config says", () => {
    const { estate } = synthEstate(withCost({ bucket: { infrequentAccessDays: 30, expireDays: 400 } }));
    expect(resource(estate, "aws_s3_bucket_lifecycle_configuration.cost_exports_bucket_lifecycle")).toMatchObject({
      rule: [
        {
          expiration: [{ days: 400 }],
          transition: [{ days: 30, storage_class: "STANDARD_IA" }],
          noncurrent_version_expiration: [{ noncurrent_days: 7 }],
        },
      ],
    });
  });
});
