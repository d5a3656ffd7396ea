import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callsOf, estate, fakeTerraform, MINIMAL, scratch, SHOWCASE } from "./support";

/** A plan with one of each: made, changed, replaced, destroyed. */
const PLAN = {
  format_version: "1.2",
  terraform_version: "1.12.3",
  resource_changes: [
    change("aws_athena_workgroup", "cost_athena_workgroup", ["update"]),
    change("aws_s3_bucket", "cost_exports_bucket", ["delete", "create"], {
      reason: "replace_because_cannot_update",
      paths: [["bucket"]],
    }),
    change("aws_kms_key", "gone", ["delete"], { reason: "delete_because_no_resource_config" }),
    change("grafana_folder", "grafana_folders_cost", ["create"]),
    { ...change("aws_region", "current", ["read"]), mode: "data" },
  ],
};

function change(
  type: string,
  name: string,
  actions: readonly string[],
  { reason, paths = [] }: { readonly reason?: string; readonly paths?: readonly (readonly string[])[] } = {},
) {
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "",
    action_reason: reason,
    change: { actions, before: {}, after: {}, replace_paths: paths },
  };
}

/** A Terraform that plans `PLAN`. */
function planner(folder: string): string {
  writeFileSync(join(folder, "plan.json"), JSON.stringify(PLAN));
  const body = `
    pwd >> "${join(folder, "folders.log")}"
    env | grep -E '^(TF|AWS)_' | sort > "${join(folder, "env.log")}"
    case "$1" in
      plan) echo "plan of $2" > tfplan; echo "noise"; echo "Plan: 2 to add, 1 to change, 2 to destroy."; echo; echo "Saved the plan to: tfplan";;
      show) cat "${join(folder, "plan.json")}";;
    esac`;
  return fakeTerraform(folder, body);
}

describe("estate plan --live", () => {
  it("runs the real commands in cdktf's folder, with the caller's environment, and keeps the plan", async () => {
    const cwd = scratch();
    const given = { AWS_PROFILE: "prod", AWS_REGION: "eu-west-1", TF_VAR_x: "1", TF_PLUGIN_CACHE_DIR: "/cache" };
    const env = { ...given, TERRAFORM_BINARY_NAME: planner(cwd) };
    const { code, stdout, stderr } = await estate(["plan", "--live", "--json", "-c", SHOWCASE], { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Synthesising …\nPlanning with the real providers …\n" });
    expect(callsOf(cwd)).toEqual([
      "init -input=false -no-color",
      "plan -input=false -no-color -out=tfplan",
      "show -json tfplan",
    ]);
    const folder = join(cwd, "cdktf.out", "stacks", "estate");
    expect(new Set(readFileSync(join(cwd, "folders.log"), "utf8").trim().split("\n"))).toEqual(new Set([folder]));
    const seen = readFileSync(join(cwd, "env.log"), "utf8").trim().split("\n");
    expect(seen).toEqual(
      [...Object.entries(given).map(([name, value]) => `${name}=${value}`), "TF_IN_AUTOMATION=1"].toSorted(),
    );
    expect(readFileSync(join(folder, "cdk.tf.json"))).toEqual(
      readFileSync(join(cwd, "out", "stacks", "estate", "cdk.tf.json")),
    );
    expect(readFileSync(join(cwd, "out", "tfplan"), "utf8")).toBe("plan of -input=false\n");
    expect(JSON.parse(readFileSync(join(cwd, "out", "plan.json"), "utf8"))).toEqual(PLAN);
    expect(JSON.parse(stdout)).toMatchObject({
      live: true,
      stacks: ["estate"],
      resources: 4,
      byDomain: { cost: 2, grafana: 1, "no longer described": 1 },
      byType: { aws_athena_workgroup: 1, aws_kms_key: 1, aws_s3_bucket: 1, grafana_folder: 1 },
      add: 2,
      change: 1,
      destroy: 2,
      import: 0,
      planFile: join("out", "tfplan"),
    });
  });

  it("says what is replaced or destroyed and why, and ends in Terraform's own last line", async () => {
    const cwd = scratch();
    const env = { TERRAFORM_BINARY_NAME: planner(cwd) };
    const { code, stdout } = await estate(["plan", "--live", "-c", SHOWCASE], { cwd, env });
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("Terraform 1.12.3. Planned with the real providers.");
    expect(lines.slice(2, 11)).toEqual([
      "Domain                resources   add   change   destroy",
      "cost                          2     1        1         1",
      "grafana                       1     1        0         0",
      "no longer described           1     0        0         1",
      "",
      "Account               resources   add   change   destroy",
      "grafana stack                 1     1        0         0",
      "management                    2     1        1         1",
      "no longer described           1     0        0         1",
    ]);
    const begin = lines.indexOf("Replaced or destroyed");
    expect(lines.slice(begin + 1, begin + 3)).toEqual([
      expect.stringMatching(/^ {2}aws_s3_bucket\.cost_exports_bucket \(estate\/cost\/\S+\): replaced: bucket changes$/),
      "  aws_kms_key.gone: destroyed: the estate no longer describes it",
    ]);
    expect(lines.slice(-2)).toEqual(["Plan: 2 to add, 1 to change, 2 to destroy.", ""]);
  });

  it("stops at the first command that fails, with what it said, and writes no results", async () => {
    const cwd = scratch();
    const env = { TERRAFORM_BINARY_NAME: fakeTerraform(cwd, 'echo "Error: no credentials" >&2; exit 1') };
    const { code, stdout, stderr } = await estate(["plan", "--live", "-c", SHOWCASE], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(
      `init -input=false -no-color" failed in ${join(cwd, "cdktf.out", "stacks", "estate")}:\nError: no credentials\n`,
    );
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(callsOf(cwd)).toHaveLength(1);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  it("passes on what a real Terraform says about providers that it cannot install", async () => {
    const cwd = scratch();
    mkdirSync(join(cwd, "mirror"));
    const rc = join(cwd, "cli.tfrc");
    writeFileSync(rc, `provider_installation {\n  filesystem_mirror { path = "${join(cwd, "mirror")}" }\n}\n`);
    const { code, stderr } = await estate(["plan", "--live", "-c", MINIMAL], { cwd, env: { TF_CLI_CONFIG_FILE: rc } });
    expect(code).toBe(1);
    expect(stderr).toContain("provider registry.terraform.io/hashicorp/aws was not found");
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });
});
