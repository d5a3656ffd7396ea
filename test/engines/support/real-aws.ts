/** A rehearsal in which the AWS provider is the real one. */
import { findTerraform, openRehearsal, type Rehearsal } from "../../../rehearsal";
import { emulatorOverride, type AwsEmulator } from "./aws-emulator";

interface StackText {
  readonly provider?: { readonly aws?: readonly { readonly alias?: string }[] };
}

/**
 * Opens a stack with the real AWS provider against an emulator; Grafana is rehearsed.
 * @param text a cdk.tf.json
 */
export async function openWithRealAws(text: string, emulator: AwsEmulator): Promise<Rehearsal> {
  const { provider } = JSON.parse(text) as StackText;
  return openRehearsal({
    module: { "cdk.tf.json": text, "emulator_override.tf.json": emulatorOverride(provider?.aws ?? []) },
    terraform: await findTerraform(process.env),
    processEnv: process.env,
    env: emulator.env,
    providers: ["grafana/grafana"],
    cliConfig: emulator.cliConfig,
  });
}
