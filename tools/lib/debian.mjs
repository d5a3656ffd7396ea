/**
 * Unpacks packages of Debian 12 into the user's cache. Needs no root: `apt-get download` and `dpkg -x` write where they are
 * told to, and nothing is set up on the machine.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InstallError, output, run, withLock } from "./process.mjs";

/** Without this, apt says that it cannot give up root's rights, where it runs as root. */
const UNSANDBOXED = ["-o", "APT::Sandbox::User=root"];

/**
 * Unpacks the packages of a pin file below `root` of a folder, unless they are there already.
 * @param {object} engine
 * @param {string} engine.name as messages call it
 * @param {string} engine.dir the folder
 * @param {string} engine.pins file with packages, `name` or `name=version`, one a line
 * @param {string} engine.size of what is downloaded, in words
 * @param {Readonly<Record<string, string>>} engine.programs what must be there in the end, by name
 * @returns {Promise<string>} the folder
 */
export async function installPackages({ name, dir, pins, size, programs }) {
  const ready = path.join(dir, "ready");
  await withLock(`${dir}.lock`, async () => {
    if (existsSync(ready)) return;
    for (const program of ["apt-get", "apt-cache", "dpkg"])
      if (output(program, ["--version"]) === undefined)
        throw new InstallError(`${name}: there is no ${program}; the packages are those of Debian 12`);
    rmSync(dir, { recursive: true, force: true });
    const archives = path.join(dir, "archives");
    mkdirSync(archives, { recursive: true });
    const packages = pinned(pins);
    const { apt, digests } = await index(name, packages, dir);
    await run(`${name}: download ${size} of packages`, "apt-get", [...apt, "download", ...packages], {
      cwd: archives,
    });
    for (const [one, digest] of digests) verify(name, one, digest, archives);
    const files = readdirSync(archives).map((file) => path.join(archives, file));
    for (const file of files) unpack(name, file, dir);
    for (const [one, program] of Object.entries(programs))
      if (!existsSync(program)) throw new InstallError(`${name}: ${one} is not in its package (${program})`);
    for (const scratch of [archives, path.join(dir, "apt")]) rmSync(scratch, { recursive: true, force: true });
    writeFileSync(ready, `${packages.join("\n")}\n`);
  });
  return dir;
}

/** `name` or `name=version`, as apt takes it. */
function pinned(pins) {
  const lines = readFileSync(pins, "utf8").split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

/**
 * What apt's signed index says of the packages. A machine without package lists gets its own, in the cache.
 * @param {string} name
 * @param {readonly string[]} packages
 * @param {string} dir
 * @returns {Promise<{ apt: string[], digests: Map<string, string> }>} options for apt, and SHA-256 by package
 */
async function index(name, packages, dir) {
  const names = packages.map((one) => one.split("=")[0]);
  const known = digestsOf(packages, UNSANDBOXED);
  if (names.every((one) => known.has(one))) return { apt: UNSANDBOXED, digests: known };
  const state = path.join(dir, "apt");
  mkdirSync(path.join(state, "lists", "partial"), { recursive: true });
  mkdirSync(path.join(state, "cache", "archives", "partial"), { recursive: true });
  const places = [`Dir::State::lists=${path.join(state, "lists")}`, `Dir::Cache=${path.join(state, "cache")}`];
  const apt = [...UNSANDBOXED, ...places.flatMap((place) => ["-o", place])];
  await run(`${name}: fetch the package lists`, "apt-get", [...apt, "update"]);
  const digests = digestsOf(packages, apt);
  const unknown = names.filter((one) => !digests.has(one));
  if (unknown.length === 0) return { apt, digests };
  throw new InstallError(
    `${name}: apt does not know ${unknown.join(", ")}: the pins of tools/${name}/packages.txt are Debian 12's`,
  );
}

/** SHA-256 of the packages that apt knows at the version asked for. */
function digestsOf(packages, options) {
  const { stdout } = spawnSync("apt-cache", [...options, "show", "--no-all-versions", ...packages], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const stanzas = stdout
    .split("\n\n")
    .map((stanza) => [/^Package: (.+)$/m.exec(stanza)?.[1], /^SHA256: ([0-9a-f]{64})$/m.exec(stanza)?.[1]]);
  return new Map(stanzas.filter(([one, digest]) => one !== undefined && digest !== undefined));
}

/** Fails unless exactly one archive of the package is there, with the digest of the index. */
function verify(name, one, wanted, archives) {
  const files = readdirSync(archives).filter((file) => file.startsWith(`${one}_`));
  const digests = files.map((file) =>
    createHash("sha256")
      .update(readFileSync(path.join(archives, file)))
      .digest("hex"),
  );
  if (digests.length === 1 && digests[0] === wanted) return;
  throw new InstallError(`${name}: ${one} has SHA-256 ${digests.join(", ") || "none"}, the index says ${wanted}`);
}

function unpack(name, file, dir) {
  if (output("dpkg", ["-x", file, path.join(dir, "root")]) === undefined)
    throw new InstallError(`${name}: dpkg -x ${path.basename(file)} failed`);
}
