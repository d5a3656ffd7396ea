/** A rehearsal in which the AWS provider is the real one. */
import {
  findTerraform,
  openRehearsal,
  RehearsalError,
  type Rehearsal,
  type RehearsalProblem,
} from "../../../rehearsal";
import { emulatorOverride, type AwsEmulator } from "./aws-emulator";
import { awsProviders } from "./stack-text";

/**
 * Opens a stack with the real AWS provider against an emulator; Grafana is rehearsed.
 * @param text a cdk.tf.json
 */
export async function openWithRealAws(text: string, emulator: AwsEmulator): Promise<Rehearsal> {
  return openRehearsal({
    module: { "cdk.tf.json": text, "emulator_override.tf.json": emulatorOverride(awsProviders(text)) },
    terraform: await findTerraform(process.env),
    processEnv: process.env,
    env: emulator.env,
    providers: ["grafana/grafana"],
    cliConfig: emulator.cliConfig,
  });
}

/** What a command was refused for; nothing when it was not. */
export async function problemsOf(command: Promise<unknown>): Promise<readonly RehearsalProblem[]> {
  try {
    await command;
    return [];
  } catch (error) {
    if (error instanceof RehearsalError) return error.problems;
    throw error;
  }
}
