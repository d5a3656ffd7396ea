/**
 * The plan with real providers, the caller's credentials and the declared backend. It runs in cdktf's own folder below the
 * working directory, so that state, lock file and provider cache are the same ones that `cdktf deploy` uses.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { planReport, type PlanJson, type PlanReport, type TerraformBinary } from "../rehearsal";
import { ToolError } from "./run-command";
import type { SynthesisedStack } from "./synthesise";

const PLAN_FILE = "tfplan";

/** Bytes of output kept; `show -json` of a large estate is long. */
const MOST_OUTPUT = 1_000_000_000;

export async function livePlan(
  terraform: TerraformBinary,
  stack: SynthesisedStack,
  interruption: AbortSignal,
  keep: (report: PlanReport) => Promise<void>,
): Promise<PlanReport> {
  const folder = resolve("cdktf.out", "stacks", stack.name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "cdk.tf.json"), stack.text);
  const run = (...args: readonly string[]) => outputOf(terraform, folder, args, interruption);
  await run("init", "-input=false", "-no-color");
  const planned = await run("plan", "-input=false", "-no-color", `-out=${PLAN_FILE}`);
  const json = JSON.parse(await run("show", "-json", PLAN_FILE)) as PlanJson;
  const report = planReport(json, join(folder, PLAN_FILE), lastLine(planned));
  await keep(report);
  return report;
}

/**
 * Terraform gets the caller's whole environment: credentials, `TF_VAR_*`, proxies. It is a process group of its own, so
 * that Ctrl-C reaches it once and through us: at the first signal it gives its state lock back, at a second it would not.
 */
async function outputOf(
  terraform: TerraformBinary,
  cwd: string,
  args: readonly string[],
  interruption: AbortSignal,
): Promise<string> {
  interruption.throwIfAborted();
  const result = await execa(terraform.path, args, {
    cwd,
    reject: false,
    stdin: "ignore",
    detached: true,
    env: { TF_IN_AUTOMATION: "1" },
    maxBuffer: MOST_OUTPUT,
    cancelSignal: interruption,
    forceKillAfterDelay: false,
  });
  interruption.throwIfAborted();
  if (result.exitCode === 0) return result.stdout;
  const said = [result.stdout, result.stderr].map((text) => text.trim()).filter((text) => text !== "");
  const why = said.length === 0 ? (result.originalMessage ?? "It said nothing.") : said.join("\n");
  throw new ToolError(`"${terraform.path} ${args.join(" ")}" failed in ${cwd}:\n${why}`);
}

function lastLine(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => /^(Plan:|No changes\.)/.test(line)) ?? "No changes.";
}
