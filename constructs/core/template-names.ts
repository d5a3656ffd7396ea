/**
 * Reads the names that a Terraform template refers to: enough of the expression grammar to tell a reference from a
 * function, an object key, a word of the language, a variable of a `for` and text between quotes.
 */

const WORDS = new Set(["true", "false", "null", "for", "in", "if", "else", "endif", "endfor"]);
const IDENTIFIER = /[A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*/y;
const ATTRIBUTES = /(?:\.[A-Za-z_][\w-]*)*/y;
const LATER_ATTRIBUTE = /\.\s*(?:[A-Za-z_][\w-]*|\d+|\*)/y;
const NUMBER = /\d[\w.]*/y;
const LOOP_VARIABLES = /\s+([A-Za-z_][\w-]*)(?:\s*,\s*([A-Za-z_][\w-]*))?\s+in\b/y;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Dotted names in every `${...}` and `%{...}` of a text; an unclosed one is returned from its start on. */
export function namesIn(text: string): readonly string[] {
  return text.includes("{") ? new TemplateReader(text).read() : [];
}

class TemplateReader {
  readonly #names: string[] = [];
  readonly #loopVariables = new Set<string>();
  #at = 0;

  constructor(private readonly text: string) {}

  read(): readonly string[] {
    this.template(undefined);
    return this.#names.filter((name) => !this.#loopVariables.has(name.split(".")[0] ?? ""));
  }

  private template(end: '"' | undefined): void {
    while (this.#at < this.text.length) {
      if (this.sees("$${") || this.sees("%%{")) this.#at += 3;
      else if (this.sees("${") || this.sees("%{")) this.sequence();
      else if (end !== undefined && this.sees("\\")) this.#at += 2;
      else if (end !== undefined && this.sees(end)) {
        this.#at += 1;
        return;
      } else this.#at += 1;
    }
  }

  private sequence(): void {
    const start = this.#at;
    this.#at += 2;
    if (!this.expression("}", false)) this.#names.push(this.text.slice(start));
  }

  /** Reads up to and including `close`; false when the text ends before. */
  private expression(close: string, isObject: boolean): boolean {
    let before = ",";
    while (this.#at < this.text.length) {
      const char = this.text.charAt(this.#at);
      if (char === close) {
        this.#at += 1;
        return true;
      }
      this.token(char, isObject && before === ",");
      if (char === "\n") before = ",";
      else if (char.trim() !== "") before = char;
    }
    return false;
  }

  private token(char: string, mayBeKey: boolean): void {
    const closing = CLOSING[char];
    if (char === '"') {
      this.#at += 1;
      this.template('"');
    } else if (closing !== undefined) {
      this.#at += 1;
      this.expression(closing, char === "{");
    } else if (this.take(LATER_ATTRIBUTE) === undefined && this.take(NUMBER) === undefined) {
      const name = this.take(IDENTIFIER)?.[0];
      if (name === undefined) this.#at += 1;
      else this.name(name, mayBeKey);
    }
  }

  private name(first: string, mayBeKey: boolean): void {
    if (first === "for") {
      for (const variable of this.take(LOOP_VARIABLES)?.slice(1) ?? []) this.#loopVariables.add(variable);
      return;
    }
    const name = first + (this.take(ATTRIBUTES)?.[0] ?? "");
    const isFunction = /^\s*\(/.test(this.rest());
    const isKey = mayBeKey && /^\s*(?:=(?![=>])|:)/.test(this.rest());
    if (!isFunction && !isKey && !WORDS.has(name)) this.#names.push(name);
  }

  private sees(text: string): boolean {
    return this.text.startsWith(text, this.#at);
  }

  private rest(): string {
    return this.text.slice(this.#at, this.#at + 40);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}
