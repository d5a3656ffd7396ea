import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = new URL("../../.ci/run", import.meta.url).pathname;
let bin: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), "ci-run-"));
});
afterEach(() => {
  rmSync(bin, { recursive: true });
});

/** Runs the script with an npm that prints and ends as told, per npm script. */
function ciRun(steps: Readonly<Record<string, { prints: string; exit: number }>>) {
  const cases = Object.entries(steps).map(([name, { prints, exit }]) => `${name}) echo '${prints}'; exit ${exit};;`);
  const npm = join(bin, "npm");
  writeFileSync(npm, `#!/bin/sh\nfor script; do :; done\ncase "$script" in\n${cases.join("\n")}\n*) exit 9;;\nesac\n`);
  chmodSync(npm, 0o755);
  const { status, stdout } = spawnSync("bash", [script], {
    encoding: "utf8",
    env: { PATH: `${bin}:${process.env["PATH"] ?? ""}` },
  });
  return { status, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

describe(".ci/run", () => {
  it("adds up both steps and ends with 0 when both passed", () => {
    const ended = ciRun({
      test: { prints: "      Tests  120 passed (120)", exit: 0 },
      "test:engines": { prints: "      Tests  9 passed (9)", exit: 0 },
    });
    expect(ended).toEqual({ status: 0, lastLine: "129 passed, 0 failed" });
  });

  it("runs the second step although the first failed, and ends with 1", () => {
    const ended = ciRun({
      test: { prints: "      Tests  2 failed | 118 passed (120)", exit: 1 },
      "test:engines": { prints: "      Tests  9 passed (9)", exit: 0 },
    });
    expect(ended).toEqual({ status: 1, lastLine: "127 passed, 2 failed" });
  });

  it("counts a step that fails outside its tests as one failure", () => {
    const ended = ciRun({
      test: { prints: "error TS2304: Cannot find name", exit: 2 },
      "test:engines": { prints: "      Tests  9 passed (9)", exit: 0 },
    });
    expect(ended).toEqual({ status: 1, lastLine: "9 passed, 1 failed" });
  });

  it("does not take a step that tested nothing for one that passed", () => {
    const ended = ciRun({
      test: { prints: "nothing", exit: 0 },
      "test:engines": { prints: "      Tests  9 passed (9)", exit: 0 },
    });
    expect(ended).toEqual({ status: 1, lastLine: "9 passed, 1 failed" });
  });

  it("can be executed", () => {
    expect(execFileSync("test", ["-x", script])).toBeDefined();
  });
});
