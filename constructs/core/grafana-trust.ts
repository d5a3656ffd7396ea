/** Whom an AWS role must trust so that this estate's Grafana, and no other, can read through it. */
export interface GrafanaTrust {
  /** AWS account from which Grafana assumes roles, 12 digits. */
  readonly awsAccountId: string;
  /** External ids that Grafana presents for a data source; may hold references to the stack. */
  externalIds(dataSourceUid: string): readonly string[];
}
