import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logicalId } from "../../../constructs/core/logical-ids";

/** The logical id of the construct at a path below a stack. */
function idOf(...path: readonly string[]): string {
  const stack = new TerraformStack(new App({ outdir: "unused" }), "stack");
  const construct = path.reduce<Construct>((scope, id) => new Construct(scope, id), stack);
  return logicalId(stack, construct);
}

describe("logicalId", () => {
  it.each<readonly [readonly string[], string]>([
    [["cost"], "cost"],
    [["cost", "export-bucket", "resource"], "cost_export-bucket"],
    [["cost", "resource", "policy"], "cost_resource_policy"],
    [["resource"], "resource"],
    [["logs.prod"], "logs-prod"],
    [["a b", "ü"], "a-b_-"],
    [["a_b"], "a-b"],
    [["9lives"], "_9lives"],
    [["-x"], "_-x"],
  ])("of %j is %j", (path, expected) => {
    expect(idOf(...path)).toBe(expected);
  });

  it("is a Terraform identifier for every path", () => {
    const ids = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((id) => !id.includes("/") && id.trim() !== "" && !(id in {})); // names of Object are refused by constructs
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 4 }), (path) => {
        expect(idOf(...path)).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
      }),
    );
  });

  it("differs for different paths of keys as the config allows them", () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/).filter((id) => id !== "resource");
    const path = fc.array(key, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(idOf(...a) === idOf(...b)).toBe(a.join("/") === b.join("/"));
      }),
    );
  });
});
