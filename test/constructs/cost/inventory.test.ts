/** What the cost domain makes, resource by resource, each with its reason. */
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { minimalExample, showcase, withCost } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { addresses, resources } from "../../support/template";

/** Addresses of the cost domain without saved queries, which are counted apart. */
function inventory(config: EstateConfig): readonly string[] {
  return addresses(synthEstate(config).estate).filter(
    (address) => /\.cost(_|$)/.test(address) && !address.startsWith("aws_athena_named_query."),
  );
}

/** Needed by every estate that has a cost section. */
const ALWAYS = [
  "aws_athena_workgroup.cost_athena_workgroup", // scan limit, encrypted results
  "aws_glue_catalog_database.cost_catalogue_database", // holds every cost table
  "aws_iam_role.cost_grafana-reader", // Grafana assumes it
  "aws_iam_role_policy.cost_grafana-reader_policy", // this workgroup, this database, these buckets
  "aws_kms_alias.cost_exports_key_alias", // name of the key for people
  "aws_kms_key.cost_exports_key", // encrypts exports, results and crawler logs
  "aws_s3_bucket.cost_athena_results", // results, gone after days
  "aws_s3_bucket_lifecycle_configuration.cost_athena_results_lifecycle", // the days
  "aws_s3_bucket_ownership_controls.cost_athena_results_ownership", // no ACLs
  "aws_s3_bucket_policy.cost_athena_results_policy", // TLS only
  "aws_s3_bucket_public_access_block.cost_athena_results_public-access",
  "aws_s3_bucket_server_side_encryption_configuration.cost_athena_results_encryption",
  "aws_s3_bucket_versioning.cost_athena_results_versioning", // undoes a wrong deletion
];

/** Only where the estate makes the bucket of the exports. */
const OWN_BUCKET = [
  "aws_s3_bucket.cost_exports_bucket", // files of every export
  "aws_s3_bucket_lifecycle_configuration.cost_exports_bucket_lifecycle", // infrequent access, expiry, old versions
  "aws_s3_bucket_ownership_controls.cost_exports_bucket_ownership",
  "aws_s3_bucket_policy.cost_exports_bucket_policy", // both billing services may write, nobody without TLS
  "aws_s3_bucket_public_access_block.cost_exports_bucket_public-access",
  "aws_s3_bucket_server_side_encryption_configuration.cost_exports_bucket_encryption",
  "aws_s3_bucket_versioning.cost_exports_bucket_versioning",
];

/** Only where something is crawled. */
const CRAWLING = [
  "aws_glue_security_configuration.cost_catalogue_crawler_security", // encrypts crawler logs
  "aws_iam_role.cost_catalogue_crawler_role", // Glue assumes it
  "aws_iam_role_policy.cost_catalogue_crawler_role-policy", // reads exports, writes tables and logs
];

function sorted(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.flat().toSorted();
}

describe("the cost domain of estate.yaml", () => {
  it("is this and nothing else", () => {
    expect(inventory(showcase())).toEqual(
      sorted(ALWAYS, OWN_BUCKET, CRAWLING, [
        "aws_bcmdataexports_export.cost_billing_cur2", // CUR 2.0
        "aws_bcmdataexports_export.cost_billing_focus", // FOCUS 1.2
        "aws_budgets_budget.cost_budgets_checkout", // a service
        "aws_budgets_budget.cost_budgets_organisation", // everything
        "aws_budgets_budget.cost_budgets_production", // an account
        "aws_ce_anomaly_monitor.cost_anomalies_monitor", // anomalies.monitor is create
        "aws_ce_anomaly_subscription.cost_anomalies_subscription", // mail
        "aws_ce_cost_allocation_tag.cost_tags_service", // activateTags
        "aws_ce_cost_allocation_tag.cost_tags_team", // activateTags
        "aws_cur_report_definition.cost_billing_legacy", // legacy report
        "aws_glue_catalog_table.cost_catalogue_table-cur2", // projection
        "aws_glue_catalog_table.cost_catalogue_table-focus", // projection
        "aws_glue_crawler.cost_catalogue_crawler_legacy", // catalogue: crawler
      ]),
    );
  });

  it("saves eight queries for each of its three exports", () => {
    const saved = Object.keys(resources(synthEstate(showcase()).estate, "aws_athena_named_query"));
    const queries = [
      "cost-commitments",
      "cost-daily-account",
      "cost-daily-product",
      "cost-forecast-budget", // there are budgets
      "cost-per-unit-checkout", // checkout counts orders
      "cost-team-service",
      "cost-top-movers",
      "cost-untagged-product",
    ];
    const names = ["cur2", "focus", "legacy"].flatMap((source) =>
      queries.map((query) => `cost_athena_query-${source}-${query}`),
    );
    expect(saved.toSorted()).toEqual(names);
  });
});

describe("the cost domain of examples/minimal.yaml", () => {
  it("is one export, its table and what they need: nothing costly, privileged or organisation-wide", () => {
    expect(inventory(minimalExample())).toEqual(
      sorted(ALWAYS, OWN_BUCKET, [
        "aws_bcmdataexports_export.cost_billing_cur2", // the default export
        "aws_glue_catalog_table.cost_catalogue_table-cur2", // projection by default
      ]),
    );
  });
});

const KINDS = {
  cur2: "aws_bcmdataexports_export.cost_billing_cur2",
  focus: "aws_bcmdataexports_export.cost_billing_focus",
  legacyCur: "aws_cur_report_definition.cost_billing_legacy",
} as const;
const SOURCES = { cur2: "cur2", focus: "focus", legacyCur: "legacy" } as const;
const COMBINATIONS = (["cur2", "focus", "legacyCur"] as const).flatMap((kind) =>
  (["projection", "crawler"] as const).map((catalogue) => ({ kind, catalogue })),
);

describe("an export of its own", () => {
  it.each(COMBINATIONS)("$kind with $catalogue", ({ kind, catalogue }) => {
    const source = SOURCES[kind];
    const catalogued =
      catalogue === "projection"
        ? [`aws_glue_catalog_table.cost_catalogue_table-${source}`]
        : [`aws_glue_crawler.cost_catalogue_crawler_${source}`, ...CRAWLING];
    expect(inventory(withCost({ exports: { [kind]: { catalogue } } }))).toEqual(
      sorted(ALWAYS, OWN_BUCKET, [KINDS[kind]], catalogued),
    );
  });
});

describe("an existing bucket", () => {
  const config = withCost({ bucket: { existing: "their-billing-bucket" } });

  it("is left alone: no bucket resource, no policy", () => {
    expect(inventory(config)).toEqual(
      sorted(ALWAYS, [
        "aws_bcmdataexports_export.cost_billing_cur2",
        "aws_glue_catalog_table.cost_catalogue_table-cur2",
      ]),
    );
  });
});

describe("an estate without cost", () => {
  it("has no resource of the domain", () => {
    const { cost, ...rest } = minimalExample();
    expect(cost).toBeDefined();
    expect(inventory(rest)).toEqual([]);
  });
});
