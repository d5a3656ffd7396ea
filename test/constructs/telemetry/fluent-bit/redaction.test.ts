/** What is blackened, as patterns and as Lua. The Lua itself is run by `test/engines/lua.test.ts`. */
import { describe, expect, it } from "vitest";
import { REDACTED_KINDS } from "../../../../config/sections/telemetry-logs";
import { luaPattern, luaText } from "../../../../constructs/telemetry/fluent-bit/lua-pattern";
import { readFieldsCode, redactCode, redactedPatterns } from "../../../../constructs/telemetry/fluent-bit/redaction";
import { policy } from "./support";

describe("a pattern in Lua", () => {
  it.each([
    ["a.c", "a.c"],
    ["a\\.c%-", "a%.c%%%-"],
    ["^a+b*c?$", "^a+b*c?$"],
    ["\\d{3}x", "%d%d%dx".replaceAll("%d", "[%d]")],
    ["\\w{2,}", "[%w_][%w_]+"],
    ["[^a-f\\s-]", "[^a-f%s%-]"],
    ["\\bx\\b", "%f[%w_]x%f[^%w_]"],
    ["\\$\\{a\\}", "%$[{]a[}]"],
    ["[+-/]", "[%+%,%-%.%/]"],
    ["\\D", "[^%d]"],
    ["[]]".replace("[]]", "[\\]]"), "%]"],
  ])("%s is %s", (text, expected) => {
    expect(luaPattern(text)).toBe(expected);
  });

  it("is refused where it is none", () => {
    expect(() => luaPattern("a|b")).toThrow('the pattern "a|b" has alternatives; write a pattern for each');
  });

  it("stands in quotes", () => {
    expect(luaText("it's \\ here")).toBe("'it\\'s \\\\ here'");
  });
});

describe("what is blackened", () => {
  it("is what the policy names, each once", () => {
    const all = redactedPatterns(policy({ redact: REDACTED_KINDS, redactPatterns: ["id=\\d+", "id=\\d+"] }));
    expect(all).toHaveLength(8);
    expect(all.at(-1)).toBe("id%=[%d]+");
    expect(redactedPatterns(policy({ redact: [] }))).toEqual([]);
  });

  it("is replaced in the line by a function of one line that says whether it changed anything", () => {
    expect(redactCode(["id%=[%d]"])).toBe(
      "function redact(tag, time, record) local b, c, n = record['body'], 0, 0 if type(b) ~= 'string' then return 0, time, record end b, c = string.gsub(b, 'id%=[%d]', '[redacted]') n = n + c if n == 0 then return 0, time, record end record['body'] = b return 2, time, record end",
    );
  });

  it("holds nothing that Fluent Bit would take for a variable or for the end of a line", () => {
    const code = [redactCode(redactedPatterns(policy({ redact: REDACTED_KINDS }))), readFieldsCode()];
    expect(code.filter((text) => /\$\{|[\r\n]/.test(text))).toEqual([]);
  });
});
