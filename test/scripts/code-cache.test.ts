import { chmodSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Sandbox } from "./support";

/** A bundle that uses what bundles use, and a program that runs it with the cache. */
function sandbox(): Sandbox {
  const box = new Sandbox();
  box.write("beside.cjs", `exports.answer = 42;`);
  box.write(
    "out/bundle.cjs",
    `const path = require("node:path");
     const { answer } = require("../beside.cjs");
     setImmediate(() => {
       console.log(path.basename(__filename), path.basename(__dirname), typeof module.exports, answer);
       process.exit(3);
     });`,
  );
  const bundle = JSON.stringify(join(box.root, "out/bundle.cjs"));
  box.write("run.mjs", `import { runCached } from "./scripts/lib/code-cache.mjs";\nrunCached(${bundle});\n`);
  return box;
}

const ran = { status: 3, stdout: "bundle.cjs out object 42\n", stderr: "" };

describe("the code cache", () => {
  it("is written by the first run, used by the next, and changes nothing that a program does", () => {
    const box = sandbox();
    const cache = join(box.root, "out/bundle.cjs.cache");
    expect(box.run("run.mjs", [])).toEqual(ran);
    const written = statSync(cache).mtimeMs;
    expect(box.run("run.mjs", [])).toEqual(ran);
    expect(statSync(cache).mtimeMs).toBe(written);
  });

  it("is made anew when the engine refuses it", () => {
    const box = sandbox();
    box.write("out/bundle.cjs.cache", "made by another engine");
    expect(box.run("run.mjs", [])).toEqual(ran);
    expect(statSync(join(box.root, "out/bundle.cjs.cache")).size).toBeGreaterThan(100);
  });

  it("is done without where it cannot be kept", () => {
    const box = sandbox();
    box.write("out/bundle.cjs.cache/is-a-folder", "");
    chmodSync(join(box.root, "out"), 0o500);
    expect(box.run("run.mjs", [])).toEqual(ran);
    chmodSync(join(box.root, "out"), 0o700);
    expect(existsSync(join(box.root, "out/bundle.cjs.cache/is-a-folder"))).toBe(true);
  });
});
