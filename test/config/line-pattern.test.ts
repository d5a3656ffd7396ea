/** Patterns of lines: what is read, and the reason for which one is refused. */
import { describe, expect, it } from "vitest";
import { linePattern } from "../../config/line-pattern";

const char = (one: string) => ({ type: "set", negated: false, members: [{ from: one, to: one }] });
const once = { min: 1, max: 1 };

describe("a pattern of lines", () => {
  it("is read as characters, sets and classes with repetitions", () => {
    expect(linePattern("^a.\\.[^x-z\\d-]{2,}\\D?\\w{3}$")).toEqual([
      { atom: { type: "start" }, ...once },
      { atom: char("a"), ...once },
      { atom: { type: "any" }, ...once },
      { atom: char("."), ...once },
      {
        atom: { type: "set", negated: true, members: [{ from: "x", to: "z" }, { kind: "d" }, { from: "-", to: "-" }] },
        min: 2,
        max: undefined,
      },
      { atom: { type: "set", negated: true, members: [{ kind: "d" }] }, min: 0, max: 1 },
      { atom: { type: "set", negated: false, members: [{ kind: "w" }] }, min: 3, max: 3 },
      { atom: { type: "end" }, ...once },
    ]);
  });

  it.each([
    ["(a)", "has a group"],
    ["a|b", "has alternatives; write a pattern for each"],
    ["*a", "repeats nothing with *"],
    ["a+?", "repeats a repetition"],
    ["a{2,3}", "repeats from one number to another; write {n} or {n,}"],
    ["a{0}", "repeats 0 times, not 1-64"],
    ["a{65}", "repeats 65 times, not 1-64"],
    ["\\p", "has \\p"],
    ["[\\p]", "has \\p in a set"],
    ["[a", "has a set that does not end"],
    ["[]", "has an empty set"],
    ["[z-a]", "has a range from high to low"],
    ["a^b", "has ^, $ or \\b elsewhere than at its ends"],
    ["a\\bb", "has ^, $ or \\b elsewhere than at its ends"],
    ["^*a", "repeats an anchor"],
    ["\\b-a", "has \\b beside what may be no letter of a word"],
    ["\\ba?-", "has \\b beside what may be no letter of a word"],
    ["a.\\b", "has \\b beside what may be no letter of a word"],
    ["\\b[A-z]", "has \\b beside what may be no letter of a word"],
    ["a\\b\\b", "has ^, $ or \\b elsewhere than at its ends"],
    ["a*", "matches nothing at all"],
    ["^$", "matches nothing at all"],
    ["^a*", "matches nothing at all"],
    ["é", "has characters outside of ASCII"],
    ["a\\", "has \\"],
  ])("%s is refused: it %s", (text, fault) => {
    expect(linePattern(text)).toBe(fault);
  });
});
