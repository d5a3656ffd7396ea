/** A throw-away repository with this project's scripts, to run them in without touching the real one. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { ROOT } from "../support/source-file";

/** What a script did. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Sandbox {
  readonly root: string;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), "estate-scripts-"));
    onTestFinished(() => {
      rmSync(this.root, { recursive: true, force: true });
    });
    cpSync(join(ROOT, "scripts"), join(this.root, "scripts"), { recursive: true });
    // What the generator makes is tested elsewhere; here it only leaves a trace.
    this.write("scripts/generate-bindings.mjs", `process.stderr.write("bindings generated\\n");\n`);
  }

  write(path: string, content: string | Buffer | object): string {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    const isText = typeof content === "string" || Buffer.isBuffer(content);
    writeFileSync(file, isText ? content : `${JSON.stringify(content, null, 2)}\n`);
    return file;
  }

  /** Writes a program that Node runs. */
  program(path: string, source: string): string {
    const file = this.write(path, `#!${process.execPath}\n${source}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(this.root, script), ...args], {
      cwd: this.root,
      env: { PATH: join(this.root, "bin"), ...env },
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }
}
