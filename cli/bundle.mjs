/**
 * Starting the command through a TypeScript loader takes half a second before its first line runs, most of it spent on
 * finding and translating hundreds of small modules. So it is bundled into node_modules/.cache, which takes another half
 * second, whenever a source has changed since, and started from there. Nobody has to build anything, and no bundle is
 * ever older than its sources.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

/** What decides about a bundle besides the sources in it: flags, this file, and the versions installed. */
const ALSO = ["tsconfig.json", "cli/bundle.mjs", "node_modules/.package-lock.json"];

/** A running command loads parts of its bundle late, so a bundle outlives its successor by this long. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Left to Node.js: they look for files beside themselves. */
const EXTERNAL = ["esbuild", "typescript"];

/** Packages in CommonJS ask for Node's own modules by `require`, which an ECMAScript module lacks. */
const REQUIRE =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/**
 * The entry of an up-to-date bundle of `cli/main.ts`.
 * @param {string} root the checkout
 * @returns {Promise<string | undefined>} path; undefined where nothing can be written into node_modules
 */
export async function bundledEntry(root) {
  const cache = cacheOf(root);
  const state = readState(cache);
  if (state !== undefined && isFresh(root, state.inputs)) return join(cache, state.build, "main.mjs");
  const build = randomUUID();
  try {
    mkdirSync(join(cache, build), { recursive: true });
  } catch {
    return undefined;
  }
  const { inputs, outputs } = await bundle(root, ["cli/main.ts"], join(cache, build));
  publish(cache, { build, inputs: stamps(root, inputs), outputs });
  return join(cache, build, "main.mjs");
}

/**
 * Bundles entries of this checkout, packages included, each late import into a file of its own.
 * @param {string} root the checkout
 * @param {readonly string[]} entries relative to `root`
 * @param {string} folder where the result goes, below a node_modules that has the packages
 */
export async function bundle(root, entries, folder) {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    external: EXTERNAL,
    banner: { js: REQUIRE },
    plugins: [{ name: "own-place", setup: keepPlaces }],
    metafile: true,
    logLevel: "error",
  });
  const own = Object.keys(metafile.inputs).filter((path) => !path.split("/").includes("node_modules"));
  const outputs = Object.entries(metafile.outputs).map(([path, { inputs }]) => [
    relative(folder, join(root, path)).split(sep).join("/"),
    Object.keys(inputs),
  ]);
  return { inputs: own, outputs: Object.fromEntries(outputs) };
}

/** A module goes on finding files beside its source, not beside the bundle. */
function keepPlaces(build) {
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    if (path.split(sep).includes("node_modules")) return undefined;
    const url = JSON.stringify(pathToFileURL(path).href);
    return { contents: readFileSync(path, "utf8").replaceAll("import.meta.url", () => url), loader: "ts" };
  });
}

/** One folder per checkout, since checkouts may share their node_modules. */
function cacheOf(root) {
  const key = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return join(root, "node_modules", ".cache", "estate", key);
}

function readState(cache) {
  try {
    return JSON.parse(readFileSync(join(cache, "state.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function stamps(root, inputs) {
  return Object.fromEntries([...inputs, ...ALSO].map((path) => [path, stamp(join(root, path))]));
}

function isFresh(root, inputs) {
  return Object.entries(inputs).every(([path, known]) => stamp(join(root, path)) === known);
}

function stamp(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "absent" : `${found.mtimeMs} ${found.size}`;
}

/** Two commands may bundle at once: each has a folder of its own, and the state names one of them, never half of it. */
function publish(cache, state) {
  const draft = join(cache, `${state.build}.json`);
  writeFileSync(draft, JSON.stringify(state));
  renameSync(draft, join(cache, "state.json"));
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > KEPT_MILLISECONDS && name !== "state.json")
      rmSync(path, { recursive: true, force: true });
  }
}
