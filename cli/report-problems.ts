/** Says what is wrong with an estate, and sets the exit code that means "the estate is wrong". */
import { EstateError, problemText, type Problem } from "../config/problem";

/** Exit codes of every command; they are ours, not Terraform's. */
export const EXIT = { done: 0, toolFailed: 1, estateWrong: 2 } as const;

/** Runs `load`; on a wrong estate prints every problem, sets the exit code and returns nothing. */
export function reportProblems<T>(load: () => T): T | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof EstateError)) throw error;
    printProblems(error.problems, false);
    return undefined;
  }
}

/** Prints problems for people on standard error, or as one JSON document on standard output. */
export function printProblems(problems: readonly Problem[], asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
  else process.stderr.write(`${problemsForPeople(problems)}\n`);
  process.exitCode = EXIT.estateWrong;
}

function problemsForPeople(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  return [...problems.map(problemText), "", `The estate is wrong: ${count}. Nothing was written.`].join("\n");
}
