/**
 * The synthesised estate with the real AWS provider, built from source, against the emulator moto; the Grafana part is
 * rehearsed in the same plan. What only AWS itself can tell (permissions, quotas, billing) is not seen here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { synthesise, type SynthesisedStack, type Synthesis } from "../../cli/synthesise";
import { loadEstate } from "../../config/load";
import type { PlanReport, Rehearsal, RehearsalProblem, StateResource } from "../../rehearsal";
import { blockedTypes, motoForgets, motoLacks } from "./moto-lacks";
import { applicable, withoutGivenSecrets } from "./support/applied-estate";
import { openAwsEmulator, type AwsEmulator } from "./support/aws-emulator";
import { drift } from "./support/drift";
import { openWithRealAws, problemsOf } from "./support/real-aws";
import { accountsOf } from "./support/stack-text";
import { forget } from "./support/state-file";
import { lean } from "../support/rehearse";

/** What the estate is made of. */
const SERVICES = [
  ...["athena", "bcm-data-exports", "budgets", "ce", "cur", "ec2", "ecs"],
  ...["glue", "iam", "kms", "logs", "s3", "secretsmanager", "sts"],
];

/** What is applied; the whole estate is planned only. */
let synthesis: Synthesis;
let emulator: AwsEmulator;
let rehearsal: Rehearsal;

beforeAll(() => {
  synthesis = synthesise(applicable(loadEstate("estate.yaml")));
});

describe("the whole estate", () => {
  afterAll(close);

  it("is valid and planned in full, by the provider that will apply it", async () => {
    const { stacks } = synthesise(withoutGivenSecrets(loadEstate("estate.yaml")));
    const whole = stacks.find(({ name }) => name === "estate");
    emulator = await openAwsEmulator();
    rehearsal = await openWithRealAws(leanText(whole?.text ?? "{}"), emulator);
    expect(await problemsOf(rehearsal.validate())).toEqual([]);
    const { json, lastLine } = await rehearsal.plan();
    const planned = (json.resource_changes ?? []).map(({ address }) => address).toSorted();
    expect(planned).toEqual((whole?.addresses ?? []).map(({ address }) => address).toSorted());
    expect(lastLine).toBe(`Plan: ${String(planned.length)} to add, 0 to change, 0 to destroy.`);
  });
});

describe("the estate without telemetry of its own", () => {
  let plan: PlanReport;

  beforeAll(async () => {
    emulator = await openAwsEmulator();
    rehearsal = await openWithRealAws(leanText(stackNamed("estate").text), emulator);
    await rehearsal.validate();
    plan = await rehearsal.plan();
  });
  afterAll(close);

  it("plans every resource of the synthesis, from both providers, and nothing else", () => {
    const planned = (plan.json.resource_changes ?? []).map(({ address }) => address).toSorted();
    expect(planned).toEqual(addressesOf("estate"));
    expect(plan.lastLine).toBe(`Plan: ${planned.length} to add, 0 to change, 0 to destroy.`);
    const providers = new Set((plan.json.resource_changes ?? []).map((change) => change.provider_name));
    expect([...providers].toSorted()).toEqual([
      "registry.terraform.io/grafana/grafana",
      "registry.terraform.io/hashicorp/aws",
    ]);
  });

  describe("applied", () => {
    let problems: readonly RehearsalProblem[];
    let created: readonly StateResource[];

    beforeAll(async () => {
      problems = await problemsOf(rehearsal.apply());
      await forget(rehearsal.folder, new Set(problems.map(({ address }) => address)));
      created = await resourcesOf(rehearsal);
    });

    it("fails in nothing but what the emulator lacks", () => {
      const unexpected = problems.filter((problem) => !motoLacks.some((lack) => isLack(problem, lack)));
      expect(unexpected.map((problem) => `${problem.address}: ${text(problem)}`)).toEqual([]);
    });

    it("fails in every type that the emulator is said to lack", () => {
      const learned = motoLacks.filter(
        (lack) => !problems.some((problem) => isLack(problem, lack)) || created.some(({ type }) => type === lack.type),
      );
      expect(learned).toEqual([]);
    });

    it("tries everything but what refers to something that failed", () => {
      const tried = [...created, ...problems].map(({ address }) => address);
      const untried = addressesOf("estate").filter((address) => !tried.includes(address));
      expect([...new Set(untried.map(typeOf))].toSorted()).toEqual(blockedTypes);
    });

    it("acts in each account as the role of that account", () => {
      const accounts = accountsOf(stackNamed("estate").text);
      const elsewhere = created.filter(({ address, values }) => {
        const account = typeof values["arn"] === "string" ? (values["arn"].split(":")[4] ?? "") : "";
        return account !== "" && accounts.has(address) && account !== accounts.get(address);
      });
      expect(elsewhere.map(({ address, values }) => `${address}: ${String(values["arn"])}`)).toEqual([]);
    });

    it("leaves nothing to plan for what was created, but for what the emulator forgets", async () => {
      const replanned = await rehearsal.plan();
      const addresses = created.map(({ address }) => address);
      expect(drift(replanned, addresses)).toEqual(forgotten(addresses));
      expect(replanned.replaced).toEqual([]);
    });

    it("asks nobody but the emulator", () => {
      expect(new Set(emulator.calls.map(({ service }) => service))).toEqual(new Set(SERVICES));
      expect(emulator.refused).toEqual([]);
    });
  });
});

