/** A workspace of Amazon Managed Prometheus: encrypted with a customer key, logging what fails, and never destroyed by a plan. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { PrometheusWorkspaceConfiguration } from "@cdktf/provider-aws/lib/prometheus-workspace-configuration";
import type { Construct } from "constructs";
import type { Account } from "./accounts";
import type { CustomerKey } from "./customer-key";
import { physicalName } from "./names";

export interface PrometheusWorkspaceProps {
  readonly account: Account;
  readonly region: string;
  readonly organisation: string;
  /** Encrypts metrics and logs; CloudWatch Logs must be allowed to use it. */
  readonly key: CustomerKey;
  readonly logRetentionDays: number;
  readonly metricRetentionDays: number;
}

/** Log group of the workspace. Below its prefix, the service that writes needs no resource policy of its own. */
export function prometheusLogGroup(organisation: string): string {
  return `/aws/vendedlogs/prometheus/${organisation}`;
}

/** Makes the workspace in `scope`, under the ids `logs`, `workspace` and `configuration`. */
export function prometheusWorkspace(scope: Construct, props: PrometheusWorkspaceProps): PrometheusWorkspace {
  const { organisation, key } = props;
  const at = { provider: props.account.provider, region: props.region };
  const logs = new CloudwatchLogGroup(scope, "logs", {
    ...at,
    name: prometheusLogGroup(organisation),
    retentionInDays: props.logRetentionDays,
    kmsKeyId: key.arn,
  });
  const workspace = new PrometheusWorkspace(scope, "workspace", {
    ...at,
    alias: physicalName("prometheusAlias", organisation, "estate"),
    kmsKeyArn: key.arn,
    loggingConfiguration: { logGroupArn: `${logs.arn}:*` },
    lifecycle: { preventDestroy: true },
  });
  new PrometheusWorkspaceConfiguration(scope, "configuration", {
    ...at,
    workspaceId: workspace.id,
    retentionPeriodInDays: props.metricRetentionDays,
  });
  return workspace;
}
