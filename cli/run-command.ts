/** Runs a command and turns what it throws into messages and exit codes. No stack traces for people's mistakes. */
import type { EstateConfig } from "../config/estate";
import { EstateError } from "../config/problem";
import { InterruptedError, listenForSignals } from "./interruption";
import { EXIT, printProblems } from "./report-problems";
import { tolerateClosedPipes } from "./streams";

/** The tool, or a program that it runs, failed: exit code 1. The message says what to do. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** What every command is given. */
export interface CommandContext {
  /** The checked estate. */
  readonly config: EstateConfig;
  /** Aborted when the process is asked to end. */
  readonly interruption: AbortSignal;
}

/** Loads the estate first and alone: what a command needs is not even read from disk for an estate that is wrong. */
export async function runCommand(
  options: { readonly config: string; readonly json?: boolean },
  command: (context: CommandContext) => Promise<void>,
): Promise<void> {
  tolerateClosedPipes();
  const interruption = listenForSignals();
  try {
    const { loadEstate } = await import("../config/load");
    await command({ config: loadEstate(options.config), interruption });
  } catch (error) {
    if (error instanceof EstateError) {
      printProblems(error.problems, options.json === true);
      return;
    }
    process.stderr.write(`${explanation(error)}\n`);
    process.exitCode = error instanceof InterruptedError ? error.exitCode : EXIT.toolFailed;
  }
}

/** Errors that name the remedy themselves. */
const FORESEEN = ["ToolError", "InterruptedError", "InputError", "RehearsalError", "TerraformNotFoundError"];

/** How cdktf begins when constructs refuse the tree, for example because two of them claim one address. */
const REFUSED_BY_CONSTRUCTS = "Validation failed with the following errors:";

/** A failure that the tool foresaw has its message; anything else is a defect and keeps its stack. */
function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (FORESEEN.includes(error.name) || error.message.startsWith(REFUSED_BY_CONSTRUCTS)) return error.message;
  return `This is a defect of monitoring-estate, please report it.\n${error.stack ?? error.message}`;
}
