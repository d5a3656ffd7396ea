/**
 * Regular expressions that any matcher of characters can run: a sequence of characters and sets, each repeated or not.
 * Fluent Bit replaces text by Lua, whose patterns know neither groups nor alternatives; so a line that is to be blackened
 * is described with less than a whole regular expression, and what goes beyond is refused with its reason.
 */

/** `d`, `w`, `s`: digits, letters of words, white space. */
export type CharacterClass = "d" | "w" | "s";

export type SetMember = { readonly from: string; readonly to: string } | { readonly kind: CharacterClass };

export type Atom =
  | { readonly type: "any" }
  | { readonly type: "boundary" }
  | { readonly type: "start" }
  | { readonly type: "end" }
  | { readonly type: "set"; readonly negated: boolean; readonly members: readonly SetMember[] };

export interface Item {
  readonly atom: Atom;
  /** How often it stands in a row. */
  readonly min: number;
  /** @default - as often as it can */
  readonly max: number | undefined;
}

/** Most repetitions of one character that are written out. */
const MOST = 64;

/** The items of a pattern, or what is wrong with it. */
export function linePattern(text: string): readonly Item[] | string {
  if (/[^\x20-\x7e]/.test(text)) return "has characters outside of ASCII";
  const reader = new Reader(text);
  const items: Item[] = [];
  while (!reader.done) {
    const atom = reader.atom();
    if (typeof atom === "string") return atom;
    const times = reader.times();
    if (typeof times === "string") return times;
    items.push({ atom, ...times });
  }
  return misplaced(items) ?? items;
}

/** Anchors and boundaries hold at the ends only, and are not repeated. */
function misplaced(items: readonly Item[]): string | undefined {
  const ends: readonly number[] = [0, items.length - 1];
  for (const [index, { atom, min, max }] of items.entries()) {
    if (atom.type === "any" || atom.type === "set") continue;
    if (min !== 1 || max !== 1) return "repeats an anchor";
    const place = { start: [0], end: [items.length - 1], boundary: ends }[atom.type];
    if (!place.includes(index)) return "has ^, $ or \\b elsewhere than at its ends";
  }
  if (!bordersWords(items)) return "has \\b beside what may be no letter of a word";
  const matching = items.filter(({ atom }) => atom.type === "any" || atom.type === "set");
  return matching.every(({ min }) => min === 0) ? "matches nothing at all" : undefined;
}

/** A boundary at the beginning stands before a word, one at the end behind it: matchers agree about no other. */
function bordersWords(items: readonly Item[]): boolean {
  return items.every(({ atom }, index) => {
    if (atom.type !== "boundary") return true;
    const neighbour = items[index === 0 ? 1 : index - 1];
    return neighbour?.atom.type === "set" && neighbour.min > 0 && isOfWords(neighbour.atom);
  });
}

function isOfWords({ negated, members }: Extract<Atom, { type: "set" }>): boolean {
  const isWord = (char: string) => /\w/.test(char);
  const isOne = (member: SetMember) =>
    "kind" in member ? member.kind !== "s" : isWord(member.from) && isWord(member.to) && sameClass(member);
  return !negated && members.every(isOne);
}

/** `A-z` has signs between its letters. */
function sameClass({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return from === to || [/[a-z]/, /[A-Z]/, /\d/].some((kind) => kind.test(from) && kind.test(to));
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.#at >= this.text.length;
  }

  atom(): Atom | string {
    const char = this.next();
    switch (char) {
      case ".":
        return { type: "any" };
      case "^":
        return { type: "start" };
      case "$":
        return { type: "end" };
      case "[":
        return this.set();
      case "\\":
        return this.escaped();
      case "(":
      case ")":
        return "has a group";
      case "|":
        return "has alternatives; write a pattern for each";
      case "*":
      case "+":
      case "?":
      case "{":
        return `repeats nothing with ${char}`;
      default:
        return one(char);
    }
  }

  times(): { readonly min: number; readonly max: number | undefined } | string {
    const rest = this.text.slice(this.#at);
    const [whole = "", least, most] = /^(?:\*|\+|\?|\{(\d{1,3})(,)?\})/.exec(rest) ?? [];
    this.#at += whole.length;
    if (/^[+?*]/.test(this.text.slice(this.#at)) && whole !== "") return "repeats a repetition";
    if (whole === "" && rest.startsWith("{")) return "repeats from one number to another; write {n} or {n,}";
    if (whole === "") return { min: 1, max: 1 };
    if (least === undefined) return { min: whole === "+" ? 1 : 0, max: whole === "?" ? 1 : undefined };
    const min = Number(least);
    if (min < 1 || min > MOST) return `repeats ${String(min)} times, not 1-${String(MOST)}`;
    return { min, max: most === undefined ? min : undefined };
  }

  private escaped(): Atom | string {
    const char = this.next();
    if (char === "b") return { type: "boundary" };
    const lower = char.toLowerCase();
    if (isClass(lower)) return { type: "set", negated: char !== lower, members: [{ kind: lower }] };
    return /[A-Za-z0-9]/.test(char) || char === "" ? `has \\${char}` : one(char);
  }

  private set(): Atom | string {
    const negated = this.text.startsWith("^", this.#at);
    if (negated) this.#at += 1;
    const members: SetMember[] = [];
    for (let char = this.next(); char !== "]"; char = this.next()) {
      if (char === "") return "has a set that does not end";
      const member = char === "\\" ? this.member() : { from: char, to: char };
      if (typeof member === "string") return member;
      members.push("from" in member ? this.range(member) : member);
    }
    if (members.some((member) => "from" in member && member.from > member.to)) return "has a range from high to low";
    return members.length === 0 ? "has an empty set" : { type: "set", negated, members };
  }

  private member(): SetMember | string {
    const char = this.next();
    if (isClass(char)) return { kind: char };
    return /[A-Za-z0-9]/.test(char) || char === "" ? `has \\${char} in a set` : { from: char, to: char };
  }

  /** `a-z`, unless the hyphen is the last of the set. */
  private range(member: { readonly from: string; readonly to: string }): SetMember {
    const [, to = ""] = /^-([^\]\\])/.exec(this.text.slice(this.#at)) ?? [];
    if (to === "") return member;
    this.#at += 2;
    return { from: member.from, to };
  }

  private next(): string {
    const char = this.text.charAt(this.#at);
    this.#at += 1;
    return char;
  }
}

function one(char: string): Atom {
  return { type: "set", negated: false, members: [{ from: char, to: char }] };
}

function isClass(char: string): char is CharacterClass {
  return char === "d" || char === "w" || char === "s";
}
