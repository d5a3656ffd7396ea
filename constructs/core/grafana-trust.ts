import { physicalName } from "./names";

/** How Grafana reads through an AWS role: whom the role trusts, and what a data source must be told. */
export interface GrafanaTrust {
  /**
   * Trust policy of a role in `partition`, so that this estate's Grafana, and no other, assumes it for this data source.
   * May hold references to resources of the platform.
   */
  trustPolicy(partition: string, dataSourceUid: string): string;
  /** The part of a data source's `jsonData` that makes Grafana assume the role. */
  authentication(roleArn: string): Readonly<Record<string, unknown>>;
}

/** Role through which Grafana reads one thing in an account. Only roles with such a name are within Grafana's reach. */
export function readerRoleName(organisation: string, subject: string): string {
  return physicalName("iamRole", organisation, "grafana", subject);
}

/** The names of all reader roles of the organisation, for a policy. */
export function readerRolePattern(organisation: string): string {
  return `${physicalName("iamRole", organisation, "grafana")}-*`;
}
