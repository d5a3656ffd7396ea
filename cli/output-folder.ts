/** Results are gathered in a temporary folder beside their place and moved there in one step, so that none is half-written. */
import { randomUUID } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { access, copyFile, mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { ToolError } from "./run-command";

/** One file of the results, relative to the folder. */
export type OutputFile =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly copyOf: string };

/** Every file that a command may leave. A folder that holds anything else is somebody's, and is not replaced. */
const OURS = /^(?:manifest\.json|tfplan|plan\.json|stacks\/[^/]+\/cdk\.tf\.json|hcl\/[^/]+\/main\.tf)$/;
const MARKER = "manifest.json";

/** A place for results that was found to be free, or to hold earlier results only. */
export class OutputFolder {
  private constructor(
    private readonly given: string,
    private readonly target: string,
  ) {}

  /**
   * Claims `given`, without touching it: a folder that may not be replaced is refused before the work begins.
   * @param inputs files that must not lie in it, such as the config
   * @throws {ToolError} when it is a file, holds what the tool did not write, or holds the working directory or an input
   */
  static async claim(given: string, inputs: readonly string[]): Promise<OutputFolder> {
    const target = await realpath(given).catch(() => resolve(given));
    for (const input of [process.cwd(), ...inputs]) {
      const real = await realpath(input).catch(() => resolve(input));
      if (!holds(target, real)) continue;
      throw refusal(given, `holds ${real}, and it would be replaced as a whole. Name a folder of its own.`);
    }
    const folder = new OutputFolder(given, target);
    await folder.assertReplaceable();
    return folder;
  }

  /** Path of one of the files, below the folder as it was given. */
  path(file: string): string {
    return join(this.given, file);
  }

  /** Replaces the folder by the files given. When that fails, it stays exactly as it was. */
  async replace(files: readonly OutputFile[]): Promise<void> {
    await this.assertReplaceable();
    const fresh = join(dirname(this.target), `.${basename(this.target)}-${randomUUID()}`);
    try {
      for (const file of files) await write(join(fresh, file.path), file);
      await swap(fresh, this.target);
    } catch (error) {
      throw refusal(this.given, `cannot be written (${codeOf(error)}). It was left as it was.`);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }

  private async assertReplaceable(): Promise<void> {
    const found = await stat(this.target).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw refusal(this.given, `cannot be written (${codeOf(error)}). Name another folder.`);
    });
    await this.assertParentIsWritable();
    if (found === undefined) return;
    if (!found.isDirectory()) throw refusal(this.given, "is a file. Name a folder.");
    const files = await filesBelow(this.target);
    const foreign = files.find((file) => !OURS.test(file));
    if (foreign === undefined && (files.length === 0 || files.includes(MARKER))) return;
    const what = foreign ?? files[0] ?? "";
    throw refusal(
      this.given,
      `holds ${what}, which estate did not write, and it would be replaced as a whole. Name another folder.`,
    );
  }

  /** The folder is made beside its place, so the nearest parent that exists must take new entries. */
  private async assertParentIsWritable(): Promise<void> {
    let parent = dirname(this.target);
    while (!existsSync(parent)) parent = dirname(parent);
    await access(parent, constants.W_OK | constants.X_OK).catch((error: unknown) => {
      throw refusal(this.given, `cannot be written, since ${parent} cannot (${codeOf(error)}). Name another folder.`);
    });
  }
}

function refusal(given: string, why: string): ToolError {
  return new ToolError(`--out ${given}: ${why}`);
}

/** True when `path` is `folder` or lies below it. */
function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Files and empty folders below a folder, with slashes, sorted. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}

async function write(path: string, file: OutputFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if ("text" in file) await writeFile(path, file.text);
  else await copyFile(file.copyOf, path);
}

/** Moves `fresh` to `target`. What was there comes back when that fails. */
async function swap(fresh: string, target: string): Promise<void> {
  const old = `${fresh}-old`;
  const replaces = await rename(target, old).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaces) await rename(old, target);
    throw error;
  }
  if (replaces) await rm(old, { recursive: true, force: true });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
