/** The sample estates through a real Terraform, offline. */
import { describe, expect, it } from "vitest";
import { amazonManagedExample, minimalExample, showcase } from "../support/fixtures";
import { planOf, rehearsing } from "../support/rehearse";
import { stacksOf, synthEstate } from "../support/synth";
import { addresses, type StackJson } from "../support/template";

const ESTATES = { "estate.yaml": showcase(), "examples/amazon-managed.yaml": amazonManagedExample() };

const STACKS = Object.entries(ESTATES).flatMap(([file, config]) =>
  stacksOf(synthEstate(config)).map((stack): readonly [string, string, StackJson] => [
    file,
    `${String(addresses(stack).length)} resources`,
    stack,
  ]),
);

describe.each(STACKS)("a stack of %s with %s", (_file, _count, stack) => {
  const count = String(addresses(stack).length);

  it("is made, has nothing left to change, and is not destroyed by accident", { timeout: 120_000 }, async () => {
    await rehearsing(stack, async (rehearsal) => {
      expect(await rehearsal.apply()).toBe(`Apply complete! Resources: ${count} added, 0 changed, 0 destroyed.`);
      expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
      await expect(rehearsal.destroy({ force: false })).rejects.toThrow(/prevent_destroy/);
      expect(await rehearsal.destroy({ force: true })).toBe(`Destroy complete! Resources: ${count} destroyed.`);
    });
  });
});

describe("examples/minimal.yaml", () => {
  it("plans every resource", async () => {
    const { estate } = synthEstate(minimalExample());
    const { lastLine } = await planOf(estate);
    expect(lastLine).toBe(`Plan: ${String(addresses(estate).length)} to add, 0 to change, 0 to destroy.`);
  });
});

describe("examples/amazon-managed.yaml", () => {
  it("plans what the platform is made of", async () => {
    const { json } = await planOf(synthEstate(amazonManagedExample()).estate);
    const types = new Set((json.resource_changes ?? []).map(({ type }) => type));
    const wanted = [
      "aws_grafana_role_association",
      "aws_grafana_workspace",
      "aws_prometheus_alert_manager_definition",
      "aws_prometheus_rule_group_namespace",
      "aws_prometheus_workspace",
    ];
    expect(wanted.filter((type) => !types.has(type))).toEqual([]);
  });
});
