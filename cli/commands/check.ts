/** `estate check`: every static gate, what dashboards ask of which data source, and what is kept of all that is sent. */
import { describeDashboards, type DashboardDescription } from "../../dashboards";
import { lintProblems } from "../gates";
import { EstateError } from "../../config/problem";
import type { CommonFlags } from "../main";
import { createProgress } from "../progress";
import type { CommandContext } from "../run-command";
import { seriesText } from "../series-text";
import { coloursFor } from "../streams";

export async function check(flags: CommonFlags, { config }: CommandContext): Promise<void> {
  const progress = createProgress(process.env);
  const synthesis = await progress.step("Checking", async () => (await import("../synthesise")).synthesise(config));
  const problems = await progress.step("Reading queries", () => lintProblems(synthesis.contributions));
  if (problems.length > 0) throw new EstateError(problems);
  const definitions = synthesis.contributions.flatMap((part) => part.dashboards);
  const dashboards = describeDashboards(definitions);
  const series = (await import("../../stacks")).estateSeries(config, { dashboards: definitions });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({ problems: [], dashboards, alerts: [], series }, null, 2)}\n`);
    return;
  }
  const count = synthesis.stacks.reduce((sum, { addresses }) => sum + addresses.length, 0);
  const colours = coloursFor(process.stdout, process.env);
  const lines = [
    ...table(dashboards),
    ...seriesText(series, colours),
    `${colours.green("No problems")} in ${count} resources and data sources and ${dashboards.length} dashboards.`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function table(dashboards: readonly DashboardDescription[]): readonly string[] {
  const width = Math.max(...dashboards.map(({ uid }) => uid.length));
  return dashboards.map(({ uid, panels, queries, dataSources }) => {
    const counts = `${String(panels.length).padStart(3)} panels ${String(queries.length).padStart(3)} queries`;
    return `${uid.padEnd(width)} ${counts}  from ${dataSources.join(", ")}`;
  });
}
