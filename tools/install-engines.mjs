/**
 * Installs every engine of `npm run test:engines` that is not there yet, one after another, into the user's cache.
 * One that cannot be had does not stop the others: it is named as not run in the end, and its tests fail by name.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { elapsed, say } from "./lib/process.mjs";

const engines = [
  { name: "python", tests: "AWS emulator, cost SQL" },
  { name: "prometheus", tests: "dashboards and metric names against a real Prometheus and real exporters" },
  { name: "otelcol", tests: "configs of collectors validated and run, with faults" },
  { name: "luajit", tests: "what the log router blackens and reads, by Lua" },
  { name: "trivy", tests: "scan of both renditions" },
  { name: "aws-provider", tests: "validate, plan and apply with the real AWS provider" },
];

const notRun = [];
for (const engine of engines) {
  const started = Date.now();
  const script = path.join(import.meta.dirname, engine.name, "install.mjs");
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  if (status === 0) say(`${engine.name}: ready (${elapsed(started)})`);
  else notRun.push(engine);
}
for (const { name, tests } of notRun)
  say(`not run: ${name} (${tests}): it could not be installed, the reason is above`);
