import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { cleanEnvironment, contents, estate, MINIMAL, ROOT, scratch, SHOWCASE } from "./support";

const cwd = scratch();

interface PlanDocument {
  readonly live: boolean;
  readonly resources: number;
  readonly add: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byDomain: Readonly<Record<string, number>>;
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, count) => all + count, 0);

describe("estate plan", () => {
  it("prints one document, and leaves the stacks, the plan and its JSON", async () => {
    const { code, stdout } = await estate(["plan", "--config", MINIMAL, "--out", "made", "--json"], { cwd });
    expect(code).toBe(0);
    const plan = JSON.parse(stdout) as PlanDocument;
    expect(Object.keys(plan).toSorted()).toEqual([
      "add",
      "byDomain",
      "byType",
      "change",
      "destroy",
      "import",
      "live",
      "manualSteps",
      "planFile",
      "resources",
      "stacks",
    ]);
    expect(plan.live).toBe(false);
    expect([sum(plan.byType), sum(plan.byDomain), plan.add]).toEqual([plan.resources, plan.resources, plan.resources]);
    expect(Object.keys(contents(join(cwd, "made")))).toEqual([
      "manifest.json",
      "plan.json",
      "stacks/estate/cdk.tf.json",
      "tfplan",
    ]);
  });

  it("ends in Terraform's own last line for people", async () => {
    const { code, stdout } = await estate(["plan", "--config", MINIMAL, "--out", "people"], { cwd });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/);
  });

  it("refuses to replace a folder that it did not write, and leaves it as it was", async () => {
    const foreign = join(cwd, "foreign");
    mkdirSync(foreign);
    writeFileSync(join(foreign, "mine.txt"), "mine");
    const { code } = await estate(["plan", "--config", MINIMAL, "--out", "foreign"], { cwd });
    expect(code).toBe(1);
    expect(contents(foreign)).toEqual({ "mine.txt": "mine" });
  });
});

describe("the synthesised JSON", () => {
  it("is the same bytes by estate synth, twice, elsewhere, and by cdktf synth", async () => {
    const strange = { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" };
    await estate(["synth", "--config", SHOWCASE, "--out", "first"], { cwd });
    await estate(["synth", "--config", SHOWCASE, "--out", join(cwd, "second")], { cwd: ROOT, env: strange });
    const output = join(cwd, "third");
    const cdktf = join(ROOT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
    const env = { ...cleanEnvironment(cwd), CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", CI: "1" };
    await execa(process.execPath, [cdktf, "synth", "--output", output], { cwd: ROOT, env, extendEnv: false });
    const stacks = (folder: string) => contents(join(cwd, folder, "stacks"));
    expect(Object.keys(stacks("first"))).toEqual(["bootstrap/cdk.tf.json", "estate/cdk.tf.json"]);
    expect(stacks("second")).toEqual(stacks("first"));
    for (const [path, text] of Object.entries(stacks("first"))) expect(stacks("third")[path]).toBe(text);
  });
});
