import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import aws from "../../rehearsal/data/placeholders-aws.json";
import grafana from "../../rehearsal/data/placeholders-grafana.json";
import replacements from "../../rehearsal/data/requires-replace.json";
import { replacedPaths } from "../../rehearsal/host/replacement";
import { pinnedSchemas, replacingArguments } from "../../rehearsal";
import type { AttributeSchema, BlockSchema, UsedTypes } from "../../rehearsal/schema/schema-types";

const FOLDER = fileURLToPath(new URL("../../schemas", import.meta.url));

function namesOf(types: readonly string[]): UsedTypes {
  const data = types.filter((type) => type.startsWith("data."));
  return {
    resources: new Set(types.filter((type) => !type.startsWith("data."))),
    dataSources: new Set(data.map((type) => type.slice("data.".length))),
  };
}

/** The bodies of the named types, from the pinned schemas; data sources under `data.TYPE`. */
function bodiesOf(types: readonly string[]): ReadonlyMap<string, BlockSchema> {
  const bodies = new Map<string, BlockSchema>();
  for (const source of pinnedSchemas(FOLDER)) {
    const { resource_schemas: resources, data_source_schemas: data } = source.pick(namesOf(types));
    for (const [type, schema] of Object.entries(resources)) bodies.set(type, schema.block);
    for (const [type, schema] of Object.entries(data)) bodies.set(`data.${type}`, schema.block);
  }
  return bodies;
}

/** What a dotted path leads to. */
function follow(body: BlockSchema | undefined, path: string): AttributeSchema | BlockSchema | undefined {
  const [name = "", ...rest] = path.split(".");
  const found = body?.attributes?.[name];
  const nested = body?.block_types?.[name]?.block ?? found?.nested_type;
  if (rest.length > 0) return follow(nested, rest.join("."));
  return found ?? nested;
}

