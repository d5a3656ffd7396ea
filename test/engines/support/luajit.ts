/** Functions of the log router, run by the Lua that Fluent Bit has built in. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { luajitPath } from "../../../tools/lib/engines.mjs";

/** What a function of a filter gives back: 0 where it changed nothing, and the record. */
export interface Filtered {
  readonly code: number;
  readonly record: Readonly<Record<string, string>>;
}

/**
 * Calls a function of a filter for each line, as Fluent Bit would.
 * @throws when LuaJIT is not installed: then nothing was tested, which must not look like a pass
 */
export function filtered(code: string, call: string, lines: readonly string[]): readonly Filtered[] {
  const program = luajitPath();
  if (!existsSync(program)) throw new Error("not run: LuaJIT is not installed: run `node tools/luajit/install.mjs`");
  // Lines and values go in and out in hexadecimal digits, so that no byte of theirs is read as anything else.
  const script = `${code}
local function text(hex) return (hex:gsub("..", function(two) return string.char(tonumber(two, 16)) end)) end
local function hex(value) return (value:gsub(".", function(one) return ("%02x"):format(one:byte()) end)) end
for line in io.lines() do
  local code, _, record = ${call}("app-firelens-1", 0, { body = text(line) })
  local fields = {}
  for key, value in pairs(record) do fields[#fields + 1] = hex(key) .. "=" .. hex(value) end
  print(code .. " " .. table.concat(fields, ","))
end`;
  const input = lines.map((line) => Buffer.from(line).toString("hex")).join("\n");
  const output = execFileSync(program, ["-e", script], { input: `${input}\n`, encoding: "utf8", env: {} });
  return output.trimEnd().split("\n").map(parsed);
}

function parsed(line: string): Filtered {
  const [code = "", fields = ""] = line.split(" ");
  const text = (hex: string) => Buffer.from(hex, "hex").toString();
  const record = fields.split(",").map((field) => field.split("=").map(text) as [string, string]);
  return { code: Number(code), record: Object.fromEntries(record) };
}
