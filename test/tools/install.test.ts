import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheDir, pinHash } from "../../tools/lib/cache.mjs";
import { awsProviderPath, pythonPath } from "../../tools/lib/engines.mjs";
import { elapsed, InstallError, run, withLock } from "../../tools/lib/process.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engines-"));
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("where engines are kept", () => {
  it("is below the home directory unless ESTATE_CACHE_DIR says otherwise", () => {
    vi.stubEnv("ESTATE_CACHE_DIR", "");
    expect(cacheDir()).toBe(join(homedir(), ".cache", "monitoring-estate"));
    vi.stubEnv("ESTATE_CACHE_DIR", folder);
    expect(awsProviderPath()).toMatch(/\/aws-provider-6\.34\.0-[0-9a-f]{12}\/terraform-provider-aws$/);
    expect(awsProviderPath().startsWith(folder)).toBe(true);
    expect(pythonPath().startsWith(folder)).toBe(true);
  });

  it("changes with the content of a pin file and with a fact, and with nothing else", () => {
    const pin = join(folder, "go.sum");
    writeFileSync(pin, "a");
    const before = pinHash([pin], ["1"]);
    expect(pinHash([pin], ["1"])).toBe(before);
    expect(pinHash([pin], ["2"])).not.toBe(before);
    writeFileSync(pin, "b");
    expect(pinHash([pin], ["1"])).not.toBe(before);
  });
});

describe("a lock", () => {
  it("lets one in at a time and is gone in the end", async () => {
    const lock = join(folder, "x.lock");
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} out`);
    };
    await Promise.all([withLock(lock, work("a")), withLock(lock, work("b"))]);
    expect(order).toEqual(["a in", "a out", "b in", "b out"]);
    expect(existsSync(lock)).toBe(false);
  });

  it("of a process that died is taken over", async () => {
    const lock = join(folder, "x.lock");
    writeFileSync(lock, "999999999");
    await expect(withLock(lock, () => Promise.resolve("done"))).resolves.toBe("done");
  });

  it("is given back when the work fails", async () => {
    const lock = join(folder, "x.lock");
    await expect(withLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(lock)).toBe(false);
  });
});

describe("a program that is run", () => {
  it("is named when it is not there", async () => {
    await expect(run("engine: build", "no-such-program", [])).rejects.toThrow(
      new InstallError('engine: build: there is no program "no-such-program" on the PATH'),
    );
  });

  it("shows the end of its output when it fails", async () => {
    const script = 'for (let i = 1; i <= 50; i += 1) console.error("line " + i); process.exitCode = 3;';
    const failure: unknown = await run("engine: build", process.execPath, ["-e", script]).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InstallError);
    const lines = String(failure).split("\n");
    expect(lines[0]).toMatch(/engine: build: ".*" ended with 3$/);
    expect(lines.slice(1)).toEqual(Array.from({ length: 40 }, (_, index) => `line ${index + 11}`));
  });
});

describe("time since a start", () => {
  it.each([
    [0, "0s"],
    [59_000, "59s"],
    [185_000, "3m05s"],
  ])("of %i ms reads %s", (ms, text) => {
    vi.useFakeTimers({ now: 1_000_000_000 });
    expect(elapsed(1_000_000_000 - ms)).toBe(text);
    vi.useRealTimers();
  });
});