describe("the table of what forces a replacement", () => {
  const bodies = bodiesOf(Object.keys(replacements.types));

  it("names only types and arguments of the pinned schemas", () => {
    const wrong = Object.entries(replacements.types).flatMap(([type, rule]) =>
      rule.arguments
        .filter((path) => follow(bodies.get(type), path.split("#")[0] ?? "") === undefined)
        .map((path) => `${type}.${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("gives a vendor's source for each", () => {
    const unsourced = Object.entries(replacements.types).filter(
      ([, rule]) => !/^internal\/[\w/]+\.go$/.test(rule.source),
    );
    expect(unsourced.map(([type]) => type)).toEqual([]);
  });

  it.each([
    ["aws_s3_bucket", ["bucket", "bucket_prefix", "object_lock_enabled"]],
    ["aws_kms_key", ["customer_master_key_spec", "key_usage", "multi_region"]],
    ["aws_dynamodb_table", ["hash_key", "name", "range_key"]],
    ["aws_glue_catalog_database", ["catalog_id", "name"]],
    ["aws_glue_catalog_table", ["catalog_id", "database_name", "name"]],
    ["aws_athena_workgroup", ["name"]],
    ["aws_athena_database", ["name"]],
    [
      "aws_bcmdataexports_export",
      ["export.destination_configurations.s3_destination.s3_bucket", "export.name", "export.refresh_cadence.frequency"],
    ],
    ["aws_cur_report_definition", ["additional_schema_elements", "report_name", "report_versioning", "time_unit"]],
    ["aws_secretsmanager_secret", ["name"]],
    ["aws_opensearch_domain", ["domain_name"]],
    ["aws_cloudwatch_log_group", ["name"]],
    ["aws_sns_topic", ["fifo_topic", "name"]],
    ["aws_sqs_queue", ["fifo_queue", "name"]],
    ["aws_db_instance", ["db_name", "engine", "kms_key_id", "storage_encrypted", "username"]],
    ["aws_rds_cluster", ["cluster_identifier", "engine", "kms_key_id", "storage_encrypted"]],
    ["aws_efs_file_system", ["creation_token", "encrypted", "kms_key_id"]],
    ["aws_backup_vault", ["kms_key_arn", "name"]],
    ["aws_prometheus_workspace", ["kms_key_arn"]],
    ["aws_grafana_workspace", ["kms_key_id"]],
    ["aws_cognito_user_pool", ["alias_attributes", "username_attributes"]],
    ["aws_kinesis_stream", ["name"]],
    ["aws_kinesis_firehose_delivery_stream", ["destination", "name"]],
    ["aws_securitylake_subscriber", ["access_type"]],
    ["grafana_cloud_stack", ["region_slug"]],
    ["grafana_cloud_stack_service_account", ["name", "stack_slug"]],
    ["grafana_cloud_stack_service_account_token", ["name", "service_account_id", "stack_slug"]],
    ["grafana_cloud_access_policy_rotating_token", ["access_policy_id", "expire_after", "name_prefix", "region"]],
    ["grafana_folder", ["uid"]],
    ["grafana_dashboard", ["config_json#uid"]],
    ["grafana_data_source", ["uid"]],
    ["grafana_contact_point", ["name"]],
    ["grafana_rule_group", ["folder_uid", "name"]],
    ["grafana_slo", ["uuid"]],
  ])("knows %s", (type, expected) => {
    expect(replacingArguments(type)).toEqual(expect.arrayContaining([...expected]));
  });

  it("has nothing to say of a type it does not know", () => {
    expect(replacingArguments("random_pet")).toEqual([]);
  });
});

describe("replacedPaths", () => {
  it("points at an argument that differs, and only then", () => {
    expect(replacedPaths("aws_s3_bucket", { bucket: "a" }, { bucket: "b" })).toEqual([
      { steps: [{ attribute_name: "bucket" }] },
    ]);
    expect(replacedPaths("aws_s3_bucket", { bucket: "a", tags: {} }, { bucket: "a", tags: { x: "y" } })).toEqual([]);
  });

  it("points at the region of any AWS resource, unless the state is older than that argument", () => {
    expect(replacedPaths("aws_sns_topic_policy", { region: "eu-west-1" }, { region: "us-east-1" })).toEqual([
      { steps: [{ attribute_name: "region" }] },
    ]);
    expect(replacedPaths("aws_sns_topic_policy", { region: null }, { region: "us-east-1" })).toEqual([]);
  });

  it("points into a single block by position, and at the block where its number changed", () => {
    const export_ = (...names: readonly string[]) => ({ export: names.map((name) => ({ name })) });
    expect(replacedPaths("aws_bcmdataexports_export", export_("a"), export_("b"))).toEqual([
      { steps: [{ attribute_name: "export" }, { element_key_int: 0 }, { attribute_name: "name" }] },
    ]);
    expect(replacedPaths("aws_bcmdataexports_export", export_("a"), export_())).toEqual([
      { steps: [{ attribute_name: "export" }] },
    ]);
  });

  it("looks into a document where only one field of it matters", () => {
    const dashboard = (uid: string, title: string) => ({ config_json: JSON.stringify({ uid, title }) });
    expect(replacedPaths("grafana_dashboard", dashboard("a", "x"), dashboard("a", "y"))).toEqual([]);
    expect(replacedPaths("grafana_dashboard", dashboard("a", "x"), dashboard("b", "x"))).toEqual([
      { steps: [{ attribute_name: "config_json" }] },
    ]);
  });
});

describe("the tables of placeholders", () => {
  const tables: readonly (readonly [string, Readonly<Record<string, object>>])[] = [
    ["aws", aws.types],
    ["grafana", grafana.types],
  ];

  it.each(tables)("name only types and computed attributes of the pinned schema: %s", (_, types) => {
    const bodies = bodiesOf(Object.keys(types));
    const wrong = Object.entries(types).flatMap(([type, shapes]) =>
      Object.keys(shapes).filter((path) => {
        const found = follow(bodies.get(type), path);
        return found === undefined || !("computed" in found);
      }),
    );
    expect(wrong).toEqual([]);
  });
});
