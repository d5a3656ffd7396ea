import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../cli/bundle.mjs";
import { BIN, cleanEnvironment, estate, ROOT, scratch, SHOWCASE } from "./support";

const cwd = scratch();
const wrong = join(cwd, "wrong.yaml");

beforeAll(() => {
  writeFileSync(wrong, 'name: Acme\nacounts: {}\ngrafana: { owner: nobody, stack: { existing: { slug: "a b" } } }\n');
});

interface Report {
  readonly problems: readonly Readonly<Record<string, unknown>>[];
}

describe("a wrong estate", () => {
  it.each(["plan", "synth", "check"])(
    "is refused by %s with every problem as JSON and nothing else",
    async (command) => {
      const { code, stdout, stderr } = await estate([command, "--config", "wrong.yaml", "--json"], { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      const report = JSON.parse(stdout) as Report;
      expect(Object.keys(report)).toEqual(["problems"]);
      expect(report.problems.length).toBeGreaterThan(3);
      for (const problem of report.problems) {
        const names = ["file", "line", "column", "path", "message", "value", "fix"];
        expect(Object.keys(problem).toSorted()).toEqual(names.toSorted());
        expect(problem["file"]).toBe("wrong.yaml");
      }
      const misspelt = report.problems.find(({ path }) => path === "acounts");
      expect(misspelt).toMatchObject({ line: 2, column: 1, value: '"acounts"' });
      expect(String(misspelt?.["fix"])).toContain('did you mean "accounts"?'.slice(1));
    },
  );

  it("is explained to people on standard error, one line each, without a stack trace", async () => {
    const { code, stdout, stderr } = await estate(["plan", "--config", wrong], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    const lines = stderr.trimEnd().split("\n");
    const problems = lines.slice(0, -2);
    for (const line of problems) expect(line.startsWith(`${wrong}:`)).toBe(true);
    expect(lines.at(-1)).toBe(`The estate is wrong: ${problems.length} problems. Nothing was written.`);
  });

  it("is a file that is not there, too", async () => {
    const { code, stdout } = await estate(["check", "--config", "none.yaml", "--json"], { cwd });
    expect(code).toBe(2);
    expect((JSON.parse(stdout) as Report).problems).toEqual([
      {
        file: "none.yaml",
        line: 0,
        column: 0,
        path: "",
        message: "does not exist",
        value: "",
        fix: expect.stringContaining("pass --config FILE") as string,
      },
    ]);
  });

  it("is refused in the time of a few bare Node starts", async () => {
    const quickest = async (run: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let turn = 0; turn < 4; turn += 1) {
        const began = performance.now();
        await run();
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const bare = await quickest(() => execa(process.execPath, ["--eval", "0"]));
    const refusal = await quickest(() => estate(["plan", "--config", wrong], { cwd }));
    expect(refusal / bare).toBeLessThan(10);
  });
});

/** What has no business in a process that refuses an estate. */
const HEAVY =
  /node_modules\/(?:cdktf|constructs|@cdktf|@grpc|@grafana|execa|esbuild)\/|\/providers\/grafana\/|\/(?:stacks|constructs|dashboards|rehearsal|rendition|schemas)\//;

describe("what is loaded for a wrong estate", () => {
  const trace = join(cwd, "trace");

  /** Paths of the modules that Node.js loads, of both kinds. */
  async function loaded(script: readonly string[], env: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const log = join(trace, "loaded.log");
    writeFileSync(log, "");
    const recorder = fileURLToPath(new URL("record-modules.mjs", import.meta.url));
    const result = await execa(process.execPath, ["--import", recorder, ...script], {
      cwd: ROOT,
      env: { ...cleanEnvironment(trace), ...env, LOADED_LOG: log },
      extendEnv: false,
      reject: false,
    });
    expect(result.exitCode).toBe(env["EXPECTED_CODE"] === undefined ? 2 : Number(env["EXPECTED_CODE"]));
    return readFileSync(log, "utf8").trim().split("\n");
  }

  beforeAll(() => mkdirSync(trace));

  it("is nothing heavy, by the command's bundle", async () => {
    const files = await loaded([BIN, "plan", "--config", wrong], {});
    const parts = files.filter((file) => file.includes("/.cache/estate/")).map((file) => file.split("/").at(-1) ?? "");
    expect(parts).toContain("main.mjs");
    const { outputs } = await bundle(ROOT, ["cli/main.ts"], join(trace, "bundle"));
    const modules = parts.flatMap((part) => outputs[part] ?? [`${part} is in no bundle`]);
    expect(modules).toContain("config/load.ts");
    expect(modules.map((path) => `/${path}`).filter((path) => HEAVY.test(path))).toEqual([]);
    expect(files.filter((file) => HEAVY.test(file))).toEqual([]);
  });

  it("is nothing heavy, by main.ts", async () => {
    const files = await loaded(["--import", "tsx", "main.ts"], { ESTATE_CONFIG: wrong });
    expect(files).toContain(join(ROOT, "config", "load.ts"));
    expect(files.filter((file) => HEAVY.test(file) && !file.includes("/esbuild/"))).toEqual([]);
  });

  it("is seen by this test when it is heavy", async () => {
    const files = await loaded(["--import", "tsx", "main.ts"], {
      ESTATE_CONFIG: SHOWCASE,
      CDKTF_OUTDIR: join(trace, "out"),
      EXPECTED_CODE: "0",
    });
    const seen = (path: string) => files.some((file) => file.includes(path));
    expect(
      ["/node_modules/cdktf/", "/node_modules/@cdktf/provider-aws/", "/stacks/", "/dashboards/"].filter(seen),
    ).toHaveLength(4);
  });
});
