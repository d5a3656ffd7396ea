import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { BIN, cleanEnvironment, contents, estate, MINIMAL, ROOT, scratch, SHOWCASE, type Outcome } from "./support";

/** What `main.ts` needs, for a checkout in another place. */
const SOURCES = ["main.ts", "cli", "config", "constructs", "dashboards", "rehearsal", "rendition", "schemas", "stacks"];
const FILES = ["cdktf.json", "estate.yaml", "package.json", "tsconfig.json"];

const STRANGE = { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" };
const STACKS = ["stacks/bootstrap/cdk.tf.json", "stacks/estate/cdk.tf.json"];

const cwd = scratch();
let human: Outcome;
let synthesised: Readonly<Record<string, string>>;

beforeAll(async () => {
  human = await estate(["synth", "-c", SHOWCASE], { cwd });
  synthesised = contents(join(cwd, "out"));
});

/** A checkout elsewhere, with the same packages but a node_modules of its own in which nothing can be cached. */
function checkoutElsewhere(): string {
  const folder = join(scratch(), "another checkout");
  for (const name of [...SOURCES, ...FILES]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  const packages = readdirSync(join(ROOT, "node_modules")).filter((name) => name !== ".cache");
  for (const name of packages) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  writeFileSync(join(modules, ".cache"), "a file, so that no bundle can be kept");
  return folder;
}

describe("estate synth", () => {
  it("writes the JSON of every stack and says so", () => {
    expect(human.code).toBe(0);
    expect(Object.keys(synthesised)).toEqual(["manifest.json", ...STACKS]);
    expect(human.stdout.split("\n")).toEqual([
      expect.stringMatching(/^bootstrap {2}\d+ resources and data sources$/),
      expect.stringMatching(/^estate {5}\d+ resources and data sources$/),
      `Written to out: manifest.json, ${STACKS.join(", ")}`,
      "",
    ]);
  });

  it("gives the same bytes in another directory, time zone and locale, whatever cdktf is told", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "tsconfig.json"), "{ not json");
    const env = { ...STRANGE, SYNTH_HCL_OUTPUT: "true", CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true"}' };
    const { code, stdout } = await estate(["synth", "-c", SHOWCASE, "-o", "a b/c", "--json"], { cwd: folder, env });
    expect(code).toBe(0);
    expect(contents(join(folder, "a b", "c"))).toEqual(synthesised);
    const report = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(Object.keys(report)).toEqual(["stacks", "out", "files"]);
    expect(report).toMatchObject({ out: "a b/c", files: ["manifest.json", ...STACKS] });
  });

  it("adds an HCL rendition of every stack on request", async () => {
    const { code } = await estate(["synth", "-c", MINIMAL, "-o", "hcl-too", "--hcl"], { cwd });
    expect(code).toBe(0);
    const files = contents(join(cwd, "hcl-too"));
    expect(Object.keys(files)).toEqual(["hcl/estate/main.tf", "manifest.json", "stacks/estate/cdk.tf.json"]);
    expect(files["hcl/estate/main.tf"]).toContain('resource "aws_s3_bucket" "cost_exports_bucket"');
  });
});

describe("another checkout, in another time zone and locale", () => {
  let folder: string;

  beforeAll(() => {
    folder = checkoutElsewhere();
  });

  it("gives the same bytes by cdktf synth, with an empty home", async () => {
    const command = join(ROOT, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
    const env = { ...cleanEnvironment(scratch()), ...STRANGE, CHECKPOINT_DISABLE: "1", CI: "1" };
    const { exitCode, all } = await execa(process.execPath, [command, "synth"], {
      cwd: folder,
      env,
      extendEnv: false,
      reject: false,
      all: true,
    });
    expect(exitCode, all).toBe(0);
    expect(contents(join(folder, "cdktf.out"))).toEqual(synthesised);
  });

  it("gives the same bytes by estate synth from the sources, where no bundle can be kept", async () => {
    const bin = join(folder, "cli", "estate.mjs");
    const env = { ...cleanEnvironment(folder), ...STRANGE };
    const { exitCode, stderr } = await execa(process.execPath, [bin, "synth"], {
      cwd: folder,
      env,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode, stderr).toBe(0);
    expect(contents(join(folder, "out"))).toEqual(synthesised);
    expect(readFileSync(join(folder, "node_modules", ".cache"), "utf8")).toContain("a file");
    expect(bin).not.toBe(BIN);
  });
});

interface CheckReport {
  readonly problems: readonly unknown[];
  readonly dashboards: readonly Readonly<Record<string, unknown>>[];
}

describe("estate check", () => {
  it("describes every dashboard as JSON, and nothing else", async () => {
    const { code, stdout } = await estate(["check", "-c", SHOWCASE, "--json"], { cwd });
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as CheckReport;
    expect(Object.keys(report)).toEqual(["problems", "dashboards", "alerts", "series"]);
    expect(report.problems).toEqual([]);
    expect(report.dashboards.map(({ uid }) => uid)).toEqual(
      expect.arrayContaining(["cost-overview", "cost-allocation"]),
    );
    for (const dashboard of report.dashboards) {
      expect(Object.keys(dashboard)).toEqual(["uid", "panels", "queries", "dataSources", "metrics"]);
      expect(dashboard["panels"]).not.toEqual([]);
      expect(dashboard["dataSources"]).not.toEqual([]);
    }
  });

  it("says for people what was found to be right", async () => {
    const { code, stdout } = await estate(["check", "-c", MINIMAL], { cwd, env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^No problems in \d+ resources and data sources and \d+ dashboards\.$/);
    expect(lines[0]).toMatch(/^cost-\w+ +\d+ panels +\d+ queries {2}from estate-athena-cost$/);
  });

  it("is coloured when colour is asked for", async () => {
    const { stdout } = await estate(["check", "-c", MINIMAL], { cwd, env: { FORCE_COLOR: "1" } });
    expect(stdout).toContain("\u001b[32mNo problems\u001b[39m");
  });
});
