/** Unpacks Debian's LuaJIT, which is what Fluent Bit runs Lua with, into the user's cache. */
import { installPackages } from "../lib/debian.mjs";
import { luajitDir, luajitPath, luajitPins } from "../lib/engines.mjs";
import { asProgram } from "../lib/process.mjs";

/**
 * Installs the program unless it is there already.
 * @returns {Promise<string>} the folder that it is unpacked in
 */
export async function installLuajit() {
  return installPackages({
    name: "luajit",
    dir: luajitDir(),
    pins: luajitPins,
    size: "1 MB",
    programs: { luajit: luajitPath() },
  });
}

if (process.argv[1] === import.meta.filename) await asProgram("luajit", installLuajit);