describe("the bootstrap stack", () => {
  beforeAll(async () => {
    emulator = await openAwsEmulator();
    rehearsal = await openWithRealAws(stackNamed("bootstrap").text, emulator);
  });
  afterAll(close);

  it("applies as a whole, and settles once the emulator has been told again what it forgets", async () => {
    const addresses = addressesOf("bootstrap");
    const done = await rehearsal.apply();
    expect(done).toBe(`Apply complete! Resources: ${addresses.length} added, 0 changed, 0 destroyed.`);
    expect(drift(await rehearsal.plan(), addresses)).toEqual(forgotten(addresses));
    await rehearsal.apply();
    expect((await rehearsal.plan()).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
    expect(emulator.refused).toEqual([]);
  });
});

describe("a value that only the provider's own validators know to be wrong", () => {
  afterAll(close);

  it("is refused under its construct path", async () => {
    emulator = await openAwsEmulator();
    const sound = stackNamed("bootstrap").text;
    const faulty = sound.replace(/"deletion_window_in_days": \d+/, '"deletion_window_in_days": 3');
    expect(faulty).not.toBe(sound);
    rehearsal = await openWithRealAws(faulty, emulator);
    const problems = await problemsOf(rehearsal.validate());
    expect(problems.map((problem) => `${problem.constructPath}: ${text(problem)}`)).toEqual([
      "bootstrap/state-key/resource: expected deletion_window_in_days to be in the range (7 - 30), got 3",
    ]);
  });
});

/** Grafana is rehearsed here; what its dashboards say does not matter to AWS. */
function leanText(document: string): string {
  return JSON.stringify(lean(JSON.parse(document) as Readonly<Record<string, unknown>>));
}

async function close(): Promise<void> {
  await rehearsal.close();
  await emulator.close();
}

function stackNamed(name: string): SynthesisedStack {
  const found = synthesis.stacks.find((stack) => stack.name === name);
  if (found === undefined) throw new Error(`estate.yaml has no stack "${name}"`);
  return found;
}

function addressesOf(stack: string): readonly string[] {
  return stackNamed(stack)
    .addresses.map(({ address }) => address)
    .toSorted();
}

async function resourcesOf(opened: Rehearsal): Promise<readonly StateResource[]> {
  return (await opened.state()).values?.root_module?.resources ?? [];
}

/** The lines of `drift` that moto is known for. */
function forgotten(addresses: readonly string[]): readonly string[] {
  return addresses
    .flatMap((address) => {
      const names = motoForgets[typeOf(address)];
      return names === undefined ? [] : [`${address}: update: ${names.join()}`];
    })
    .toSorted();
}

function isLack(problem: RehearsalProblem, lack: (typeof motoLacks)[number]): boolean {
  return typeOf(problem.address) === lack.type && text(problem).includes(lack.error);
}

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}

function text({ summary, detail }: RehearsalProblem): string {
  return `${summary} ${detail}`.replaceAll(/\s+/g, " ").trim();
}
