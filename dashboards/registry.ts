/**
 * The dashboards that every estate has, in the order in which people read them: one line for each subject. What depends
 * on more than the scope, as the cost dashboards do on the billing export, is contributed by its own domain.
 */
import { apiDashboards } from "./api";
import { backupDashboards } from "./backups";
import type { DashboardDefinition } from "./core/definition";
import { withoutLinks } from "./core/without-links";
import type { EstateScope } from "./core/variables";
import { deliveryDashboards } from "./delivery";
import { ecsDashboards } from "./ecs";
import { homeDashboards } from "./home";
import { hostDashboards } from "./hosts";
import { lambdaDashboards } from "./lambda";
import { loadBalancersDashboards } from "./load-balancers";
import { logDashboards } from "./logs";
import { queueDashboards } from "./queues";
import { rdsDashboards } from "./rds";
import { securityEventsDashboards } from "./security-events";
import { securityPostureDashboards } from "./security-posture";
import { serviceDashboards } from "./services";
import { syntheticsDashboards } from "./synthetics";
import { telemetryDashboards } from "./telemetry";
import { traceDashboards } from "./traces";

/** Dashboards of one subject. */
export type Subject = (scope: EstateScope) => readonly DashboardDefinition[];

export const SUBJECTS: readonly Subject[] = [
  homeDashboards,
  serviceDashboards,
  ecsDashboards,
  hostDashboards,
  rdsDashboards,
  lambdaDashboards,
  loadBalancersDashboards,
  apiDashboards,
  queueDashboards,
  logDashboards,
  traceDashboards,
  securityPostureDashboards,
  securityEventsDashboards,
  deliveryDashboards,
  syntheticsDashboards,
  backupDashboards,
  telemetryDashboards,
];

/** Dashboards that not every estate has, so that links to them go where they are not there. */
const OPTIONAL = ["security-posture", "security-events"];

/** All dashboards of the registry for an estate: the same UIDs and panels on every platform. */
export function estateDashboards(scope: EstateScope): DashboardDefinition[] {
  const made = SUBJECTS.flatMap((dashboards) => dashboards(scope));
  const absent = OPTIONAL.filter((optional) => !made.some(({ uid }) => uid === optional));
  return made.map((definition) => withoutLinks(definition, absent));
}
