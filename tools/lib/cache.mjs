/** Where engines are kept between runs: outside the repository, one folder per engine and pin. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/**
 * Folder of every engine this project installs.
 * @default ~/.cache/monitoring-estate; the environment variable ESTATE_CACHE_DIR overrides it
 * @returns {string} an absolute path; the folder need not exist yet
 */
export function cacheDir() {
  const override = process.env.ESTATE_CACHE_DIR;
  return override ? path.resolve(override) : path.join(homedir(), ".cache", "monitoring-estate");
}

/**
 * Short name of what an engine is made from, so that a changed pin gets a folder of its own.
 * @param {readonly string[]} files pin files, in a fixed order
 * @param {readonly string[]} [facts] anything else the engine depends on, such as a version
 * @returns {string} 12 hexadecimal digits
 */
export function pinHash(files, facts = []) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  for (const fact of facts) hash.update(fact).update("\0");
  return hash.digest("hex").slice(0, 12);
}
