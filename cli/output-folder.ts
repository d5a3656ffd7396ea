/** Results are gathered in a temporary folder beside their place and moved there in one step, so that none is half-written. */
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ToolError } from "./run-command";

/** Marks a folder as ours to replace; cdktf writes the same file. */
const MARKER = "manifest.json";

/** One file of the results, relative to the folder. */
export type OutputFile =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly copyOf: string };

/**
 * Replaces `folder` by the files given.
 * @throws {ToolError} when the folder holds something that the tool did not write
 */
export async function replaceFolder(folder: string, files: readonly OutputFile[]): Promise<void> {
  const target = resolve(folder);
  await assertOurs(target);
  await mkdir(dirname(target), { recursive: true });
  const fresh = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    for (const file of files) await write(join(fresh, file.path), file);
    await swap(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function assertOurs(target: string): Promise<void> {
  if (!existsSync(target)) return;
  const entries = await readdir(target).catch(() => {
    throw new ToolError(`--out ${target} is a file. Name a folder.`);
  });
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new ToolError(
      `--out ${target} holds files that estate did not write, and it would be replaced as a whole. Name another folder.`,
    );
  }
}

async function write(path: string, file: OutputFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if ("text" in file) await writeFile(path, file.text);
  else await cp(file.copyOf, path);
}

async function swap(fresh: string, target: string): Promise<void> {
  const old = `${fresh}-old`;
  const replaces = existsSync(target);
  if (replaces) await rename(target, old);
  await rename(fresh, target);
  if (replaces) await rm(old, { recursive: true, force: true });
}
