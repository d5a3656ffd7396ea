/** Grafana's variables and macros in a text: which there are, and the text without them, every character in its place. */

/** `$name`, `${name}`, `${name:format}`, `${name.field}` and `[[name]]`. */
const VARIABLE = /\$\{([A-Za-z_]\w*)(?:\.[^:{}]*)?(?::[^{}]*)?\}|\[\[([A-Za-z_]\w*)(?::\w+)?\]\]|\$([A-Za-z_]\w*)/g;

const DURATIONS: ReadonlySet<string> = new Set(["__rate_interval", "__interval", "__range", "__auto"]);
const NUMBERS: ReadonlySet<string> = new Set(["__interval_ms", "__range_s", "__range_ms", "__from", "__to"]);

export interface VariableUse {
  readonly name: string;
  /** As it is written. */
  readonly text: string;
  /** Characters before it. */
  readonly at: number;
}

export function variablesIn(text: string): VariableUse[] {
  return [...text.matchAll(VARIABLE)].map((match) => ({ name: nameOf(match), text: match[0], at: match.index }));
}

/**
 * The text with durations, numbers and words of the same length in place of variables, so that a grammar can read it
 * and tell positions in the original.
 */
export function withoutVariables(text: string): string {
  return text.replaceAll(VARIABLE, (whole: string, ...groups: unknown[]) => {
    const name = groups.slice(0, 3).find((group) => typeof group === "string");
    if (typeof name !== "string") return whole;
    if (DURATIONS.has(name)) return `1${"0".repeat(Math.max(0, whole.length - 2))}s`;
    return NUMBERS.has(name) ? "1".repeat(whole.length) : "x".repeat(whole.length);
  });
}

function nameOf(match: RegExpMatchArray): string {
  return match[1] ?? match[2] ?? match[3] ?? "";
}
