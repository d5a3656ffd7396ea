/**
 * Generates the workspace `@cdktf/provider-grafana` from the pinned schema: offline, and only when something it is made
 * from has changed. Runs as `postinstall`, since the package is not published anywhere.
 *
 * JavaScript comes from esbuild, declarations from the TypeScript compiler without its type check: the generated code
 * does not hold up to this project's compiler flags, and checking it would double the time.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bindingsAreFresh, bindingsFingerprint, compiled, workspace } from "./lib/bindings.mjs";
import { readPins, root } from "./lib/pins.mjs";

const require = createRequire(import.meta.url);
const build = join(workspace, "generated");
const sources = join(build, "src");
const output = join(build, "lib");

if (!process.argv.includes("--force") && bindingsAreFresh()) {
  say("Grafana bindings are up to date.");
} else {
  await generate();
}

async function generate() {
  const began = performance.now();
  const pin = readPins().grafana;
  say(`Generating the Grafana bindings from ${pin.file} (once per install, about 10 s) ...`);

  rmSync(build, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  await writeSources(pin);
  say(`  sources    ${seconds(began)}`);

  await Promise.all([writeDeclarations(), writeJavaScript()]);
  say(`  compiled   ${seconds(began)}`);

  writeFileSync(join(output, ".stamp"), bindingsFingerprint());
  publish();
  say(`  ready      ${seconds(began)}, ${readdirSync(compiled).length - 1} modules`);
}

/** Writes one TypeScript module for each resource and data source of the schema, and one for the provider. */
async function writeSources(pin) {
  keepGeneratorOffline();
  const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = require("@cdktf/provider-generator");
  const { ConstructsMakerProviderTarget, Language } = require("@cdktf/commons");

  const schema = JSON.parse(gunzipSync(readFileSync(join(root, pin.file))).toString("utf8"));
  const code = new CodeMaker();
  const constraint = new TerraformProviderConstraint(`${pin.source}@${pin.constraint}`);
  new TerraformProviderGenerator(code, schema).generate(
    new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT),
  );
  await code.save(build);

  renameSync(join(build, "providers", constraint.name), sources);
  // No barrel: what does not exist cannot be imported by mistake, and loading all modules costs seconds.
  rmSync(join(sources, "index.ts"));
  rmSync(join(sources, "lazy-index.ts"));
}

/**
 * The generator's library asks `terraform version` as soon as it is loaded, and reports to its vendor when that fails.
 * Nothing here needs the answer, so the module that asks is replaced before it is loaded.
 */
function keepGeneratorOffline() {
  process.env.CHECKPOINT_DISABLE = "1";
  const file = require.resolve("@cdktf/commons/src/terraform.js");
  const exports = { terraformBinaryName: "terraform", terraformVersion: Promise.resolve("0.0.0") };
  require.cache[file] = Object.assign(new (require("node:module"))(file), { exports, loaded: true, filename: file });
}

async function writeDeclarations() {
  const compiler = require.resolve("typescript/lib/tsc.js");
  const child = spawn(process.execPath, [compiler, "--project", join(workspace, "tsconfig.json")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the TypeScript compiler ended with ${code} on the generated Grafana bindings`);
}

async function writeJavaScript() {
  const { transform } = await import("esbuild");
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  for (const file of files) {
    // Platform node lists the exported names for Node's ESM loader. A plain require costs less at load time than esbuild's copy of the whole cdktf namespace per module.
    const text = readFileSync(join(sources, file), "utf8").replace(
      "import * as cdktf from 'cdktf';",
      "import cdktf = require('cdktf');",
    );
    const { code } = await transform(text, { loader: "ts", format: "cjs", platform: "node", target: "node20" });
    const target = join(output, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
}

/** Puts the new modules in place in one step each way, so that a running program never sees half of them. */
function publish() {
  const previous = join(build, "previous");
  try {
    renameSync(compiled, previous);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  renameSync(output, compiled);
  rmSync(build, { recursive: true, force: true });
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
