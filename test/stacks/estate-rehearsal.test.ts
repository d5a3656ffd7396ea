/** The sample estates through a real Terraform, offline. */
import { describe, expect, it } from "vitest";
import { minimalExample, showcase } from "../support/fixtures";
import { planOf, rehearsing } from "../support/rehearse";
import { stacksOf, synthEstate } from "../support/synth";
import { addresses, type StackJson } from "../support/template";

const SHOWCASE: readonly (readonly [string, StackJson])[] = stacksOf(synthEstate(showcase())).map((stack) => [
  `${String(addresses(stack).length)} resources`,
  stack,
]);

describe.each(SHOWCASE)("a stack of estate.yaml with %s", (_, stack) => {
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
