/**
 * Terraform reads every JSON string as a template without quotes; HCL writes the same template between quotes.
 * Between the two only the literal stretches change: backslashes, quotes and line ends need an escape there,
 * while what stands inside `${...}` or `%{...}` is an expression with quotes of its own and is copied as it is.
 */

/** A template whose interpolation never ends; Terraform refuses the JSON for the same reason. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

const TRIM_MARKER = /[$%]\{~|~\}/;
const SEQUENCE_OR_END = /^(?:[$%]\{|$)/;

/**
 * Writes a JSON string as a quoted HCL template that means the same.
 *
 * A trim marker (`~}`, `${~`) takes white space away from one line of an unquoted template (less still after a lone `$`
 * or `%`), but from the whole literal stretch of a quoted one. Where a text has such markers, an empty interpolation
 * keeps apart what the unquoted template does not trim together.
 */
export function quoteTemplate(text: string): string {
  const trims = TRIM_MARKER.test(text);
  let quoted = "";
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      quoted += text.slice(at, at + 3);
      at += 3;
    } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
      const end = sequenceEnd(text, at);
      quoted += text.slice(at, end);
      at = end;
    } else {
      const separate = trims && endsTrimming(text, at) && !SEQUENCE_OR_END.test(text.slice(at + 1, at + 3));
      quoted += escapeCharacter(text.charAt(at)) + (separate ? '${""}' : "");
      at += 1;
    }
  }
  return `"${quoted}"`;
}

/** Writes a JSON string that Terraform does not read as a template (descriptions, defaults, backend settings). */
export function quoteLiteral(text: string): string {
  return quoteTemplate(text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign));
}

/** True for the end of a line, and for white space after a lone `$` or `%`. */
function endsTrimming(text: string, at: number): boolean {
  return /^(?:.?\n|[$%]\s)$/s.test(text.slice(Math.max(0, at - 1), at + 1));
}

const REFERENCE = /^\$\{([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\])+)\}$/;

/** The reference that a string consists of, without its `${}`; undefined when there is more to it. */
export function bareReference(text: string): string | undefined {
  return REFERENCE.exec(text)?.[1];
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeCharacter(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  return code < 0x20 || code === 0x7f ? `\\u${code.toString(16).padStart(4, "0")}` : character;
}

/** Index after the brace that closes the sequence opened at `start`. */
function sequenceEnd(text: string, start: number): number {
  let depth = 1;
  let at = start + 2;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at, start);
    else if (character === "#" || text.startsWith("//", at)) at = indexAfter(text, "\n", at);
    else if (text.startsWith("/*", at)) at = indexAfter(text, "*/", at);
    else {
      if (character === "{") depth += 1;
      if (character === "}") depth -= 1;
      at += 1;
      if (depth === 0) return at;
    }
  }
  throw unterminated(text, start);
}

/** Index after the quote that closes the string opened at `start`, whose own templates may hold further strings. */
function stringEnd(text: string, start: number, sequenceStart: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text.charAt(at) === '"') return at + 1;
    if (text.charAt(at) === "\\") at += 2;
    else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) at += 3;
    else if (text.startsWith("${", at) || text.startsWith("%{", at)) at = sequenceEnd(text, at);
    else at += 1;
  }
  throw unterminated(text, sequenceStart);
}

function indexAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function unterminated(text: string, start: number): TemplateError {
  const shown = JSON.stringify(text.slice(start, start + 60));
  return new TemplateError(`the template sequence ${shown} is never closed; close it, or write $\${ for a literal \${`);
}
