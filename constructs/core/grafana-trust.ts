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
