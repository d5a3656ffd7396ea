/**
 * The one shape in which everything that is wrong with an estate is told.
 * It is data, so that the same problem can be printed for people, written as JSON and asserted in tests.
 */
export interface Problem {
  /** File in which the problem stands, as the user named it; empty for an estate given as an object. */
  readonly file: string;
  /** Line in `file`, from 1; 0 when there is no file. */
  readonly line: number;
  /** Column in `file`, from 1; 0 when there is no file. */
  readonly column: number;
  /** Where in the estate, as a dotted path: `accounts.prod.id`, `cost.budgets[0].monthlyUsd`. */
  readonly path: string;
  /** What is wrong, without the value and without the remedy. */
  readonly message: string;
  /** The value found, shortened; `(hidden)` where it may be a secret; empty when nothing was given. */
  readonly value: string;
  /** What to write instead. */
  readonly fix: string;
}

/** What is shown in place of a secret. */
export const HIDDEN = "(hidden)";

/** A problem before it is known where in the file it stands. `path` is the sequence of keys and indexes. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Omit it to show the value that stands at `path`. */
  readonly value?: string;
  readonly fix: string;
  /** True to point at the key instead of at its value. */
  readonly atKey?: boolean;
}

/** Renders a path as people write it: `a.b[2].c`; a key that is no plain word is quoted: `a["b.c"]`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${String(part)}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}

/** One line for people: `estate.yaml:12:9 accounts.prod.id: must be exactly 12 digits (got "12"). Write …` */
export function problemText({ file, line, column, path, message, value, fix }: Problem): string {
  const place = line === 0 ? file : `${file}:${String(line)}:${String(column)}`;
  const where = [place, path].filter((part) => part !== "").join(" ");
  const sentence = `${fix.charAt(0).toUpperCase()}${fix.slice(1)}${/[.?!]$/.test(fix) ? "" : "."}`;
  return `${where === "" ? "" : `${where}: `}${message}${gotText(message, value)}. ${sentence}`;
}

/** The value found, unless there is none or the message quotes it already. */
function gotText(message: string, value: string): string {
  const quotable = value.startsWith('"') || value === HIDDEN;
  if (value === "" || (quotable && message.includes(value))) return "";
  return value === HIDDEN ? ` (value ${HIDDEN.slice(1)}` : ` (got ${value})`;
}

/** Thrown when an estate is wrong; carries every problem found. */
export class EstateError extends Error {
  override readonly name = "EstateError";

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(problemText).join("\n"));
  }
}
