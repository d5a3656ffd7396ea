/** Standard output and error: colour only where somebody looks at it, and no crash when the reader has gone. */
import pc from "picocolors";

type Environment = Readonly<Record<string, string | undefined>>;
type Stream = { readonly isTTY?: boolean };
export type Colours = ReturnType<typeof pc.createColors>;

/** A reader that has seen enough (`estate plan | head -1`) is not a failure: what it no longer reads is dropped. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Colours for a stream: never with NO_COLOR, always with FORCE_COLOR, else on a terminal that knows them. */
export function coloursFor(stream: Stream, environment: Environment): Colours {
  const { NO_COLOR: never = "", FORCE_COLOR: always = "", TERM: terminal } = environment;
  if (never !== "") return pc.createColors(false);
  if (always !== "") return pc.createColors(always !== "0");
  return pc.createColors(stream.isTTY === true && terminal !== "dumb");
}

/** True where a line can be rewritten: a terminal with somebody in front of it. */
export function isRewritable(stream: Stream, { CI: ci = "", TERM: terminal }: Environment): boolean {
  return stream.isTTY === true && ci === "" && terminal !== "dumb";
}
