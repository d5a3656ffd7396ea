/**
 * Tokens over time, by a real Terraform: what rotates by itself never reaches a provider, and the token that a provider
 * logs in with is replaced in two steps of which neither leaves it unknown.
 */
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { namesIn } from "../../../constructs/core/template-names";
import { createPlatform, secretField } from "../../../constructs/platform";
import type { PlanReport } from "../../../rehearsal";
import { minimal, showcase } from "../../support/fixtures";
import { rehearsing } from "../../support/rehearse";
import { synth, synthEstate } from "../../support/synth";
import { addresses, type StackJson } from "../../support/template";

const TOKEN = "grafana_cloud_stack_service_account_token.platform_service-account-token";

/** The rehearsal's tokens end on the first day of 2036, and rotate from 15 days before on. */
const BEFORE = new Date("2035-12-16T00:00:00Z");
const DUE = new Date("2035-12-18T00:00:00Z");
const AFTER_THE_END = new Date("2036-02-01T00:00:00Z");

/** The smallest estate with a created stack, and a task that reads a token in its newest version. */
function stackWith(providerTokens: readonly number[]): StackJson {
  const access = { signals: ["logs" as const], providerTokens: [...providerTokens] };
  const stack = { create: { slug: "smallco", region: "eu" } };
  const config = minimal({ grafana: { owner: "everyone", stack, access } });
  return synth((scope) => {
    const accounts = new Accounts(scope, config);
    const intake = createPlatform(scope, config, accounts).intake("main", "logs");
    if (intake?.kind !== "basic") throw new Error("no intake of logs");
    new EcsTaskDefinition(scope, "task", {
      provider: accounts.get("main").provider,
      family: "collector",
      containerDefinitions: JSON.stringify([
        { name: "adot", secrets: [{ name: "LOGS_AUTH", valueFrom: secretField(intake, "authorization") }] },
      ]),
    });
  }, config);
}

function actions({ json }: PlanReport): readonly string[] {
  return (json.resource_changes ?? [])
    .filter(({ change }) => change.actions.join() !== "no-op")
    .map(({ address, change }) => `${address}: ${change.actions.join(", ")}`);
}

/** What a provider is configured from and this plan would leave unknown: it would log in with nothing. */
function unknownToProviders(stack: StackJson, { json }: PlanReport): readonly string[] {
  const fed = Object.values(stack.provider ?? {}).flatMap((list) => namesIn(JSON.stringify(list)));
  return (json.resource_changes ?? [])
    .filter(({ address, change }) => {
      const unknown = Object.keys(change.after_unknown ?? {});
      return unknown.some((attribute) => fed.includes(`${address}.${attribute}`));
    })
    .map(({ address }) => address);
}

/** The plan of a stack that was applied long before. */
async function planAt(now: Date, stack: StackJson): Promise<PlanReport> {
  const folder = await mkdtemp(join(tmpdir(), "rotation-"));
  const statePath = join(folder, "terraform.tfstate");
  try {
    await rehearsing(stack, (rehearsal) => rehearsal.apply(), { statePath });
    return await rehearsing(stack, (rehearsal) => rehearsal.plan(), { statePath, now });
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("a token", () => {
  const stack = stackWith([1]);

  it("stays until its window", async () => {
    expect(actions(await planAt(BEFORE, stack))).toEqual([]);
  });

  it.each([
    ["within its window", DUE],
    ["after its end", AFTER_THE_END],
  ])("is replaced %s, with the secret that holds it and the task that reads it", async (_, now) => {
    const plan = await planAt(now, stack);
    expect(actions(plan)).toEqual([
      "aws_ecs_task_definition.task: delete, create",
      "aws_secretsmanager_secret_version.platform_vault_main_logs_version: delete, create",
      "grafana_cloud_access_policy_rotating_token.platform_access_read_token: create, delete",
      "grafana_cloud_access_policy_rotating_token.platform_access_shippers_main_logs_token: create, delete",
    ]);
    expect(unknownToProviders(stack, plan)).toEqual([]);
  });

  it("does not keep estate.yaml from being planned, and all rotate", { timeout: 120_000 }, async () => {
    const { estate } = synthEstate(showcase());
    const plan = await planAt(AFTER_THE_END, estate);
    const tokens = addresses(estate).filter((address) => address.includes("_rotating_token."));
    const due = plan.replaced.filter(({ because }) => because.join() === "ready_for_rotation");
    expect(due.map(({ address }) => address).toSorted()).toEqual(tokens);
    expect(tokens).toHaveLength(3 * 3 + 3); // three accounts that ship, and what reads, reports and exports
    expect(unknownToProviders(estate, plan)).toEqual([]);
  });
});

describe("the token that Terraform logs in with", () => {
  it("is replaced in two steps, of which none leaves the provider without one", async () => {
    await rehearsing(stackWith([1]), async (rehearsal) => {
      await rehearsal.apply();
      const step = async (tokens: readonly number[]) => {
        const stack = stackWith(tokens);
        await rehearsal.rewrite({ "cdk.tf.json": JSON.stringify(stack) });
        const plan = await rehearsal.plan();
        expect(unknownToProviders(stack, plan)).toEqual([]);
        await rehearsal.apply();
        return actions(plan);
      };
      expect(await step([1, 2])).toEqual([`${TOKEN}-2: create`]);
      expect(await step([2])).toEqual([`${TOKEN}: delete`]);
      expect(await step([2, 3])).toEqual([`${TOKEN}-3: create`]);
    });
  });

  it("would be unknown in one step", async () => {
    await rehearsing(stackWith([1]), async (rehearsal) => {
      await rehearsal.apply();
      const stack = stackWith([2]);
      await rehearsal.rewrite({ "cdk.tf.json": JSON.stringify(stack) });
      expect(unknownToProviders(stack, await rehearsal.plan())).toEqual([`${TOKEN}-2`]);
    });
  });
});
