import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { beforeEach, describe, expect, it } from "vitest";
import { bundledEntry } from "../../cli/bundle.mjs";
import { scratch } from "./support";

let root: string;

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

/** What the bundled command prints. */
async function says(): Promise<string> {
  const entry = await bundledEntry(root);
  const { stdout } = await execa(process.execPath, [entry ?? "no bundle"]);
  return stdout;
}

beforeEach(() => {
  root = scratch();
  for (const folder of ["cli", "words", "node_modules"]) mkdirSync(join(root, folder));
  write(
    "cli/main.ts",
    'import { word } from "../words/word";\nconst later = await import("../words/later");\nprocess.stdout.write(`${word} ${later.here}`);\n',
  );
  write("words/word.ts", 'export const word: string = "first";\n');
  write("words/later.ts", "export const here: string = import.meta.url;\n");
});

describe("the bundle of the command", () => {
  it("knows where its sources are", async () => {
    expect(await says()).toBe(`first ${pathToFileURL(join(root, "words", "later.ts")).href}`);
  });

  it("is used again as long as no source has changed", async () => {
    expect(await bundledEntry(root)).toBe(await bundledEntry(root));
  });

  it("is made anew when a source has changed, even within the same size", async () => {
    await says();
    write("words/word.ts", 'export const word: string = "other";\n');
    expect(await says()).toMatch(/^other /);
  });

  it("is made anew when other packages are installed", async () => {
    const before = await bundledEntry(root);
    write("node_modules/.package-lock.json", "{}");
    const after = await bundledEntry(root);
    expect(after).not.toBe(before);
    utimesSync(join(root, "node_modules", ".package-lock.json"), 1, 1);
    expect(await bundledEntry(root)).not.toBe(after);
  });

  it("is made anew when its state cannot be read, and two may be made at once", async () => {
    const [one, two] = await Promise.all([bundledEntry(root), bundledEntry(root)]);
    expect(one).not.toBe(two);
    for (const entry of [one, two]) expect(readFileSync(entry ?? "", "utf8")).toContain("first");
    writeFileSync(join(one ?? "", "..", "..", "state.json"), "{");
    expect(await says()).toMatch(/^first /);
  });

  it("is done without where nothing can be written", async () => {
    write("node_modules/.cache", "a file");
    expect(await bundledEntry(root)).toBeUndefined();
  });
});
