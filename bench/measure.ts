/** Runs programs and times them. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "./contenders";

/** Wall time of one run, in seconds, from start to exit of the process. */
export function timeOnce(contender: Contender, folder: string, env: Readonly<NodeJS.ProcessEnv>): number {
  const outdir = join(folder, "cdktf.out");
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir);
  const began = performance.now();
  const run = spawnSync(process.execPath, [...contender.args], {
    cwd: folder,
    env: { PATH: env["PATH"], HOME: folder, CDKTF_OUTDIR: outdir, ...contender.env },
    encoding: "utf8",
  });
  const seconds = (performance.now() - began) / 1000;
  if (run.status !== 0) throw new Error(`${contender.title} ended with ${String(run.status)}:\n${run.stderr}`);
  return seconds;
}

/** Value in the middle; with an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return ((sorted[low] ?? NaN) + (sorted[high] ?? NaN)) / 2;
}
