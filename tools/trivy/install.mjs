#!/usr/bin/env node
/**
 * Builds the Trivy scanner from the Go module beside this file, once, into the user's cache.
 *
 *   node tools/trivy/install.mjs            build when absent; the path is the last line on standard output
 *   node tools/trivy/install.mjs --where    print the path and build nothing; exit 1 when it is not there
 *
 * The version is the one that go.mod requires, and go.sum pins every byte of the source: no release binary is downloaded,
 * because those of three versions carried malware (see COMPROMISED). A build takes about 7 minutes on two cores, and 160 MB.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheDir } from "../lib/cache.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULE = "github.com/aquasecurity/trivy";

/** Releases of March 2026 that were published by an intruder: GHSA-69fq-xp46-6x23, CVE-2026-33634. */
const COMPROMISED = new Set(["0.69.4", "0.69.5", "0.69.6"]);

/** Seconds between two lines of progress. */
const PROGRESS_SECONDS = 15;

/** Ends the program with a message that says what to do. */
function fail(message) {
  process.stderr.write(`trivy: ${message}\n`);
  process.exit(1);
}

/** The version that go.mod requires, without the leading "v". */
function pinnedVersion() {
  const goMod = readFileSync(join(HERE, "go.mod"), "utf8");
  const pin = new RegExp(`^\\s*(?:require )?${MODULE.replaceAll(".", "\\.")} v(\\d+\\.\\d+\\.\\d+)(?:\\s*//.*)?$`, "m");
  const found = pin.exec(goMod);
  if (found === null) fail(`tools/trivy/go.mod does not require a release of ${MODULE}`);
  const version = found[1];
  if (COMPROMISED.has(version)) {
    fail(`version ${version} was compromised (GHSA-69fq-xp46-6x23); pin another in tools/trivy/go.mod`);
  }
  return version;
}

/** Fails unless a Go tool chain answers; Go itself fetches a newer one when go.mod asks for it. */
function requireGo() {
  const answer = spawnSync("go", ["version"], { cwd: HERE, encoding: "utf8" });
  if (answer.error !== undefined || answer.status !== 0) {
    const why = answer.error?.message ?? answer.stderr.trim();
    fail(
      `Go 1.25 or later is needed to build it (${why}); install it from https://go.dev/dl, or leave the scan not run`,
    );
  }
}

/** Compiles to a part file and renames it, so that a half-built scanner is never found. */
async function build(version, binary) {
  const part = `${binary}.${process.pid}.part`;
  const flags = ["-s", "-w", "-X", `${MODULE}/pkg/version/app.ver=${version}`];
  const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", flags.join(" "), "-o", part, `${MODULE}/cmd/trivy`];
  const env = { ...process.env, CGO_ENABLED: "0", GOEXPERIMENT: "jsonv2", GOFLAGS: "", GOWORK: "off" };
  const started = Date.now();
  const minutes = () => ((Date.now() - started) / 60_000).toFixed(1);
  process.stderr.write(`trivy: building ${version} from source, once; about 7 minutes on two cores\n`);
  const ticker = setInterval(
    () => process.stderr.write(`trivy: building, ${minutes()} min\n`),
    PROGRESS_SECONDS * 1000,
  );
  const code = await new Promise((resolve, reject) => {
    const child = spawn("go", args, { cwd: HERE, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", (status, signal) => resolve(status ?? `signal ${signal}`));
  }).finally(() => clearInterval(ticker));
  if (code !== 0) {
    rmSync(part, { force: true });
    fail(`go build failed (${code}); its own output is above`);
  }
  renameSync(part, binary);
  process.stderr.write(`trivy: built in ${minutes()} min\n`);
}

const version = pinnedVersion();
const folder = join(cacheDir(), `trivy-${version}`);
const binary = join(folder, "trivy");

if (!existsSync(binary)) {
  if (process.argv.includes("--where")) fail(`${version} is not installed; run: node tools/trivy/install.mjs`);
  requireGo();
  mkdirSync(folder, { recursive: true });
  await build(version, binary);
}
process.stdout.write(`${binary}\n`);
