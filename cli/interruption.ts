/**
 * Ctrl-C and termination: what runs is told to stop, everything temporary is removed, and the process ends with the code
 * that shells expect of a signal (128 + its number). A second signal ends it at once.
 */

const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof CODES;

/** The command was interrupted; what it had begun was not written. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  /** Exit code of the process. */
  readonly exitCode: number;

  constructor(signal: Signal) {
    super(`Interrupted (${signal}). Nothing was written.`);
    this.exitCode = CODES[signal];
  }
}

/** Aborted, with an `InterruptedError` as reason, by the first signal that asks the process to end. */
export function listenForSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of Object.keys(CODES) as Signal[]) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(CODES[signal]);
      controller.abort(new InterruptedError(signal));
    });
  }
  return controller.signal;
}
