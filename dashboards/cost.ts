/** Cost dashboards. */
import type { DashboardDefinition } from "./core/definition";
import type { CostDashboardInput, NamedQuery } from "./cost-input";

/** The cost dashboards over one export. */
export function costDashboards(_input: CostDashboardInput): DashboardDefinition[] {
  return [];
}

/** Queries saved in the Athena workgroup. */
export function costNamedQueries(_input: CostDashboardInput): NamedQuery[] {
  return [];
}
