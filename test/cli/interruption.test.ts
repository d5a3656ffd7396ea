import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { callsOf, fakeTerraform, MINIMAL, scratch, start } from "./support";

/** A Terraform whose plan lasts until it is told to stop, and which then takes its time to clean up. */
const ENDLESS = `
  if [ "$1" != plan ]; then exit 0; fi
  trap 'sleep 0.3; echo stopped >> "$HOME/calls.log"; kill $! 2>/dev/null; exit 1' TERM
  touch "$HOME/started"
  sleep 30 & wait`;

async function until(isDone: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !isDone(); tries += 1) await wait(50);
  expect(isDone()).toBe(true);
}

describe("an interrupted plan", () => {
  it.each([
    { signal: "SIGINT", code: 130, flags: [] },
    { signal: "SIGTERM", code: 143, flags: [] },
    { signal: "SIGINT", code: 130, flags: ["--live"] },
  ] as const)(
    "lets Terraform end, removes what is temporary and exits $code: $signal $flags",
    async ({ signal, code, flags }) => {
      const cwd = scratch();
      const temporary = join(cwd, "tmp");
      mkdirSync(temporary);
      const env = { TERRAFORM_BINARY_NAME: fakeTerraform(cwd, ENDLESS), TMPDIR: temporary };
      const child = start(["plan", ...flags, "-c", MINIMAL], { cwd, env });
      await until(() => existsSync(join(cwd, "started")));
      child.kill(signal);
      const { exitCode, stdout, stderr } = await child;
      expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
      expect(stderr.split("\n").at(-2)).toBe(`Interrupted (${signal}). Nothing was written.`);
      expect(callsOf(cwd).at(-1)).toBe("stopped");
      expect(readdirSync(temporary)).toEqual([]);
      expect(existsSync(join(cwd, "out"))).toBe(false);
    },
  );
});
