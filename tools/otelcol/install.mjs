/**
 * Builds an OpenTelemetry Collector of what the pinned sidecar image is made of, once. OpenTelemetry's own builder writes
 * the program from builder.yaml; go.mod and go.sum beside it pin every byte of the source.
 *
 * The builder would look up modules itself, which fails: tests of two components need modules that the proxy refuses. What
 * is committed in `collector/` is what `go mod tidy -e` made of the builder's go.mod.
 */
import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { otelcolDir, otelcolPath } from "../lib/engines.mjs";
import { InstallError, asProgram, output, run, say, withLock } from "../lib/process.mjs";

const here = import.meta.dirname;
const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false", GOWORK: "off" };

/**
 * Builds the collector unless it is there already: 10 minutes on 2 cores, 200 MB on disk.
 * @returns {Promise<string>} path of the binary
 */
export async function installOtelcol() {
  const binary = otelcolPath();
  await withLock(`${otelcolDir()}.lock`, async () => {
    if (isExecutable(binary)) return;
    if (output("go", ["env", "GOVERSION"]) === undefined)
      throw new InstallError("otelcol: Go is not on the PATH: install Go 1.25 or newer");
    say("otelcol: building from source, 10 minutes on 2 cores, once");
    const source = path.join(otelcolDir(), "source");
    rmSync(otelcolDir(), { recursive: true, force: true });
    mkdirSync(source, { recursive: true });
    await generate(source);
    await build(source, `${binary}.part`);
    renameSync(`${binary}.part`, binary);
    rmSync(source, { recursive: true });
  });
  return binary;
}

/** Writes the program's sources, with the modules that are pinned. */
async function generate(source) {
  const config = path.join(source, "builder.yaml");
  const text = readFileSync(path.join(here, "builder.yaml"), "utf8");
  writeFileSync(config, text.replace(/^dist:$/m, `dist:\n  output_path: ${JSON.stringify(source)}`));
  const args = ["tool", "builder", "--config", config, "--skip-get-modules", "--skip-compilation"];
  await run("otelcol: write the program", "go", args, { cwd: path.join(here, "builder"), env });
  for (const file of ["go.mod", "go.sum"]) copyFileSync(path.join(here, "collector", file), path.join(source, file));
}

async function build(source, target) {
  const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", target, "."];
  await run("otelcol: download modules and compile", "go", args, { cwd: source, env });
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === import.meta.filename) await asProgram("otelcol", installOtelcol);
