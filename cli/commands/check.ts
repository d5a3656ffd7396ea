/** `estate check`: every static gate, and what dashboards ask of which data source. */
import pc from "picocolors";
import { loadEstate } from "../../config/load";
import { describeDashboards, type DashboardDescription } from "../../dashboards";
import type { CommonFlags } from "../main";
import { createProgress } from "../progress";

export async function check(options: CommonFlags): Promise<void> {
  const config = loadEstate(options.config);
  const progress = createProgress(process.env);
  const synthesis = await progress.step("Checking", async () => (await import("../synthesise")).synthesise(config));
  await synthesis.dispose();
  const dashboards = describeDashboards(synthesis.contributions.flatMap((part) => part.dashboards));
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ problems: [], dashboards, alerts: [], series: [] }, null, 2)}\n`);
    return;
  }
  for (const dashboard of dashboards) process.stdout.write(`${summary(dashboard)}\n`);
  const resources = synthesis.stacks.reduce((sum, { addresses }) => sum + addresses.length, 0);
  process.stdout.write(
    `${pc.green("No problems")} in ${String(resources)} resources and ${String(dashboards.length)} dashboards.\n`,
  );
}

function summary({ uid, panels, queries, dataSources }: DashboardDescription): string {
  return `${uid}: ${String(panels.length)} panels, ${String(queries.length)} queries, data from ${dataSources.join(", ")}`;
}
