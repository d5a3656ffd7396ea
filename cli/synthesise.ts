/** From a config to checked Terraform JSON. Nothing of cdktf is loaded before this module is. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
import type { OutputFile } from "./output-folder";

/** The parts of a cdk.tf.json that the tool reads. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly provider?: Readonly<Record<string, readonly ProviderJson[]>>;
  readonly [section: string]: unknown;
}

export interface ResourceJson {
  readonly provider?: string;
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
}

export interface ProviderJson {
  readonly alias?: string;
  readonly allowed_account_ids?: readonly string[];
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
  /** `manifest.json` and `stacks/<name>/cdk.tf.json`, as cdktf wrote them. */
  readonly files: readonly OutputFile[];
}

/** Variables by which the cdktf command steers an app; a stray one must not change what `estate` writes. */
const STEERING = ["CDKTF_CONTEXT_JSON", "CDKTF_TARGET_STACK_ID", "SYNTH_HCL_OUTPUT"];

/**
 * Synthesises and runs every static gate. cdktf writes files; they are read back and removed before anything else can
 * happen, so that no interruption leaves them behind.
 * @throws {EstateError} with every problem that the gates found
 */
export function synthesise(config: EstateConfig): Synthesis {
  for (const name of STEERING) Reflect.deleteProperty(process.env, name);
  const folder = mkdtempSync(join(tmpdir(), "estate-synth-"));
  try {
    const app = new App({ outdir: folder });
    const { contributions } = addStacks(app, config);
    app.synth();
    const stacks = app.node.children.filter(isStack).map((stack) => readStack(folder, stack));
    const problems = [...stacks.flatMap(stackProblems), ...dashboardProblems(contributions)];
    if (problems.length > 0) throw new EstateError(problems);
    const manifest = readFileSync(join(folder, "manifest.json"), "utf8");
    return { stacks, contributions, files: [{ path: "manifest.json", text: manifest }, ...stacks.map(fileOf)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileOf({ name, text }: SynthesisedStack): OutputFile {
  return { path: `stacks/${name}/cdk.tf.json`, text };
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
