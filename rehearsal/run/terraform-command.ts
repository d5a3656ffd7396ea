/** Starts Terraform with an environment built from nothing and reads its machine-readable output. */
import { execa } from "execa";

/** One message of severity "error" or "warning", as Terraform's `-json` output has it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Resource address, where Terraform knows it. */
  readonly address?: string;
  /** The block around it, e.g. `resource "aws_s3_bucket" "logs"`; only in native syntax. */
  readonly snippet?: { readonly context?: string | null; readonly code?: string };
  readonly range?: { readonly filename: string; readonly start: { readonly line: number; readonly byte: number } };
}

/** How a command ended. */
export interface CommandResult {
  readonly isOk: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Terraform's own summary, e.g. `Plan: 3 to add, 0 to change, 0 to destroy.`; empty if there is none. */
  readonly summary: string;
  readonly stdout: string;
}

/** Where and how to run. */
export interface CommandContext {
  readonly binary: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the command when aborted. */
  readonly interruption?: AbortSignal | undefined;
}

/** What of the caller's environment reaches Terraform: nothing that could point at an account. */
export const PASSED_VARIABLES = ["PATH", "HOME", "TMPDIR", "LANG"] as const;

/** Runs one command to its end; failing is a result, not an exception. Being interrupted is one, once it has ended. */
export async function runTerraform(context: CommandContext, args: readonly string[]): Promise<CommandResult> {
  const { interruption } = context;
  interruption?.throwIfAborted();
  const result = await execa(context.binary, [...args], {
    cwd: context.folder,
    env: { ...context.env },
    extendEnv: false,
    reject: false,
    maxBuffer: 1_000_000_000,
    stdin: "ignore",
    ...(interruption === undefined ? {} : { cancelSignal: interruption }),
  });
  interruption?.throwIfAborted();
  const messages = result.stdout.split("\n").flatMap(jsonLine);
  const diagnostics = messages.flatMap((message) =>
    isDiagnostic(message["diagnostic"]) ? [message["diagnostic"]] : [],
  );
  const isOk = result.exitCode === 0;
  const unexplained = !isOk && diagnostics.every(({ severity }) => severity !== "error");
  return {
    isOk,
    diagnostics: unexplained
      ? [...diagnostics, crash(args, result.stderr || result.stdout || result.message || "")]
      : diagnostics,
    summary:
      messages.flatMap(({ type, "@message": text }) => (type === "change_summary" ? [String(text)] : [])).at(-1) ?? "",
    stdout: result.stdout,
  };
}

function jsonLine(line: string): readonly Record<string, unknown>[] {
  if (!line.startsWith("{")) return [];
  try {
    return [JSON.parse(line) as Record<string, unknown>];
  } catch {
    return [];
  }
}

function isDiagnostic(value: unknown): value is Diagnostic {
  return typeof value === "object" && value !== null && "severity" in value && "summary" in value;
}

function crash(args: readonly string[], output: string): Diagnostic {
  return { severity: "error", summary: `terraform ${args[0] ?? ""} failed`, detail: output.trim().slice(-4000) };
}
