/** What is blackened in a line, and what of a line of JSON is worth a field: small functions in Lua, run for every line. */
import type { REDACTED_KINDS, TelemetryLogsConfig } from "../../../config/sections/telemetry-logs";
import { LOG_FIELDS } from "./log-record";
import { luaPattern, luaText } from "./lua-pattern";

type Kind = (typeof REDACTED_KINDS)[number];

/** What stands in place of what was blackened. */
export const BLACKENED = "[redacted]";

/** What is looked for, as patterns of lines. A payment card begins with 2 to 6, unlike a time in microseconds. */
const KINDS: Readonly<Record<Exclude<Kind, "email">, readonly string[]>> = {
  "aws-access-key": ["\\bA[KS]IA[A-Z0-9]{16}\\b"],
  "bearer-token": ["[Bb]earer\\s+[\\w.~+/=-]{8,}", "\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]+"],
  ipv4: ["\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b"],
  "payment-card": ["\\b[2-6]\\d{3}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}\\b", "\\b3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}\\b"],
};

/** Name of the function that blackens. */
export const REDACT = "redact";
/** Name of the function that reads fields. */
export const READ_FIELDS = "read_fields";

/** Begins only where an address can begin: a long line with many dots would be gone through for each of them. */
const EMAIL = "%f[%w_%.%%%+%-][%w_%.%%%+%-]+@[%w_%-]+%.[%w_%.%-]*[%w_]";

/** What a policy blackens, as patterns of Lua, each once. */
export function redactedPatterns({ redact, redactPatterns }: TelemetryLogsConfig): readonly string[] {
  const named = redact.flatMap((kind) => (kind === "email" ? [EMAIL] : KINDS[kind].map(luaPattern)));
  return [...new Set([...named, ...redactPatterns.map(luaPattern)])];
}

/** A function that replaces patterns of Lua in the line. It says whether it changed anything, and keeps the time as it is. */
export function redactCode(patterns: readonly string[]): string {
  const steps = patterns.map(
    (pattern) => `b, c = string.gsub(b, ${luaText(pattern)}, ${luaText(BLACKENED)}) n = n + c`,
  );
  return [
    `function ${REDACT}(tag, time, record)`,
    `local b, c, n = record[${luaText(LOG_FIELDS.body)}], 0, 0`,
    "if type(b) ~= 'string' then return 0, time, record end",
    ...steps,
    "if n == 0 then return 0, time, record end",
    `record[${luaText(LOG_FIELDS.body)}] = b`,
    "return 2, time, record end",
  ].join(" ");
}

/** Keys under which applications write these into a line of JSON. */
const READ: readonly (readonly [field: keyof typeof LOG_FIELDS, keys: readonly string[], value: string])[] = [
  ["level", ["level", "severity", "severityText", "log.level"], "%a+"],
  ["trace", ["trace_id", "traceId", "traceID", "otelTraceID", "dd.trace_id"], "%x+"],
  ["span", ["span_id", "spanId", "spanID", "otelSpanID"], "%x+"],
];

/** A function that copies level, trace and span of a line of JSON into fields; any other line is left alone. */
export function readFieldsCode(): string {
  const searches = READ.map(([field, keys, value]) => {
    const found = keys.map((key) => `string.match(b, ${luaText(`"${key.replaceAll(".", "%.")}"%s*:%s*"(${value})"`)})`);
    return `v = ${found.join(" or ")} if v then record[${luaText(LOG_FIELDS[field])}] = v n = n + 1 end`;
  });
  return [
    `function ${READ_FIELDS}(tag, time, record)`,
    `local b, v, n = record[${luaText(LOG_FIELDS.body)}], nil, 0`,
    "if type(b) ~= 'string' or string.sub(b, 1, 1) ~= '{' then return 0, time, record end",
    ...searches,
    "if n == 0 then return 0, time, record end",
    "return 2, time, record end",
  ].join(" ");
}
