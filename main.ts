/** Entry for `cdktf synth`, `diff` and `deploy`. The configuration is checked before cdktf or a provider binding is loaded. */
import { fileURLToPath } from "node:url";
import { reportProblems } from "./cli/report-problems";
import { loadEstate } from "./config/load";

const path = process.env["ESTATE_CONFIG"] ?? fileURLToPath(new URL("estate.yaml", import.meta.url));
const config = reportProblems(() => loadEstate(path));
if (config !== undefined) {
  const { App } = await import("cdktf");
  const { addStacks } = await import("./stacks");
  const app = new App();
  addStacks(app, config);
  app.synth();
}
