/** Unpacks Debian's Prometheus, its exporters, and databases for two of them to ask, into the user's cache. */
import { installPackages } from "../lib/debian.mjs";
import { prometheusDir, prometheusPins, prometheusPrograms } from "../lib/engines.mjs";
import { asProgram } from "../lib/process.mjs";

/**
 * Installs the programs unless they are there already.
 * @returns {Promise<string>} the folder that they are unpacked in
 */
export async function installPrometheus() {
  return installPackages({
    name: "prometheus",
    dir: prometheusDir(),
    pins: prometheusPins,
    size: "70 MB",
    programs: prometheusPrograms(),
  });
}

if (process.argv[1] === import.meta.filename) await asProgram("prometheus", installPrometheus);
