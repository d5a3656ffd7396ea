/**
 * Makes a checkout ready to run: Node.js, Terraform or OpenTofu, dependencies, Grafana bindings.
 *
 * `npm start` and `npm test` run this first. It has no dependencies itself, says what it does and why, and takes no
 * noticeable time when there is nothing to do. With `--dev` the development dependencies count too.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bindingsAreFresh } from "./lib/bindings.mjs";
import { dependencyState } from "./lib/dependencies.mjs";
import { root } from "./lib/pins.mjs";
import { findTerraform, minimumVersion } from "./lib/terraform.mjs";
import { satisfies } from "./lib/versions.mjs";

const dev = process.argv.includes("--dev");
const heartbeatMs = 10_000;

const problems = [...nodeProblems(), ...terraformProblems()];
if (problems.length > 0) {
  for (const problem of problems) say(problem);
  process.exit(1);
}
await installDependencies();
await generateBindings();

function nodeProblems() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (satisfies(process.versions.node, engines.node)) return [];
  return [
    `Node.js ${process.versions.node} cannot run this project.\n` +
      `  accepted   ${engines.node}\n` +
      `  get it     https://nodejs.org/en/download, or "nvm install 22"`,
  ];
}

function terraformProblems() {
  const { found, tooOld, looked } = findTerraform(process.env, join(root, "node_modules", ".cache", "terraform.json"));
  if (found) return [];
  const seen = tooOld.map(({ path, version }) => `${path} is ${version}`).join(", ");
  return [
    `Terraform or OpenTofu is needed to plan the estate, and was not found.\n` +
      `  accepted   Terraform >= ${minimumVersion} or OpenTofu >= ${minimumVersion}\n` +
      `  looked for ${looked.join(", then ")} on PATH${seen ? `; too old: ${seen}` : ""}\n` +
      `  get it     https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install\n` +
      `  elsewhere  set TERRAFORM_BINARY_NAME to the path of the binary`,
  ];
}

async function installDependencies() {
  const state = dependencyState(root, { dev });
  if (state === "fresh") return;
  const why = state === "missing" ? "nothing is installed yet" : "package-lock.json asks for other versions";
  say(`Installing dependencies with "npm ci", because ${why}. This happens once and takes 1 to 2 minutes ...`);
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", ...(dev ? ["--include=dev"] : [])];
  const command = npm ? [process.execPath, npm, ...args] : ["npm", ...args];
  await run(command, "Dependencies", "Check the network and the npm registry settings, then run it again.");
}

async function generateBindings() {
  if (bindingsAreFresh()) return;
  const command = [process.execPath, join(root, "scripts", "generate-bindings.mjs")];
  await run(command, "Bindings", "Run it again; if it fails again, run npm ci.");
}

/** Runs a program with its output on standard error, and a sign of life for terminals that show no progress bar. */
async function run([program, ...args], what, hint) {
  const began = Date.now();
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  const heartbeat = setInterval(() => {
    say(`  ... ${Math.round((Date.now() - began) / 1000)} s`);
  }, heartbeatMs);
  try {
    const [code] = await once(child, "exit");
    if (code !== 0) fail(`${what}: "${program} ${args.join(" ")}" ended with ${code}. ${hint}`);
  } catch (error) {
    fail(`${what}: "${program}" could not be started (${error.message}). ${hint}`);
  } finally {
    clearInterval(heartbeat);
  }
  say(`${what} ready after ${Math.round((Date.now() - began) / 1000)} s.`);
}

function fail(message) {
  say(message);
  process.exit(1);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
