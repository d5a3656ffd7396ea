/** `estate plan`: the whole estate as one plan, rehearsed offline or made with the real providers. */
import { join } from "node:path";
import pc from "picocolors";
import type { EstateConfig } from "../../config/estate";
import { loadEstate } from "../../config/load";
import { findTerraform, openRehearsal, REHEARSAL_NOTICE, type PlanReport, type TerraformBinary } from "../../rehearsal";
import { livePlan } from "../live-plan";
import type { PlanFlags } from "../main";
import { replaceFolder } from "../output-folder";
import { planView, type PlanView } from "../plan-summary";
import { planText } from "../plan-text";
import { createProgress, type Progress } from "../progress";
import { ToolError } from "../run-command";
import type { Synthesis, SynthesisedStack } from "../synthesise";
import { stackFiles } from "./synth";

/** The order in which manual steps are done. */
const WHEN = ["before apply", "after apply"];

export async function plan(options: PlanFlags): Promise<void> {
  const config = loadEstate(options.config);
  const progress = createProgress(process.env);
  const terraform = await findTerraform(process.env);
  const synthesis = await progress.step("Synthesising", async () => (await import("../synthesise")).synthesise(config));
  try {
    const stack = stackOf(synthesis, options.stack);
    const live = options.live === true;
    const report = live
      ? await progress.step("Planning with the real providers", () => livePlan(terraform, stack))
      : await rehearse(progress, terraform, stack, (made) => publish(options, synthesis, made));
    if (live) await publish(options, synthesis, report);
    print(options, terraform, view(config, options, synthesis, stack, report));
  } finally {
    await synthesis.dispose();
  }
}

/** The rehearsal's folder goes when it is closed, so its plan is published before. */
async function rehearse(
  progress: Progress,
  terraform: TerraformBinary,
  stack: SynthesisedStack,
  keep: (report: PlanReport) => Promise<void>,
): Promise<PlanReport> {
  const rehearsal = await openRehearsal({ module: { "cdk.tf.json": stack.text }, terraform, processEnv: process.env });
  try {
    const report = await progress.step("Rehearsing the plan", () => rehearsal.plan());
    await keep(report);
    return report;
  } finally {
    await rehearsal.close();
  }
}

async function publish(options: PlanFlags, synthesis: Synthesis, report: PlanReport): Promise<void> {
  await replaceFolder(options.out, [
    ...(await stackFiles(synthesis)),
    { path: "tfplan", copyOf: report.planFile },
    { path: "plan.json", text: JSON.stringify(report.json) },
  ]);
}

function stackOf(synthesis: Synthesis, name: string): SynthesisedStack {
  const stack = synthesis.stacks.find((candidate) => candidate.name === name);
  if (stack !== undefined) return stack;
  const known = synthesis.stacks.map((candidate) => candidate.name).join(", ");
  throw new ToolError(`--stack ${name}: this estate has no such stack. Known: ${known}.`);
}

function view(
  config: EstateConfig,
  options: PlanFlags,
  synthesis: Synthesis,
  stack: SynthesisedStack,
  report: PlanReport,
): PlanView {
  return planView({
    live: options.live === true,
    stack,
    report,
    manualSteps: synthesis.contributions
      .flatMap((part) => part.manualSteps)
      .toSorted((a, b) => WHEN.indexOf(a.when) - WHEN.indexOf(b.when)),
    planFile: join(options.out, "tfplan"),
    accounts: Object.keys(config.accounts),
  });
}

function print(options: PlanFlags, terraform: TerraformBinary, made: PlanView): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(made.summary, null, 2)}\n`);
    return;
  }
  const product = `${terraform.product === "opentofu" ? "OpenTofu" : "Terraform"} ${terraform.version}`;
  const heading = made.summary.live
    ? `Planned with ${product} and the real providers.`
    : `${product}. ${REHEARSAL_NOTICE}`;
  process.stdout.write(`${planText(made, pc.dim(heading))}\n`);
}
