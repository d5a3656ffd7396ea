/** `estate plan`: the whole estate as one plan, rehearsed offline or made with the real providers. */
import type { EstateConfig } from "../../config/estate";
import type { PlanReport, TerraformBinary } from "../../rehearsal";
import type { PlanFlags } from "../main";
import { OutputFolder } from "../output-folder";
import { planView, type PlanView } from "../plan-summary";
import { planText } from "../plan-text";
import { createProgress, type Progress } from "../progress";
import { ToolError, type CommandContext } from "../run-command";
import { coloursFor } from "../streams";
import type { Synthesis, SynthesisedStack } from "../synthesise";

export async function plan(flags: PlanFlags, { config, interruption }: CommandContext): Promise<void> {
  const out = await OutputFolder.claim(flags.out, [flags.config]);
  const progress = createProgress(process.env);
  const { terraform, synthesis } = await prepare(progress, config);
  const stack = stackOf(synthesis, flags.stack);
  const method = flags.live === true ? await realProviders() : await offline();
  const report = await progress.step(method.title, () =>
    method.plan(terraform, stack, interruption, (made) => out.replace(results(synthesis, made))),
  );
  const view = planView({
    live: flags.live === true,
    stack,
    report,
    contributions: synthesis.contributions,
    planFile: out.path("tfplan"),
    accounts: config.accounts,
  });
  print(flags, view, `${nameOf(terraform)}. ${method.notice}`);
}

/** Terraform says its version while the constructs load. */
async function prepare(progress: Progress, config: EstateConfig) {
  return progress.step("Synthesising", async () => {
    const { findTerraform } = await import("../../rehearsal");
    const [terraform, { synthesise }] = await Promise.all([findTerraform(process.env), import("../synthesise")]);
    return { terraform, synthesis: synthesise(config) };
  });
}

async function offline() {
  const { REHEARSAL_NOTICE } = await import("../../rehearsal");
  const { rehearse } = await import("../rehearse");
  return { plan: rehearse, title: "Rehearsing the plan", notice: REHEARSAL_NOTICE };
}

async function realProviders() {
  const { livePlan } = await import("../live-plan");
  return { plan: livePlan, title: "Planning with the real providers", notice: "Planned with the real providers." };
}

function results(synthesis: Synthesis, report: PlanReport) {
  return [
    ...synthesis.files,
    { path: "tfplan", copyOf: report.planFile },
    { path: "plan.json", text: JSON.stringify(report.json) },
  ];
}

function stackOf({ stacks }: Synthesis, name: string): SynthesisedStack {
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack !== undefined) return stack;
  const known = stacks.map((candidate) => candidate.name).join(", ");
  throw new ToolError(`--stack ${name}: this estate has no such stack. Known: ${known}.`);
}

function nameOf({ product, version }: TerraformBinary): string {
  return `${product === "opentofu" ? "OpenTofu" : "Terraform"} ${version}`;
}

function print(flags: PlanFlags, view: PlanView, heading: string): void {
  const text =
    flags.json === true
      ? JSON.stringify(view.summary, null, 2)
      : planText(view, heading, coloursFor(process.stdout, process.env));
  process.stdout.write(`${text}\n`);
}
