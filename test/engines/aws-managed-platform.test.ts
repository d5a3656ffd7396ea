/**
 * Amazon's platform with the real AWS provider: its own validators and its plan, beyond what schemas say. Nothing is
 * applied: the emulator has no Amazon Managed Grafana.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { synthesise } from "../../cli/synthesise";
import { loadEstate } from "../../config/load";
import { openAwsEmulator, type AwsEmulator } from "./support/aws-emulator";
import { openWithRealAws } from "./support/real-aws";

let emulator: AwsEmulator;

beforeAll(async () => {
  emulator = await openAwsEmulator();
});
afterAll(() => emulator.close());

it("is valid and planned in full, by the provider that will apply it", async () => {
  const [stack] = synthesise(loadEstate("examples/amazon-managed.yaml")).stacks;
  if (stack === undefined) throw new Error("examples/amazon-managed.yaml has no stack");
  const rehearsal = await openWithRealAws(stack.text, emulator);
  try {
    await rehearsal.validate();
    const { lastLine } = await rehearsal.plan();
    expect(lastLine).toBe(`Plan: ${String(stack.addresses.length)} to add, 0 to change, 0 to destroy.`);
  } finally {
    await rehearsal.close();
  }
});
