/** Patterns of lines as Lua's patterns, which is what Fluent Bit can replace text by. */
import { linePattern, type Atom, type CharacterClass, type Item, type SetMember } from "../../../config/line-pattern";

/** What Lua writes for a class, inside of a set. */
const CLASSES: Readonly<Record<CharacterClass, string>> = { d: "%d", w: "%w_", s: "%s" };

/** Begins or ends a word: from what is no letter of one to what is, and the other way round. */
const WORD_BEGINS = "%f[%w_]";
const WORD_ENDS = "%f[^%w_]";

/** @throws when the pattern is none; the config check has refused it */
export function luaPattern(text: string): string {
  const items = linePattern(text);
  if (typeof items === "string") throw new Error(`the pattern ${JSON.stringify(text)} ${items}`);
  return items.map((item, index) => rendered(item, index === 0)).join("");
}

/** As text in Lua's single quotes. */
export function luaText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function rendered({ atom, min, max }: Item, isFirst: boolean): string {
  if (atom.type === "start") return "^";
  if (atom.type === "end") return "$";
  if (atom.type === "boundary") return isFirst ? WORD_BEGINS : WORD_ENDS;
  const single = atom.type === "any" ? "." : setOf(atom);
  if (max === undefined) return min === 0 ? `${single}*` : `${single.repeat(min - 1)}${single}+`;
  return min === 0 ? `${single}?` : single.repeat(min);
}

function setOf({ negated, members }: Extract<Atom, { type: "set" }>): string {
  const [only] = members;
  if (!negated && members.length === 1 && only !== undefined && "from" in only && only.from === only.to)
    return character(only.from);
  return `[${negated ? "^" : ""}${members.map(member).join("")}]`;
}

function member(one: SetMember): string {
  if ("kind" in one) return CLASSES[one.kind];
  return one.from === one.to ? character(one.from, true) : range(one.from, one.to);
}

/** Lua takes an escaped end of a range for no end at all, so ends that need one stand by themselves. */
function range(from: string, to: string): string {
  const ends = [from, to].map((end) => (/[A-Za-z0-9]/.test(end) ? "" : character(end, true))).join("");
  const codes = Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, at) => from.charCodeAt(0) + at);
  if (ends === "") return `${from}-${to}`;
  return codes.map((code) => character(String.fromCharCode(code), true)).join("");
}

/** A brace is written as a set: after a dollar it would begin a variable of Fluent Bit. */
function character(char: string, isInSet = false): string {
  if (/[A-Za-z0-9_ ]/.test(char)) return char;
  if (char === "{" || char === "}") return isInSet ? char : `[${char}]`;
  return `%${char}`;
}
