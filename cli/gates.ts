/** Gates over what the domains contributed; those over the JSON itself are in `synthesise`. */
import type { Problem } from "../config/problem";
import type { Contribution } from "../constructs/core/contribution";
import { checkDashboards, lintDashboards } from "../dashboards";

export function dashboardProblems(contributions: readonly Contribution[]): readonly Problem[] {
  const dataSourceUids = contributions.flatMap((part) => part.dataSources.map(({ uid }) => uid));
  return checkDashboards(
    contributions.flatMap((part) => part.dashboards),
    { dataSourceUids },
  );
}

/** Everything that the grammars and the metric catalogue find in dashboards: half a second, for `estate check` only. */
export async function lintProblems(contributions: readonly Contribution[]): Promise<readonly Problem[]> {
  const { catalogue } = await import("../dashboards/catalogue");
  const dataSourceUids = contributions.flatMap((part) => part.dataSources.map(({ uid }) => uid));
  return lintDashboards(
    contributions.flatMap((part) => part.dashboards),
    { dataSourceUids, catalogue },
  );
}
