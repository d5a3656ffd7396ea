/**
 * The synthesised estate with the real AWS provider, built from source, against the emulator moto; the Grafana part is
 * rehearsed in the same plan. What only AWS itself can tell (permissions, quotas, billing) is not seen here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { synthesise, type SynthesisedStack, type Synthesis } from "../../cli/synthesise";
import { loadEstate } from "../../config/load";
import { RehearsalError, type PlanReport, type Rehearsal, type RehearsalProblem } from "../../rehearsal";
import { blockedTypes, motoLacks } from "./moto-lacks";
import { openAwsEmulator, type AwsEmulator } from "./support/aws-emulator";
import { openWithRealAws } from "./support/real-aws";

let synthesis: Synthesis;

beforeAll(async () => {
  synthesis = await synthesise(loadEstate("estate.yaml"));
});
afterAll(async () => {
  await synthesis.dispose();
});

function stackNamed(name: string): SynthesisedStack {
  const found = synthesis.stacks.find((stack) => stack.name === name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
}

describe("the estate", () => {
  let emulator: AwsEmulator;
  let rehearsal: Rehearsal;
  let plan: PlanReport;
  let problems: readonly RehearsalProblem[];

  beforeAll(async () => {
    emulator = await openAwsEmulator();
    rehearsal = await openWithRealAws(stackNamed("estate").text, emulator);
  });
  afterAll(async () => {
    await rehearsal.close();
    await emulator.close();
  });

  it("is valid to the provider's own validators", async () => {
    await expect(rehearsal.validate()).resolves.toBeUndefined();
  });

  it("plans every resource of the synthesis, from both providers, and nothing else", async () => {
    plan = await rehearsal.plan();
    const planned = (plan.json.resource_changes ?? []).map(({ address }) => address);
    expect(planned.toSorted()).toEqual(
      stackNamed("estate")
        .addresses.map(({ address }) => address)
        .toSorted(),
    );
    expect(plan.lastLine).toBe(`Plan: ${planned.length} to add, 0 to change, 0 to destroy.`);
    const providers = new Set((plan.json.resource_changes ?? []).map((change) => change.provider_name));
    expect([...providers].toSorted()).toEqual([
      "registry.terraform.io/grafana/grafana",
      "registry.terraform.io/hashicorp/aws",
    ]);
  });

  it("applies, but for what the emulator lacks", async () => {
    problems = await problemsOfApply(rehearsal);
    const unexpected = problems.filter(
      (problem) =>
        !motoLacks.some((lack) => typeOf(problem.address) === lack.type && text(problem).includes(lack.error)),
    );
    expect(unexpected.map((problem) => `${problem.address}: ${text(problem)}`)).toEqual([]);
  });

  it("has no line in the list of what the emulator lacks that is no longer true", async () => {
    const failed = new Set(problems.map(({ address }) => typeOf(address)));
    const created = new Set((await createdAddresses(rehearsal, problems)).map(typeOf));
    expect(motoLacks.filter(({ type }) => !failed.has(type) || created.has(type))).toEqual([]);
  });

  it("tried everything but what refers to something that failed", async () => {
    const reached = new Set([
      ...(await createdAddresses(rehearsal, problems)),
      ...problems.map(({ address }) => address),
    ]);
    const untried = (plan.json.resource_changes ?? [])
      .map(({ address }) => address)
      .filter((address) => !reached.has(address));
    expect([...new Set(untried.map(typeOf))].toSorted()).toEqual(blockedTypes);
  });

  it("plans nothing for what was created", async () => {
    const created = new Set(await createdAddresses(rehearsal, problems));
    const { json } = await rehearsal.plan();
    const changed = (json.resource_changes ?? []).filter(
      ({ address, change }) => created.has(address) && change.actions.join() !== "no-op",
    );
    expect(changed.map(({ address, change }) => `${address}: ${change.actions.join()}`)).toEqual([]);
  });

  it("acts in each account as that account's role, and asks nobody but the emulator", () => {
    const roles = emulator.calls.filter(({ service, status }) => service === "sts" && status === 200);
    expect(roles.length).toBeGreaterThan(0);
    expect(emulator.refused).toEqual([]);
  });
});

describe("the bootstrap stack", () => {
  it("applies as a whole, after which there is nothing left to plan", async () => {
    const emulator = await openAwsEmulator();
    const { text: json, addresses } = stackNamed("bootstrap");
    const rehearsal = await openWithRealAws(json, emulator);
    try {
      const done = await rehearsal.apply();
      expect(done).toBe(`Apply complete! Resources: ${addresses.length} added, 0 changed, 0 destroyed.`);
      expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
      expect(emulator.refused).toEqual([]);
    } finally {
      await rehearsal.close();
      await emulator.close();
    }
  });
});

async function problemsOfApply(rehearsal: Rehearsal): Promise<readonly RehearsalProblem[]> {
  try {
    await rehearsal.apply();
    return [];
  } catch (error) {
    if (error instanceof RehearsalError) return error.problems;
    throw error;
  }
}

/** What is in the state and was not left half-made by a failure. */
async function createdAddresses(rehearsal: Rehearsal, failures: readonly RehearsalProblem[]): Promise<string[]> {
  const failed = new Set(failures.map(({ address }) => address));
  const { values } = await rehearsal.state();
  return (values?.root_module?.resources ?? []).map(({ address }) => address).filter((address) => !failed.has(address));
}

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}

function text({ summary, detail }: RehearsalProblem): string {
  return `${summary} ${detail}`.replaceAll(/\s+/g, " ");
}
