/** Names that several constructs of a service on ECS share. */
import { serviceLogGroup } from "../../../dashboards/core/log-groups";
import { physicalName } from "../../core/names";

export interface ServiceNames {
  readonly family: string;
  readonly service: string;
  /** Log group of the application's own lines, where they go to CloudWatch Logs. */
  readonly logGroup: string;
  /** Log group of the sidecars' lines. */
  readonly sidecarLogGroup: string;
  readonly taskRole: string;
  readonly executionRole: string;
  readonly securityGroup: string;
  /** First part of the names of parameters and of configurations in S3. */
  readonly path: string;
}

/** Log groups of sidecars; none of a service begins like this. */
const SIDECARS = "/estate/sidecars/";

/** Log group of what collector and log router of a service say themselves. */
export function sidecarLogGroup(service: string): string {
  return `${SIDECARS}${service}`;
}

/** Every log group that a service's key of encryption is used for. */
export const LOG_GROUP_PATTERNS: readonly string[] = [`${SIDECARS}*`, serviceLogGroup("*")];

/**
 * Roles have `ecs` in their name, so that no service's key makes one that Grafana's policies mean, and the account's key,
 * since no two roles of the estate share a name.
 */
export function serviceNames(organisation: string, service: string, account: string): ServiceNames {
  return {
    family: physicalName("ecsTaskFamily", organisation, service),
    service: physicalName("ecsService", organisation, service),
    logGroup: serviceLogGroup(service),
    sidecarLogGroup: sidecarLogGroup(service),
    taskRole: physicalName("iamRole", organisation, "ecs", account, service, "task"),
    executionRole: physicalName("iamRole", organisation, "ecs", account, service, "start"),
    securityGroup: physicalName("securityGroup", organisation, "ecs", service),
    path: `${organisation}/ecs/${service}`,
  };
}
