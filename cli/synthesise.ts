/** From a config to checked Terraform JSON in a temporary folder. Nothing of cdktf is loaded before this is called. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import type { EstateConfig } from "../config/estate";
import { EstateError, type Problem } from "../config/problem";
import { addressesOf, mismatches, type Address } from "../constructs/core/address-book";
import type { Contribution } from "../constructs/core/contribution";
import { checkPolicies } from "../constructs/core/policy";
import { danglingReferences } from "../constructs/core/references";
import { addStacks } from "../stacks";
import { dashboardProblems } from "./gates";

/** The parts of a cdk.tf.json that the tool reads. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly [section: string]: unknown;
}

export interface ResourceJson {
  readonly provider?: string;
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
}

export interface SynthesisedStack {
  readonly name: string;
  /** The JSON exactly as cdktf wrote it. */
  readonly text: string;
  readonly json: StackJson;
  readonly addresses: readonly Address[];
}

export interface Synthesis {
  readonly stacks: readonly SynthesisedStack[];
  readonly contributions: readonly Contribution[];
  /** Folder with cdktf's output: `manifest.json` and `stacks/<name>/cdk.tf.json`. Removed by `dispose`. */
  readonly folder: string;
  dispose(): Promise<void>;
}

/**
 * Synthesises and runs every static gate.
 * @throws {EstateError} with every problem that the gates found
 */
export async function synthesise(config: EstateConfig): Promise<Synthesis> {
  const folder = await mkdtemp(join(tmpdir(), "estate-synth-"));
  try {
    const app = new App({ outdir: folder });
    const estate = addStacks(app, config);
    app.synth();
    const stacks = app.node.children.filter(isStack).map((stack) => readStack(folder, stack));
    const problems = [...stacks.flatMap(stackProblems), ...dashboardProblems(estate.contributions)];
    if (problems.length > 0) throw new EstateError(problems);
    return { stacks, contributions: estate.contributions, folder, dispose: () => remove(folder) };
  } catch (error) {
    await remove(folder);
    throw error;
  }
}

function isStack(node: object): node is TerraformStack {
  return "toTerraform" in node;
}

function readStack(folder: string, stack: TerraformStack): SynthesisedStack {
  const name = stack.node.id;
  const text = readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8");
  const json: StackJson = JSON.parse(text) as StackJson;
  return { name, text, json, addresses: addressesOf(stack) };
}

function stackProblems({ name, json, addresses }: SynthesisedStack): readonly Problem[] {
  const lost = mismatches(addresses, json).map((message) => problem(name, message, "", "Report it: this is a defect."));
  const dangling = danglingReferences(json).map(({ path, reference }) =>
    problem(`${name}/${path}`, "refers to nothing in the stack", reference, "Escape literal text with `literal()`."),
  );
  return [...lost, ...dangling, ...checkPolicies(json)];
}

function problem(path: string, message: string, value: string, fix: string): Problem {
  return { file: "", line: 0, column: 0, path, message, value, fix };
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
