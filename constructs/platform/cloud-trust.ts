/** Whom AWS roles must trust so that Grafana Cloud may read through them. */
import grafanaAws from "../../config/facts/grafana-aws.json";
import type { GrafanaTrust } from "../core/grafana-trust";
import { accountTrust } from "../core/iam";

/**
 * A role is assumed from Grafana's own AWS account, with an external id: the data source's, and the stack's, which
 * Grafana's AWS SDK falls back to where a data source has none.
 */
export function cloudTrust(stackId: string, shownExternalId: string | undefined): GrafanaTrust {
  return {
    trustPolicy: (partition, dataSourceUid) =>
      accountTrust(partition, grafanaAws.accountId, [`${stackId}-${dataSourceUid}`, shownExternalId ?? stackId]),
    authentication: (assumeRoleArn) => ({
      authType: "grafana_assume_role",
      assumeRoleArn,
      usePerDatasourceExternalId: true,
    }),
  };
}
