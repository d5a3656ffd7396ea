import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { estate, ROOT, scratch } from "./support";

const cwd = scratch();

describe("estate, called wrongly", () => {
  it.each([
    {
      args: ["pan"],
      error: "error: unknown command 'pan'",
      hint: "(Did you mean plan?)",
      usage: "Usage: estate [options] [command]",
    },
    {
      args: ["plan", "--jsn"],
      error: "error: unknown option '--jsn'",
      hint: "(Did you mean --json?)",
      usage: "Usage: estate plan [options]",
    },
    {
      args: ["check", "--out", "x"],
      error: "error: unknown option '--out'",
      hint: "",
      usage: "Usage: estate check [options]",
    },
    {
      args: ["synth", "estate.yaml"],
      error: "error: too many arguments for 'synth'. Expected 0 arguments but got 1.",
      hint: "",
      usage: "Usage: estate synth [options]",
    },
    {
      args: ["plan", "--config"],
      error: "error: option '-c, --config <file>' argument missing",
      hint: "",
      usage: "Usage: estate plan [options]",
    },
  ])("says so, with help, and exits 1: $args", async ({ args, error, hint, usage }) => {
    const { code, stdout, stderr } = await estate(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n").slice(0, 2)).toEqual([error, hint]);
    expect(stderr).toContain(usage);
  });

  it("shows help without a command, and exits 1", async () => {
    const { code, stdout, stderr } = await estate([], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("Exit codes: 0 done, 1 Terraform or the tool failed, 2 the estate is wrong.");
  });
});

describe("estate, asked about itself", () => {
  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
    expect(await estate(["--version"], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("describes every command, its options and examples", async () => {
    const { code, stdout } = await estate(["--help"], { cwd });
    expect(code).toBe(0);
    expect([...stdout.matchAll(/^ {2}(\w+) \[/gm)].map(([, command]) => command)).toEqual([
      "plan",
      "synth",
      "check",
      "help",
    ]);
    expect(stdout).toContain("estate plan --live");
    const plan = await estate(["plan", "--help"], { cwd });
    const options = [...plan.stdout.matchAll(/^ {2}.*?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(options).toEqual(["--config", "--out", "--json", "--live", "--stack", "--help"]);
  });
});
