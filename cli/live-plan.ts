/**
 * The plan with real providers, the caller's credentials and the declared backend. It runs in cdktf's own folder, so that
 * state, lock file and provider cache are the same ones that `cdktf deploy` uses.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { planReport, type PlanJson, type PlanReport, type TerraformBinary } from "../rehearsal";
import { ToolError } from "./run-command";
import type { SynthesisedStack } from "./synthesise";

const PLAN_FILE = "tfplan";

export async function livePlan(terraform: TerraformBinary, stack: SynthesisedStack): Promise<PlanReport> {
  const folder = resolve("cdktf.out", "stacks", stack.name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "cdk.tf.json"), stack.text);
  const run = (...args: readonly string[]) => terraformOutput(terraform, folder, args);
  await run("init", "-input=false", "-no-color");
  const planned = await run("plan", "-input=false", "-no-color", `-out=${PLAN_FILE}`);
  const json = JSON.parse(await run("show", "-json", PLAN_FILE)) as PlanJson;
  return planReport(json, join(folder, PLAN_FILE), lastLine(planned));
}

async function terraformOutput(terraform: TerraformBinary, cwd: string, args: readonly string[]): Promise<string> {
  const result = await execa(terraform.path, args, { cwd, reject: false, env: { TF_IN_AUTOMATION: "1" } });
  if (result.exitCode === 0) return result.stdout;
  throw new ToolError(`terraform ${args[0] ?? ""} failed in ${cwd}:\n${result.stderr}`);
}

function lastLine(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => /^(Plan:|No changes\.)/.test(line)) ?? "No changes.";
}
