/**
 * The pinned provider facts, and where things are in the repository.
 *
 * `schemas/pins.json` is the only place that names a provider version: bindings, version constraints, the rehearsal and
 * the documentation read it.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Pin
 * @property {string} version version of the provider whose schema is pinned
 * @property {string} constraint version constraint written into the synthesised JSON
 * @property {string} source provider source, without registry host
 * @property {string} file schema, gzip-compressed, relative to the root
 * @property {string} date day that version was published, YYYY-MM-DD
 * @property {string} origin how the schema was obtained
 */

/** Absolute path of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Where the pins are kept, relative to the root. */
export const pinsFile = "schemas/pins.json";

/**
 * Reads the pins of all providers.
 * @param {string} [base] repository to read from
 * @returns {{ aws: Pin, grafana: Pin }}
 */
export function readPins(base = root) {
  return JSON.parse(readFileSync(join(base, pinsFile), "utf8"));
}

/**
 * Hash of texts and files; equal inputs mean that what was made from them is still fresh.
 * @param {readonly (string | Buffer)[]} parts
 * @returns {string}
 */
export function fingerprint(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
