/** Runs the real command, with an environment built from nothing, in folders of its own. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll } from "vitest";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const BIN = join(ROOT, "cli", "estate.mjs");
export const SHOWCASE = join(ROOT, "estate.yaml");
export const MINIMAL = join(ROOT, "examples", "minimal.yaml");

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes when the test file is done. */
export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "estate-cli-")));
  folders.push(folder);
  return folder;
}

export interface Run {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The only variables that a test's environment shares with the one it runs in. */
export function cleanEnvironment(home: string): Readonly<Record<string, string>> {
  return { PATH: process.env["PATH"] ?? "", HOME: home };
}

/** Starts the command; `estate` waits for its end. */
export function start(args: readonly string[], { cwd, env = {} }: Run) {
  return execa(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...cleanEnvironment(cwd), ...env },
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    stripFinalNewline: false,
  });
}

export async function estate(args: readonly string[], run: Run): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await start(args, run);
  return { code: exitCode, stdout, stderr };
}

/** Every file below a folder with its text, by path. */
export function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.toSorted().map((path) => [relative(folder, path), readFileSync(path, "latin1")] as const),
  );
}

/**
 * Puts a program named `terraform` into `folder` that notes each call in `calls.log` and then runs `body`, a piece of
 * shell in which `$1` is the command.
 */
export function fakeTerraform(folder: string, body: string): string {
  const path = join(folder, "terraform");
  const script = [
    "#!/bin/sh",
    'if [ "$1" = version ]; then echo "Terraform v1.12.3"; exit 0; fi',
    `echo "$*" >> "${join(folder, "calls.log")}"`,
    body,
  ];
  writeFileSync(path, `${script.join("\n")}\n`, { mode: 0o755 });
  return path;
}

/** The calls that a fake has noted. */
export function callsOf(folder: string): readonly string[] {
  return readFileSync(join(folder, "calls.log"), "utf8").trim().split("\n");
}
