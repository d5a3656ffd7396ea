/** Runs a command and turns what it throws into messages and exit codes. No stack traces for people's mistakes. */
import { EstateError } from "../config/problem";
import { EXIT, printProblems } from "./report-problems";

/** The tool, or a program that it runs, failed: exit code 1. The message says what to do. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

export async function runCommand(options: { readonly json?: boolean }, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof EstateError) {
      printProblems(error.problems, options.json === true);
      return;
    }
    process.stderr.write(`${explanation(error)}\n`);
    process.exitCode = EXIT.toolFailed;
  }
}

/** A failure that the tool foresaw has its message; anything else is a defect and keeps its stack. */
function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = error instanceof ToolError || error.name === "RehearsalError" || error.name === "TerraformError";
  return foreseen
    ? error.message
    : `This is a defect of monitoring-estate, please report it.\n${error.stack ?? error.message}`;
}
