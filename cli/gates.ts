/** Gates over what the domains contributed; those over the JSON itself are in `synthesise`. */
import type { Problem } from "../config/problem";
import type { Contribution } from "../constructs/core/contribution";
import { checkDashboards, lintDashboards } from "../dashboards";

export function dashboardProblems(contributions: readonly Contribution[]): readonly Problem[] {
  return checkDashboards(
    contributions.flatMap((part) => part.dashboards),
    { dataSourceUids: knownUids(contributions) },
  );
}

/** Everything that the grammars and the metric catalogue find in dashboards: half a second, for `estate check` only. */
export async function lintProblems(contributions: readonly Contribution[]): Promise<readonly Problem[]> {
  const { catalogue } = await import("../dashboards/catalogue");
  return lintDashboards(
    contributions.flatMap((part) => part.dashboards),
    { dataSourceUids: knownUids(contributions), catalogue },
  );
}

/** Data sources that dashboards may ask. */
function knownUids(contributions: readonly Contribution[]): readonly string[] {
  return contributions.flatMap((part) => [...part.dataSources.map(({ uid }) => uid), ...part.preMadeDataSources]);
}
