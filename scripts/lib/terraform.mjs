/** Finds a Terraform or OpenTofu that is new enough. The version is asked once per binary, since asking takes 0.2 s. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { isAtLeast } from "./versions.mjs";

/** Oldest version that has what the estate uses: write-only arguments and S3 state locking by a lock file. */
export const minimumVersion = "1.11";

/** Names looked for, in this order, when TERRAFORM_BINARY_NAME does not name one. */
const names = ["terraform", "tofu"];

/**
 * @typedef {object} Found
 * @property {string} path absolute path of the binary
 * @property {string} version its version
 */

/**
 * First binary that is new enough.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cacheFile where versions already asked for are kept
 * @returns {{ found?: Found, tooOld: Found[], looked: string[] }}
 */
export function findTerraform(env, cacheFile) {
  const looked = env.TERRAFORM_BINARY_NAME ? [env.TERRAFORM_BINARY_NAME] : names;
  const tooOld = [];
  for (const path of looked.flatMap((name) => locate(name, env))) {
    const version = cachedVersion(path, env, cacheFile);
    if (version && isAtLeast(version, minimumVersion)) return { found: { path, version }, tooOld, looked };
    if (version) tooOld.push({ path, version });
  }
  return { tooOld, looked };
}

function locate(name, env) {
  const folders = /[\\/]/.test(name) ? [""] : (env.PATH ?? env.Path ?? "").split(delimiter);
  const suffixes = process.platform === "win32" ? [".exe", ""] : [""];
  const candidates = folders.flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)));
  return candidates.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()).slice(0, 1);
}

function cachedVersion(path, env, cacheFile) {
  const { mtimeMs, size } = statSync(path);
  const key = `${path}:${mtimeMs}:${size}`;
  const cache = readCache(cacheFile);
  if (cache[key]) return cache[key];
  const version = askVersion(path, env);
  if (version) {
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(cacheFile, JSON.stringify({ [key]: version }));
  }
  return version;
}

function readCache(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

function askVersion(path, env) {
  const clean = Object.fromEntries(Object.entries(env).filter(([key]) => !key.startsWith("TF_")));
  try {
    const answer = execFileSync(path, ["version", "-json"], {
      env: { ...clean, CHECKPOINT_DISABLE: "1" },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(answer).terraform_version;
  } catch {
    return undefined;
  }
}
