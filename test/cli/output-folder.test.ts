import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { OutputFolder } from "../../cli/output-folder";
import { contents, estate, MINIMAL, scratch } from "./support";

const OLD = { "manifest.json": "old", "stacks/estate/cdk.tf.json": "old", tfplan: "\u0000\u00ff" };
const FRESH = Object.entries({ "manifest.json": "new", "hcl/estate/main.tf": "new" }).map(([path, text]) => ({
  path,
  text,
}));

const root = scratch();
let tests = 0;
let folder: string;

beforeEach(() => {
  tests += 1;
  folder = join(root, String(tests), "out");
  mkdirSync(dirname(folder));
});

function fill(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, "latin1");
  }
}

async function replace(): Promise<void> {
  const out = await OutputFolder.claim(folder, []);
  await out.replace(FRESH);
}

describe("a folder for results", () => {
  it("is made, parents included", async () => {
    folder = join(folder, "a", "b");
    await replace();
    expect(contents(folder)).toEqual({ "hcl/estate/main.tf": "new", "manifest.json": "new" });
  });

  it("is filled when it is empty", async () => {
    mkdirSync(folder);
    await replace();
    expect(Object.keys(contents(folder))).toHaveLength(2);
  });

  it("is replaced as a whole, with nothing left beside it", async () => {
    fill(OLD);
    await replace();
    expect(contents(folder)).toEqual({ "hcl/estate/main.tf": "new", "manifest.json": "new" });
    expect(readdirSync(dirname(folder))).toEqual(["out"]);
  });

  it("is replaced where a link leads, and the link stays", async () => {
    fill(OLD);
    const link = join(dirname(folder), "link");
    symlinkSync(folder, link);
    const out = await OutputFolder.claim(link, []);
    await out.replace(FRESH);
    expect(readdirSync(dirname(folder)).toSorted()).toEqual(["link", "out"]);
    expect(Object.keys(contents(folder))).toHaveLength(2);
  });

  it("stays as it was, byte for byte, when writing fails in the middle", async () => {
    fill(OLD);
    const out = await OutputFolder.claim(folder, []);
    const missing = { path: "tfplan", copyOf: join(root, "no such plan") };
    await expect(out.replace([...FRESH, missing])).rejects.toThrow(
      `--out ${folder}: cannot be written (ENOENT). It was left as it was.`,
    );
    expect(contents(folder)).toEqual(OLD);
    expect(readdirSync(dirname(folder))).toEqual(["out"]);
  });

  it("is not made at all when writing fails in the middle", async () => {
    const out = await OutputFolder.claim(folder, []);
    await expect(out.replace([...FRESH, { path: "manifest.json/x", text: "" }])).rejects.toThrow(
      "cannot be written (E",
    );
    expect(readdirSync(dirname(folder))).toEqual([]);
  });
});

describe("what is no folder for results", () => {
  it.each([
    { title: "files of somebody else", files: { "notes.txt": "mine" }, found: "notes.txt" },
    { title: "a manifest of somebody else", files: { "manifest.json": "{}", "icons/a.png": "" }, found: "icons/a.png" },
    {
      title: "a state",
      files: { ...OLD, "stacks/estate/terraform.tfstate": "{}" },
      found: "stacks/estate/terraform.tfstate",
    },
    { title: "a plan alone", files: { tfplan: "" }, found: "tfplan" },
  ])("is refused and left alone: $title", async ({ files, found }) => {
    fill(files);
    await expect(replace()).rejects.toThrow(
      `--out ${folder}: holds ${found}, which estate did not write, and it would be replaced as a whole. Name another folder.`,
    );
    expect(contents(folder)).toEqual(files);
  });

  it("is a file", async () => {
    writeFileSync(folder, "mine");
    await expect(replace()).rejects.toThrow(`--out ${folder}: is a file. Name a folder.`);
    expect(readFileSync(folder, "utf8")).toBe("mine");
  });

  it("lies below a file", async () => {
    writeFileSync(folder, "mine");
    folder = join(folder, "below");
    await expect(replace()).rejects.toThrow(`--out ${folder}: cannot be written (ENOTDIR). Name another folder.`);
  });

  it("holds the config", async () => {
    fill(OLD);
    const config = join(folder, "estate.yaml");
    await expect(OutputFolder.claim(folder, [config])).rejects.toThrow(
      `--out ${folder}: holds ${config}, and it would be`,
    );
  });
});

describe("--out", () => {
  it("is refused before any work when it is the working directory", async () => {
    const cwd = scratch();
    const { code, stdout, stderr } = await estate(["synth", "-c", MINIMAL, "-o", "."], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `--out .: holds ${cwd}, and it would be replaced as a whole. Name a folder of its own.\n`,
    });
  });

  it("is not touched for a wrong estate", async () => {
    const cwd = scratch();
    writeFileSync(join(cwd, "wrong.yaml"), "name: 1\n");
    expect((await estate(["synth", "-c", "wrong.yaml", "-o", "new/out"], { cwd })).code).toBe(2);
    expect(existsSync(join(cwd, "new"))).toBe(false);
  });
});
