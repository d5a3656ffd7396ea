/** Long-running child processes with progress on screen, and a lock so that two runs do not build the same thing. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const heartbeatMs = 30_000;
const lockPollMs = 2_000;
const tailLines = 40;

/** Thrown for what the reader can put right; its message is the whole text to show. */
export class InstallError extends Error {}

/**
 * Runs a program to its end, printing a line every 30 s while it works and the end of its output if it fails.
 * @param {string} label what is being done, for the progress lines
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<void>} rejects with an InstallError when the program cannot start or ends with another code than 0
 */
export async function run(label, command, args, options = {}) {
  const started = Date.now();
  const heartbeat = setInterval(() => say(`${label}: still working after ${elapsed(started)}`), heartbeatMs);
  const tail = [];
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
      const keep = (chunk) => {
        tail.push(...chunk.toString().split("\n").filter(Boolean));
        tail.splice(0, Math.max(0, tail.length - tailLines));
      };
      child.stdout.on("data", keep);
      child.stderr.on("data", keep);
      child.on("error", reject);
      child.on("close", (status, signal) => resolve(status ?? signal));
    });
    if (code !== 0)
      throw new InstallError(`${label}: "${command} ${args.join(" ")}" ended with ${code}\n${tail.join("\n")}`);
  } catch (error) {
    if (error.code === "ENOENT") throw new InstallError(`${label}: there is no program "${command}" on the PATH`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
  say(`${label}: done in ${elapsed(started)}`);
}

/**
 * What a program prints about itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | undefined} undefined when there is no such program or it fails
 */
export function output(command, args) {
  const result = spawnSync(command, args, { encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * Does the work while holding a lock file; waits for another process that holds it, and takes over from one that died.
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  const started = Date.now();
  for (let told = false; !take(lockFile); told = true) {
    const holder = holderOf(lockFile);
    if (holder === undefined) continue;
    if (!told) say(`waiting for process ${holder}, which holds ${lockFile}`);
    await delay(lockPollMs);
  }
  if (Date.now() - started > lockPollMs) say(`${lockFile} is free after ${elapsed(started)}`);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/**
 * Runs an install script's work as a program: prints what it returns, or why it failed, and sets the exit code.
 * @param {string} engine
 * @param {() => Promise<string>} work
 */
export async function asProgram(engine, work) {
  try {
    say(`${engine}: ${await work()}`);
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    process.stderr.write(`[engines] ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Prints one progress line. */
export function say(text) {
  process.stdout.write(`[engines] ${text}\n`);
}

/** Time since `started` (milliseconds of the epoch), as "3m05s". */
export function elapsed(started) {
  const seconds = Math.round((Date.now() - started) / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
}

function take(lockFile) {
  try {
    const descriptor = openSync(lockFile, "wx");
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** The living process that holds the lock; a dead holder's lock is removed. */
function holderOf(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, "utf8"));
    const justCreated = pid === 0 && Date.now() - statSync(lockFile).mtimeMs < lockPollMs;
    if (justCreated || isAlive(pid)) return pid;
    rmSync(lockFile, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return undefined;
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
