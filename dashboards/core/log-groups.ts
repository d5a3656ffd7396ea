/**
 * Where log lines of services stand in CloudWatch Logs. A contract: who ships lines there makes all of these groups, in
 * every account and region that dashboards can look into, and dashboards ask them. One that is missing fails the query.
 */

const PREFIX = "/estate/services/";

/** What Logs Insights reads in one query at most. */
export const MOST_LOG_GROUPS = 50;

/** The log group of a service, by its key in the estate. */
export function serviceLogGroup(service: string): string {
  return `${PREFIX}${service}`;
}

/** Lines of what no service of the estate is named for. No key of a service begins like this. */
export const OTHER_LOG_GROUP = serviceLogGroup("_other");

/** All log groups for an estate's services; one at least, so that a query always has something to ask. */
export function serviceLogGroups(services: readonly string[]): readonly string[] {
  return [OTHER_LOG_GROUP, ...services.toSorted().map(serviceLogGroup)];
}

/** The command that splits the name of a line's group into fields for account and service. */
export function logGroupParts(account: string, service: string): string {
  return `parse @log "*:${PREFIX}*" as ${account}, ${service}`;
}
