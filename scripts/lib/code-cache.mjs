/**
 * Runs a CommonJS bundle with V8's code cache: what the engine compiled in the first run is read in the next ones.
 * Of the time a bundled synth takes beyond Node's own start, a third is compiling; this saves nearly all of it.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import vm from "node:vm";

/**
 * Runs a bundle, and keeps its compiled code beside it. The file must never change once it has run, since V8 knows a
 * source by its length only: give each build a name or a folder of its own. It must not use `import()`, which Node's
 * scripts lack; esbuild turns it into `require` with `supported: { "dynamic-import": false }`.
 * @param {string} file absolute path of the bundle, in ASCII as esbuild writes it
 */
export function runCached(file) {
  const cache = `${file}.cache`;
  const cachedData = readCache(cache);
  const script = new vm.Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, "latin1")}\n})`,
    {
      filename: file,
      cachedData,
    },
  );
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, the functions that were compiled on the way are in it too.
    process.once("exit", () => keep(script, cache));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

function readCache(cache) {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

/** In one step, since another process may be reading; a folder that cannot be written costs time, not the run. */
function keep(script, cache) {
  try {
    const draft = `${cache}.${process.pid}`;
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, cache);
  } catch {
    return;
  }
}
