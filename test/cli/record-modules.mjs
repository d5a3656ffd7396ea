// Preloaded by a test: notes the path of every module that the process loads, ECMAScript or CommonJS, in $LOADED_LOG.
import { appendFileSync } from "node:fs";
import Module, { register } from "node:module";
import { fileURLToPath } from "node:url";

const log = process.env.LOADED_LOG;

const hook = `
import { appendFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
export async function load(url, context, next) {
  if (url.startsWith("file:")) appendFileSync(${JSON.stringify(log)}, fileURLToPath(url.split("?")[0]) + "\\n");
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`, import.meta.url);

const load = Module._load;
Module._load = function recorded(request, parent, isMain) {
  if (!Module.isBuiltin(request)) {
    try {
      const path = Module._resolveFilename(request, parent, isMain);
      appendFileSync(log, `${path.startsWith("file:") ? fileURLToPath(path) : path}\n`);
    } catch {
      // Node.js itself says that it is not there.
    }
  }
  return load.call(this, request, parent, isMain);
};
