import { beforeAll, describe, expect, it } from "vitest";
import { findTerraform, openRehearsal } from "../../rehearsal/index";
import type { PlanJson } from "../../rehearsal/index";
import { renderHcl } from "../../rendition/index";
import type { JsonObject } from "../../rendition/index";
import { loadSchemas } from "../../schemas/load";
import { DIFFICULT_MODULE } from "./difficult-module";

async function plan(module: Readonly<Record<string, string>>): Promise<PlanJson> {
  const terraform = await findTerraform(process.env);
  const rehearsal = await openRehearsal({ module, terraform, processEnv: process.env });
  try {
    return (await rehearsal.plan()).json;
  } finally {
    await rehearsal.close();
  }
}

function planJson(document: JsonObject): Promise<PlanJson> {
  return plan({ "cdk.tf.json": JSON.stringify(document, null, 2) });
}

function planHcl(document: JsonObject): Promise<PlanJson> {
  return plan({ "main.tf": renderHcl(document, loadSchemas()) });
}

/** Address -> what the plan would make of it. */
function afters({ resource_changes: changes = [] }: PlanJson): Readonly<Record<string, unknown>> {
  return Object.fromEntries(changes.map(({ address, change }) => [address, change.after]));
}

interface Configuration {
  readonly provider_config: unknown;
  readonly root_module: { readonly resources: readonly Readonly<Record<string, unknown>>[] };
}

/** Providers, and who uses which; Terraform calls an expression of a JSON file a constant as well, even a reference. */
function configured({ configuration }: PlanJson) {
  const { provider_config, root_module } = configuration as Configuration;
  const providers = JSON.stringify(provider_config, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "references" in value ? { references: value.references } : value,
  );
  const resources = root_module.resources.map(({ address, provider_config_key, depends_on }) => ({
    address,
    provider_config_key,
    depends_on,
  }));
  return { providers: JSON.parse(providers) as unknown, resources };
}

describe("the rendition of a difficult module", () => {
  let json: PlanJson;
  let hcl: PlanJson;

  beforeAll(async () => {
    json = await planJson(DIFFICULT_MODULE);
    hcl = await planHcl(DIFFICULT_MODULE);
  });

  it("plans every resource", () => {
    expect(Object.keys(afters(hcl))).toEqual([
      "aws_athena_named_query.Spend",
      "aws_bcmdataexports_export.Cur2",
      "aws_bedrockagent_agent.Helper",
      "aws_glue_catalog_database.Costs",
      "aws_glue_catalog_table.Cur2",
      "aws_iam_role.Reader[0]",
      "aws_iam_role.Reader[1]",
      "aws_s3_bucket.Logs",
      "aws_s3_bucket.Replica",
      "aws_s3_bucket_lifecycle_configuration.Logs",
      "aws_s3_bucket_server_side_encryption_configuration.Logs",
      "aws_s3tables_table_bucket.Tables",
      "aws_security_group.Blocks",
      "aws_security_group.Dynamic",
      'aws_ssm_parameter.Each["a"]',
      'aws_ssm_parameter.Each["b"]',
      "grafana_dashboard.Checkout",
      "grafana_folder.Cost",
      "grafana_notification_policy.Root",
    ]);
  });

  it("plans every value as the JSON does", () => {
    expect(afters(hcl)).toEqual(afters(json));
  });

  it.each(["resource_changes", "output_changes", "planned_values", "prior_state", "variables", "checks"])(
    "plans the same %s, actions and imports and unknown values included",
    (part) => {
      const partOf = (whole: PlanJson): unknown => Object.entries(whole).find(([name]) => name === part)?.[1];
      const [ofHcl, ofJson] = [partOf(hcl), partOf(json)];
      expect(ofJson).toBeDefined();
      expect(ofHcl).toEqual(ofJson);
    },
  );

  it("configures providers and their use alike", () => {
    expect(configured(hcl)).toEqual(configured(json));
    expect(JSON.stringify(configured(hcl))).toContain('"external_id":{"constant_value":"a\\"b"}');
    expect(configured(hcl).resources).toContainEqual({
      address: "aws_s3_bucket.Replica",
      provider_config_key: "aws.billing",
      depends_on: ["aws_s3_bucket.Logs", "aws_glue_catalog_database.Costs"],
    });
  });

  it("loses nothing that a comparison would not notice", async () => {
    const changed = JSON.parse(JSON.stringify(DIFFICULT_MODULE).replace("Line two", "Line 2")) as JsonObject;
    expect(afters(await planHcl(changed))).not.toEqual(afters(json));
  });
});
