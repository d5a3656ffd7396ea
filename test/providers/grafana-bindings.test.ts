import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import pins from "../../schemas/pins.json";
import { loadSchemas } from "../../schemas/load";
import { ROOT } from "../support/source-file";

const require = createRequire(import.meta.url);

/** Terraform types of all classes that the compiled modules export, as Node's ESM loader sees them. */
async function typesOfBindings(): Promise<readonly string[]> {
  const modules = readdirSync(join(ROOT, "providers/grafana/lib"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const exported = await Promise.all(
    modules.map((name) => import(`@cdktf/provider-grafana/lib/${name}`) as Promise<Readonly<Record<string, unknown>>>),
  );
  return exported.flatMap((module) => Object.values(module)).flatMap(terraformType);
}

function terraformType(value: unknown): readonly string[] {
  if (typeof value !== "function" || !("tfResourceType" in value)) return [];
  return typeof value.tfResourceType === "string" ? [value.tfResourceType] : [];
}

describe("the Grafana bindings", () => {
  it("have one class for each resource, each data source and the provider of the pinned schema", async () => {
    const schema = loadSchemas().provider_schemas[`registry.terraform.io/${pins.grafana.source}`];
    const resources = Object.keys(schema?.resource_schemas ?? {});
    const dataSources = Object.keys(schema?.data_source_schemas ?? {});
    expect(resources).toHaveLength(121);
    expect(dataSources).toHaveLength(50);
    const types = await typesOfBindings();
    expect(types.toSorted()).toEqual([...resources, ...dataSources, "grafana"].toSorted());
  });

  it("write the pinned source and version constraint, and arguments by their Terraform names", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new GrafanaProvider(stack, "grafana", { url: "https://example.grafana.net" });
    const dashboard = new Dashboard(stack, "dashboard", { configJson: "{}" });
    const uid: string = dashboard.uid;
    new TerraformOutput(stack, "uid", { value: uid });
    const json = JSON.parse(Testing.synth(stack)) as Record<string, Record<string, Record<string, unknown>>>;
    expect(json["terraform"]?.["required_providers"]).toEqual({
      grafana: { source: "grafana/grafana", version: "~> 4.45" },
    });
    expect(json["output"]?.["uid"]).toEqual({ value: "${grafana_dashboard.dashboard.uid}" });
    expect(json["resource"]?.["grafana_dashboard"]).toMatchObject({ dashboard: { config_json: "{}" } });
  });

  it("have no barrel to import by mistake", () => {
    for (const barrel of ["@cdktf/provider-grafana", "@cdktf/provider-grafana/lib"]) {
      expect(() => require.resolve(barrel)).toThrow(/not defined by "exports"|No "exports" main defined/);
    }
    expect(() => require.resolve("@cdktf/provider-grafana/lib/index")).toThrow("Cannot find module");
  });

  it("are made only once", () => {
    const said = execFileSync(process.execPath, ["scripts/generate-bindings.mjs"], { cwd: ROOT, encoding: "utf8" });
    expect(said).toBe("Grafana bindings are up to date.\n");
  });
});
