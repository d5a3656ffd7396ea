/** Says on standard error what takes its time: a line that is rewritten on a terminal, plain lines elsewhere. */
import pc from "picocolors";

/** Milliseconds after which a step is worth a word. */
const PATIENCE = 1000;

export interface Progress {
  /** Runs a step; it is announced when it takes over a second, and at once on a terminal. */
  step<T>(title: string, work: () => Promise<T> | T): Promise<T>;
}

/** Progress for people. With `--json`, in CI and where standard error is no terminal there is no line to rewrite. */
export function createProgress(environment: Readonly<Record<string, string | undefined>>): Progress {
  const interactive = process.stderr.isTTY && environment["CI"] === undefined;
  return { step: interactive ? rewritten : announced };
}

async function rewritten<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  process.stderr.write(pc.dim(`${title} …`));
  try {
    return await work();
  } finally {
    process.stderr.write("\r\u001b[K");
  }
}

async function announced<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  const timer = setTimeout(() => process.stderr.write(`${title} …\n`), PATIENCE);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
