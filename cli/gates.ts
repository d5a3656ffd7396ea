/** Gates over what the domains contributed; those over the JSON itself are in `synthesise`. */
import type { Problem } from "../config/problem";
import type { Contribution } from "../constructs/core/contribution";
import { checkDashboards } from "../dashboards";

export function dashboardProblems(contributions: readonly Contribution[]): readonly Problem[] {
  const dataSourceUids = contributions.flatMap((part) => part.dataSources.map(({ uid }) => uid));
  return checkDashboards(
    contributions.flatMap((part) => part.dashboards),
    { dataSourceUids },
  );
}
