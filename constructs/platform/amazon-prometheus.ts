/** Amazon Managed Prometheus: where metrics are kept, its rules, and its alert manager with the topic it sends to. */
import { PrometheusAlertManagerDefinition } from "@cdktf/provider-aws/lib/prometheus-alert-manager-definition";
import { PrometheusRuleGroupNamespace } from "@cdktf/provider-aws/lib/prometheus-rule-group-namespace";
import type { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { Construct } from "constructs";
import { CustomerKey } from "../core/customer-key";
import { literal } from "../core/escape";
import { allowLogEncryption, allowService } from "../core/iam";
import { physicalName } from "../core/names";
import { prometheusWorkspace } from "../core/prometheus-workspace";
import { AmazonAlertTopic } from "./amazon-alert-topic";
import { regionalArn, type AmazonPlace } from "./amazon-place";
import { alertManagerDefinition, PLATFORM_HEALTH, ruleFile } from "./amazon-rules";

export class AmazonPrometheus extends Construct {
  readonly arn: string;
  /** Address for a data source of Grafana. */
  readonly url: string;

  readonly #at: { readonly provider: AmazonPlace["account"]["provider"]; readonly region: string };

  constructor(
    scope: Construct,
    id: string,
    private readonly place: AmazonPlace,
    /** Mailbox that is told of alerts. */
    email: string,
  ) {
    super(scope, id);
    this.#at = { provider: place.account.provider, region: place.region };
    const key = this.key();
    const workspace = this.workspace(key);
    this.arn = workspace.arn;
    this.url = workspace.prometheusEndpoint;
    const topic = new AmazonAlertTopic(this, "alerts", { place, key, workspaceArn: workspace.arn, email });
    this.alertManager(workspace, topic);
    this.rules(workspace);
  }

  private key(): CustomerKey {
    const { account, region, organisation, logGroupName } = this.place;
    return new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", organisation, "prometheus"),
      description: "Metrics, logs and alerts of Amazon Managed Prometheus",
      statements: [
        allowLogEncryption(
          "LogsEncryptPrometheusLogs",
          region,
          regionalArn(this.place, "logs", `log-group:${logGroupName}`),
        ),
        allowService({
          sid: "AlertManagerEncryptsAlerts",
          services: ["aps.amazonaws.com"],
          actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
          resources: ["*"],
          sourceAccount: account.id,
        }),
      ],
    });
  }

  private workspace(key: CustomerKey): PrometheusWorkspace {
    const { account, region, organisation, managed } = this.place;
    const { logRetentionDays, metricRetentionDays } = managed;
    return prometheusWorkspace(this, { account, region, organisation, key, logRetentionDays, metricRetentionDays });
  }

  private alertManager(workspace: PrometheusWorkspace, topic: AmazonAlertTopic): void {
    new PrometheusAlertManagerDefinition(this, "alert-manager", {
      ...this.#at,
      workspaceId: workspace.id,
      definition: alertManagerDefinition(topic.arn, this.place.region),
      dependsOn: [topic.ready],
    });
  }

  private rules(workspace: PrometheusWorkspace): void {
    new PrometheusRuleGroupNamespace(this, "platform-health", {
      ...this.#at,
      workspaceId: workspace.id,
      name: "platform-health",
      data: literal(ruleFile(PLATFORM_HEALTH)),
    });
  }
}
