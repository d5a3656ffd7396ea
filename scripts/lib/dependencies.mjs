/** Says whether what is installed is what the lock file asks for, without loading a dependency. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Compares `package-lock.json` with the record npm keeps of what it installed.
 * @param {string} root repository
 * @param {{ dev: boolean }} need whether development dependencies count
 * @returns {"fresh" | "missing" | "outdated"}
 */
export function dependencyState(root, need) {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const installed = installedPackages(root);
  if (!installed) return "missing";
  const stale = Object.entries(wanted).some(([path, locked]) => {
    // Packages for other platforms are optional; the root has an empty path and links have no version.
    if (!path.startsWith("node_modules/") || locked.optional || locked.devOptional || locked.link) return false;
    if (locked.dev && !need.dev) return false;
    return installed[path]?.version !== locked.version;
  });
  return stale ? "outdated" : "fresh";
}

function installedPackages(root) {
  try {
    return lockedPackages(join(root, "node_modules", ".package-lock.json"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function lockedPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
