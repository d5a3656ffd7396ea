/** Makes the Python environment of the engine tests: moto, DuckDB and sqlglot at the versions of requirements.txt. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pythonDir, pythonPath, pythonPins } from "../lib/engines.mjs";
import { InstallError, asProgram, output, run, withLock } from "../lib/process.mjs";

const oldest = [3, 10];
const candidates = ["python3", "python3.11", "python3.12", "python3.13", "python3.10"];

/**
 * Installs the environment unless it is there already.
 * @returns {Promise<string>} path of its interpreter
 */
export async function installPython() {
  const dir = pythonDir();
  const ready = path.join(dir, "ready");
  await withLock(`${dir}.lock`, async () => {
    if (existsSync(ready) && output(pythonPath(), ["--version"])) return;
    rmSync(dir, { recursive: true, force: true });
    await run("python: make an environment", systemPython(), ["-m", "venv", dir]);
    const pins = ["--requirement", pythonPins.requirements, "--constraint", pythonPins.constraints];
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", ...pins];
    await run("python: install moto, DuckDB and sqlglot (about a minute)", pythonPath(), pip);
    writeFileSync(ready, `${output(pythonPath(), ["--version"])}\n`);
  });
  return pythonPath();
}

function systemPython() {
  const found = candidates.find((command) => {
    const version = output(command, ["-c", "import sys; print(*sys.version_info[:2])"]) ?? "0 0";
    const [major, minor] = version.split(" ").map(Number);
    return major === oldest[0] && minor >= oldest[1];
  });
  if (found) return found;
  throw new InstallError(
    `python: none of ${candidates.join(", ")} on the PATH is Python ${oldest.join(".")} or newer: install one`,
  );
}

if (process.argv[1] === import.meta.filename) await asProgram("python", installPython);
