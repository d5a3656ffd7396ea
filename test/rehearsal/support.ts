import { findTerraform, openRehearsal, type Rehearsal, type RehearsalOptions } from "../../rehearsal";
import type { AttributeSchema, BlockSchema, ProviderSchema } from "../../rehearsal/schema/schema-types";

/** Opens a rehearsal of the files, hands it to the test, and closes it whatever happens. */
export async function rehearse<Result>(
  module: Readonly<Record<string, string>>,
  test: (rehearsal: Rehearsal) => Promise<Result>,
  options: Partial<RehearsalOptions> = {},
): Promise<Result> {
  const terraform = await findTerraform(process.env);
  const rehearsal = await openRehearsal({ module, terraform, processEnv: process.env, ...options });
  try {
    return await test(rehearsal);
  } finally {
    await rehearsal.close();
  }
}

/** A module in native syntax with both providers required and configured. */
export function hcl(body: string): Readonly<Record<string, string>> {
  return {
    "main.tf": `
terraform {
  required_providers {
    aws     = { source = "hashicorp/aws" }
    grafana = { source = "grafana/grafana" }
  }
}
provider "aws" { region = "eu-central-1" }
provider "grafana" {}
${body}`,
  };
}

/** A module as cdktf writes it: every resource carries the path of its construct. */
export function cdktfJson(resources: Readonly<Record<string, Readonly<Record<string, object>>>>, more: object = {}) {
  const resource = Object.fromEntries(
    Object.entries(resources).map(([type, blocks]) => [
      type,
      Object.fromEntries(
        Object.entries(blocks).map(([name, block]) => [
          name,
          { "//": { metadata: { path: `estate/cost/${name}`, uniqueId: name } }, ...block },
        ]),
      ),
    ]),
  );
  const terraform = {
    required_providers: { aws: { source: "hashicorp/aws" }, grafana: { source: "grafana/grafana" } },
  };
  const root = { terraform, provider: { aws: [{ region: "eu-central-1" }] }, resource, ...more };
  return { "cdk.tf.json": `${JSON.stringify(root, null, 2)}\n` };
}

/** An argument that may be set, or is computed, or both. */
export function attribute(
  type: AttributeSchema["type"],
  ...flags: readonly ("optional" | "computed" | "required" | "write_only")[]
) {
  return { ...(type === undefined ? {} : { type }), ...Object.fromEntries(flags.map((flag) => [flag, true])) };
}

/** A provider schema with one resource type, `synthetic_thing`. */
export function synthetic(block: BlockSchema, version = 0): ProviderSchema {
  return {
    provider: { version: 0, block: {} },
    resource_schemas: { synthetic_thing: { version, block } },
    data_source_schemas: {},
  };
}

/** A module that uses the synthetic provider. */
export function syntheticHcl(body: string): Readonly<Record<string, string>> {
  return {
    "main.tf": `
terraform {
  required_providers { synthetic = { source = "example/synthetic" } }
}
${body}`,
  };
}
