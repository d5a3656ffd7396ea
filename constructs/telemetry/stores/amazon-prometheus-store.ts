/**
 * Amazon Managed Prometheus beside Grafana Cloud: where metrics go while they move, or for good. Grafana reads it through
 * a role, as it reads everything in AWS.
 */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { metricsUid } from "../../../dashboards";
import type { Account, Accounts } from "../../core/accounts";
import type { DataSourceContribution } from "../../core/contribution";
import { CustomerKey } from "../../core/customer-key";
import type { GrafanaTrust } from "../../core/grafana-trust";
import { allow, allowLogEncryption } from "../../core/iam";
import type { SigV4Intake } from "../../core/intake";
import { MetricsWriter } from "../../core/metrics-writer";
import { physicalName } from "../../core/names";
import { prometheusLogGroup, prometheusWorkspace } from "../../core/prometheus-workspace";
import { ReaderRole } from "../readers/reader-role";

/** As long as the platform of Amazon keeps them by default, in days. */
const RETENTION = { logRetentionDays: 90, metricRetentionDays: 150 } as const;

export interface AmazonPrometheusStoreProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  readonly trust: GrafanaTrust;
  readonly account: Account;
  readonly region: string;
  /** Whether dashboards ask it: it is the first of `destinations.metrics`. */
  readonly isRead: boolean;
}

export class AmazonPrometheusStore extends Construct {
  readonly dataSource: DataSourceContribution;

  readonly #props: AmazonPrometheusStoreProps;
  readonly #workspace: { readonly arn: string; readonly url: string };
  #writer: MetricsWriter | undefined;

  constructor(scope: Construct, id: string, props: AmazonPrometheusStoreProps) {
    super(scope, id);
    this.#props = props;
    const { config, account, region } = props;
    const key = this.key();
    const workspace = prometheusWorkspace(this, { account, region, organisation: config.name, key, ...RETENTION });
    this.#workspace = { arn: workspace.arn, url: workspace.prometheusEndpoint };
    this.dataSource = this.source();
  }

  /** Where an account's shippers write; one of another account does so through a role, made when first asked for. */
  intake(account: string): SigV4Intake {
    const { arn, url } = this.#workspace;
    const intake = {
      kind: "sigv4",
      url: `${url}api/v1/remote_write`,
      service: "aps",
      region: this.#props.region,
      resourceArn: arn,
    } as const;
    return account === this.#props.account.key ? intake : { ...intake, roleArn: this.writer().arn };
  }

  private key(): CustomerKey {
    const { account, region, config } = this.#props;
    const group = `arn:${account.partition}:logs:${region}:${account.id}:log-group:${prometheusLogGroup(config.name)}`;
    return new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", config.name, "prometheus"),
      description: "Metrics and logs of Amazon Managed Prometheus",
      statements: [allowLogEncryption("LogsEncryptPrometheusLogs", region, group)],
    });
  }

  /** Source of the action list: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-and-IAM.html, read 2026-11. */
  private source(): DataSourceContribution {
    const { config, account, region, trust, isRead } = this.#props;
    const { arn, url } = this.#workspace;
    const uid = metricsUid(isRead);
    const role = new ReaderRole(this, "reader", {
      organisation: config.name,
      account,
      trust,
      subject: "prometheus",
      description: "Grafana queries Amazon Managed Prometheus",
      dataSourceUid: uid,
      statements: [
        allow("QueryMetrics", ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"], [arn]),
      ],
    });
    const { authType, assumeRoleArn, ...rest } = trust.authentication(role.arn);
    const signed = { sigV4Auth: true, sigV4AuthType: authType, sigV4AssumeRoleArn: assumeRoleArn, sigV4Region: region };
    return {
      uid,
      name: isRead ? "Prometheus" : "Prometheus (other store)",
      type: "grafana-amazonprometheus-datasource",
      url,
      isDefault: isRead,
      jsonData: { httpMethod: "POST", timeInterval: "60s", ...signed, ...rest },
    };
  }

  private writer(): MetricsWriter {
    const { config, account } = this.#props;
    this.#writer ??= new MetricsWriter(this, "writer", { config, account, workspaceArn: this.#workspace.arn });
    return this.#writer;
  }
}
