/** How a value that a user wrote is shown in a message: short, on one line, and without what is inside of it. */

/** Characters shown of a text; longer ones are cut in the middle, so that both ends can be recognised. */
const MOST_SHOWN = 60;

/** `"text"`, `12`, `true`, `nothing`, `a mapping of 3`, `a list of 2`; empty for undefined. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "";
  if (value === null) return "nothing";
  if (typeof value === "string") return JSON.stringify(shortened(value));
  if (typeof value === "bigint") return shortened(value.toString());
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${String(value.length)}`;
  if (typeof value === "object") return `a mapping of ${String(Object.keys(value).length)}`;
  return `a ${typeof value}`;
}

function shortened(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  const half = Math.floor(MOST_SHOWN / 2) - 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}
