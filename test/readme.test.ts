import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { estate, ROOT, scratch } from "./cli/support";

const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** Lines of the README's shell blocks, without comments. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap((block) => (block[1] ?? "").split("\n"))
  .map((line) => line.replace(/ +#.*/, "").trim())
  .filter((line) => line !== "");

/** Commands that are run elsewhere, and where. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm start": ".ci/run of a fresh clone begins with the same setup; test/cli/plan.test.ts runs the plan",
  "npm test": "this run",
  "npx --no-install estate plan --live": "test/cli/live.test.ts",
  "terraform -chdir=cdktf.out/stacks/estate apply tfplan": "test/engines/aws-provider.test.ts applies against moto",
  "terraform -chdir=cdktf.out/stacks/estate import aws_s3_bucket.cost_exports_bucket my-existing-bucket":
    "test/rehearsal/imports.test.ts imports with import blocks, which end in the same provider call",
};

describe("the README", () => {
  it("has no command that nothing runs", () => {
    const here = COMMANDS.filter((command) => !(command in ELSEWHERE));
    expect(here).toEqual([
      "cp examples/minimal.yaml my-estate.yaml",
      "npx --no-install estate check --config my-estate.yaml",
      "npx --no-install estate plan --config my-estate.yaml",
    ]);
    expect(Object.keys(ELSEWHERE).filter((command) => !COMMANDS.includes(command))).toEqual([]);
  });

  it("leads from an example to a plan", async () => {
    const cwd = scratch();
    cpSync(join(ROOT, "examples", "minimal.yaml"), join(cwd, "my-estate.yaml"));
    const checked = await estate(["check", "--config", "my-estate.yaml"], { cwd });
    expect(checked.code).toBe(0);
    const planned = await estate(["plan", "--config", "my-estate.yaml"], { cwd });
    expect(planned.stdout.trimEnd()).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy\.$/);
  });
});
