/** The plan without cloud and credentials. Loaded only for an estate that is right. */
import { openRehearsal, type PlanReport, type TerraformBinary } from "../rehearsal";
import type { SynthesisedStack } from "./synthesise";

/** Rehearses the plan of one stack. The plan file goes with the rehearsal's folder, so `keep` gets it before. */
export async function rehearse(
  terraform: TerraformBinary,
  stack: SynthesisedStack,
  interruption: AbortSignal,
  keep: (report: PlanReport) => Promise<void>,
): Promise<PlanReport> {
  const rehearsal = await openRehearsal({
    module: { "cdk.tf.json": stack.text },
    terraform,
    processEnv: process.env,
    interruption,
  });
  try {
    const report = await rehearsal.plan();
    await keep(report);
    return report;
  } finally {
    await rehearsal.close();
  }
}
