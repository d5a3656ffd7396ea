/**
 * Says whether the Grafana bindings are fresh, without loading a dependency, so that `npm start` may ask every time.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, readPins, root } from "./pins.mjs";

/** Where the workspace keeps what is generated. Both folders are ignored by git. */
export const workspace = join(root, "providers", "grafana");
export const compiled = join(workspace, "lib");
const stamp = join(compiled, ".stamp");

/** Files that decide what the bindings look like, beside the schema itself. */
const recipe = ["scripts/generate-bindings.mjs", "providers/grafana/tsconfig.json"];

/** Packages that decide it too; their versions are read from the installed copies. */
const makers = ["@cdktf/provider-generator", "typescript", "esbuild", "cdktf"];

/**
 * Fingerprint of everything the bindings are made from.
 * @returns {string}
 */
export function bindingsFingerprint() {
  const pin = readPins().grafana;
  const versions = makers.map((name) => {
    const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    return `${name}@${JSON.parse(manifest).version}`;
  });
  const files = [pin.file, ...recipe].map((file) => readFileSync(join(root, file)));
  return fingerprint([JSON.stringify(pin), ...versions, ...files]);
}

/**
 * Whether the compiled bindings were made from what is installed and pinned now.
 * @returns {boolean}
 */
export function bindingsAreFresh() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === bindingsFingerprint();
}
