/**
 * What the log router does to a line, run by LuaJIT, which Fluent Bit runs it with. Fluent Bit itself is not to be had from
 * the registries that this project uses: how it reads the rest of its configuration is checked by structure only.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linePattern } from "../../config/line-pattern";
import { REDACTED_KINDS, telemetryLogsSchema } from "../../config/sections/telemetry-logs";
import { luaPattern } from "../../constructs/telemetry/fluent-bit/lua-pattern";
import {
  READ_FIELDS,
  readFieldsCode,
  REDACT,
  redactCode,
  redactedPatterns,
} from "../../constructs/telemetry/fluent-bit/redaction";
import { filtered } from "./support/luajit";

type Kind = (typeof REDACTED_KINDS)[number];

const redacted = (kinds: readonly Kind[], lines: readonly string[]) => {
  const policy = telemetryLogsSchema.parse({ redact: kinds });
  return filtered(redactCode(redactedPatterns(policy)), REDACT, lines).map(({ record }) => record["body"]);
};

/** By pattern, what a regular expression of JavaScript would replace. */
const replacedBy = (pattern: string, line: string) => line.replaceAll(new RegExp(pattern, "g"), "[redacted]");

describe("what is blackened by name", () => {
  it.each<readonly [kind: Kind, hidden: readonly string[], shown: readonly string[]]>([
    [
      "aws-access-key",
      [`AKIA${"A1".repeat(8)}`, `ASIA${"7".repeat(16)}`],
      [`AKIA${"A1".repeat(7)}`, `XAKIA${"A1".repeat(8)}`, "AKIA"],
    ],
    [
      "bearer-token",
      ["Bearer abcDEF123._~+/-==", "bearer 0123456789", `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.c-_1`],
      ["Bearer short", "bearer of news", "eyJ.eyJ.x"],
    ],
    ["email", ["a.b+c@example.co.uk", "x_1@sub-domain.example.com"], ["a@b", "@example.com", "user at example.com"]],
    ["ipv4", ["10.0.0.1", "255.255.255.255"], ["10.0.0", "1.2.3", "v1.2.3-rc"]],
    [
      "payment-card",
      ["4111 1111 1111 1111", "5500-0000-0000-0004", "6011000000000004", "340000000000009", "3400 000000 00009"],
      ["1732700000000000", "1732700000000", "411111111111111", "41111111111111112", "2026-11-27"],
    ],
  ])("%s", (kind, hidden, shown) => {
    const frames = ["%s", "value=%s,", '{"a":"%s"}', "before %s after"];
    const inFrames = (text: string) => frames.map((frame) => frame.replace("%s", () => text));
    expect(redacted([kind], hidden.flatMap(inFrames))).toEqual(hidden.flatMap(() => inFrames("[redacted]")));
    expect(redacted([kind], shown.flatMap(inFrames))).toEqual(shown.flatMap(inFrames));
  });

  it("in one line, as often as it stands there, and says whether there was anything", () => {
    const policy = telemetryLogsSchema.parse({ redact: REDACTED_KINDS, redactPatterns: ["id=\\d+"] });
    expect(
      filtered(redactCode(redactedPatterns(policy)), REDACT, ["id=1 a@b.de id=22 10.0.0.1", "nothing", ""]),
    ).toEqual([
      { code: 2, record: { body: "[redacted] [redacted] [redacted] [redacted]" } },
      { code: 0, record: { body: "nothing" } },
      { code: 0, record: { body: "" } },
    ]);
  });

  it("within a tenth of a second for a line of 16 KB, whatever it holds", () => {
    const policy = telemetryLogsSchema.parse({ redact: REDACTED_KINDS });
    const lines = [
      "a".repeat(16_384),
      "1".repeat(16_384),
      "a.".repeat(8192),
      "Bearer ".repeat(2340),
      "eyJa".repeat(4096),
    ];
    const started = performance.now();
    filtered(redactCode(redactedPatterns(policy)), REDACT, lines);
    expect((performance.now() - started) / lines.length).toBeLessThan(100);
  });
});

describe("any pattern", () => {
  const atom = fc.oneof(
    fc.constantFrom(
      "a",
      "b",
      "Z",
      "1",
      "-",
      "_",
      " ",
      ".",
      "\\.",
      "\\d",
      "\\w",
      "\\s",
      "\\D",
      "\\W",
      "\\-",
      "\\$",
      "\\{",
      "%",
    ),
    fc.constantFrom("[ab]", "[^a]", "[a-c1-3]", "[\\w-]", "[^\\s,]", "[+-/]", "[%]", "[\\]\\[]", "[{}]"),
  );
  const times = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{2,}");
  const pattern = fc
    .tuple(
      fc.constantFrom("", "", "^", "\\b"),
      fc.array(
        fc.tuple(atom, times).map((parts) => parts.join("")),
        { minLength: 1, maxLength: 4 },
      ),
      fc.constantFrom("", "", "$", "\\b"),
    )
    .map(([begin, items, end]) => `${begin}${items.join("")}${end}`);
  const line = fc.string({
    unit: fc.constantFrom("a", "b", "c", "Z", "1", "2", "-", "_", " ", ".", ",", "$", "{", "]", "%"),
    maxLength: 24,
  });

  it("replaces in Lua what it replaces in JavaScript", () => {
    fc.assert(
      fc.property(pattern, fc.array(line, { minLength: 1, maxLength: 20 }), (text, lines) => {
        fc.pre(typeof linePattern(text) !== "string");
        const made = filtered(redactCode([luaPattern(text)]), REDACT, lines).map(({ record }) => record["body"]);
        expect(made).toEqual(lines.map((one) => replacedBy(text, one)));
      }),
      { numRuns: 400 },
    );
  });
});

describe("what is read of a line of JSON", () => {
  it("is level, trace and span, by the names that loggers give them", () => {
    const lines = [
      '{"level":"info","trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331","msg":"x"}',
      '{"severity" : "ERROR", "traceId": "0AF7"}',
      '{"log.level":"warn","otelSpanID":"b7"}',
      '{"message":"level is high"}',
      'level="info" trace_id="0a"',
      "{",
    ];
    expect(
      filtered(readFieldsCode(), READ_FIELDS, lines).map(({ code, record: { body: _, ...fields } }) => [code, fields]),
    ).toEqual([
      [
        2,
        {
          severity_text: "info",
          trace_id: "0af7651916cd43dd8448eb211c80319c",
          span_id: "b7ad6b7169203331",
        },
      ],
      [2, { severity_text: "ERROR", trace_id: "0AF7" }],
      [2, { severity_text: "warn", span_id: "b7" }],
      [0, {}],
      [0, {}],
      [0, {}],
    ]);
  });
});
