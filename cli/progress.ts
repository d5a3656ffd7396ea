/** Says on standard error what is being done: a line that is rewritten on a terminal, plain lines elsewhere. */
import { coloursFor, isRewritable } from "./streams";

/** Milliseconds between signs of life. */
const TICK = { rewritten: 1_000, plain: 10_000 } as const;

const ERASE_LINE = "\r\u001b[K";

export interface Progress {
  /** Says what is done, does it, and shows how long it is taking. */
  step<T>(title: string, work: () => Promise<T> | T): Promise<T>;
}

/** Progress for people. In CI and where standard error is no terminal there is no line to rewrite. */
export function createProgress(environment: Readonly<Record<string, string | undefined>>): Progress {
  if (!isRewritable(process.stderr, environment)) return { step: plain };
  const { dim } = coloursFor(process.stderr, environment);
  return { step: (title, work) => rewritten(dim, title, work) };
}

async function rewritten<T>(dim: (text: string) => string, title: string, work: () => Promise<T> | T): Promise<T> {
  const show = (suffix: string) => process.stderr.write(`${ERASE_LINE}${dim(`${title} …${suffix}`)}`);
  show("");
  const stop = everyTick(TICK.rewritten, (seconds) => show(` ${seconds} s`));
  try {
    return await work();
  } finally {
    stop();
    process.stderr.write(ERASE_LINE);
  }
}

async function plain<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  process.stderr.write(`${title} …\n`);
  const stop = everyTick(TICK.plain, (seconds) => process.stderr.write(`${title} … ${seconds} s\n`));
  try {
    return await work();
  } finally {
    stop();
  }
}

function everyTick(milliseconds: number, tick: (seconds: number) => void): () => void {
  const began = performance.now();
  const timer = setInterval(() => tick(Math.round((performance.now() - began) / 1000)), milliseconds);
  return () => clearInterval(timer);
}
