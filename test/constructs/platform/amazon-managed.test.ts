/** Amazon Managed Grafana and Prometheus: what is made, for what reason, and to the letter where it protects something. */
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { amazonManagedExample, managed } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { addresses, policy, resource, resources } from "../../support/template";

function inventory(config: EstateConfig): readonly string[] {
  return addresses(synthEstate(config).estate).filter((address) => address.includes(".platform"));
}

const { estate } = synthEstate(amazonManagedExample());
const LEAST = synthEstate(managed());
const AT = { provider: "aws.monitoring", region: "eu-west-1" };
const TAGGED = { ...AT, tags: { domain: "platform" } };
const WORKSPACE = "${aws_grafana_workspace.platform_grafana_workspace.id}";
const METRICS = "aws_prometheus_workspace.platform_prometheus_workspace";
const KEY = "${aws_kms_key.platform_prometheus_key.arn}";
const TOPIC = "${aws_sns_topic.platform_prometheus_alerts.arn}";

const ALWAYS = [
  "aws_cloudwatch_log_group.platform_prometheus_logs", // why a rule or the alert manager failed
  "aws_grafana_role_association.platform_grafana_admin", // without it nobody could enter
  "aws_grafana_workspace.platform_grafana_workspace", // the one Grafana
  "aws_grafana_workspace_service_account.platform_grafana_service-account", // Terraform's own
  "aws_grafana_workspace_service_account_token.platform_grafana_token", // logs the provider in
  "aws_iam_role.platform_role", // Grafana runs with it
  "aws_iam_role_policy.platform_role_policy", // reads metrics, assumes reader roles
  "aws_kms_alias.platform_prometheus_key_alias", // name of the key for people
  "aws_kms_key.platform_prometheus_key", // encrypts metrics, logs and alerts
  "aws_prometheus_alert_manager_definition.platform_prometheus_alert-manager", // sends alerts to the topic
  "aws_prometheus_rule_group_namespace.platform_prometheus_platform-health", // do metrics arrive at all?
  METRICS, // where metrics are kept
  "aws_prometheus_workspace_configuration.platform_prometheus_configuration", // for how long
  "aws_sns_topic.platform_prometheus_alerts", // the only receiver that the alert manager knows
  "aws_sns_topic_policy.platform_prometheus_alerts_policy", // only this alert manager publishes
  "aws_sns_topic_subscription.platform_prometheus_alerts_email", // somebody hears of it
];

describe("the platform", () => {
  it("of the least estate is this and nothing else, and nothing of Grafana Cloud", () => {
    expect(inventory(managed())).toEqual(ALWAYS);
    expect(addresses(LEAST.estate).filter((address) => address.startsWith("grafana_cloud"))).toEqual([]);
  });

  it("of examples/amazon-managed.yaml also lets editors and viewers in", () => {
    const more = ["editor", "viewer"].map((role) => `aws_grafana_role_association.platform_grafana_${role}`);
    expect(inventory(amazonManagedExample())).toEqual([...ALWAYS, ...more].toSorted());
  });
});

describe("the workspace of Grafana", () => {
  const GRAFANA = "aws_grafana_workspace.platform_grafana_workspace";

  it("is entered through IAM Identity Center, with the rights of its own role", () => {
    const { configuration, ...found } = resource(estate, GRAFANA);
    expect(found).toEqual({
      ...TAGGED,
      name: "awsco-estate",
      description: "The estate's one Grafana",
      account_access_type: "CURRENT_ACCOUNT",
      authentication_providers: ["AWS_SSO"],
      permission_type: "CUSTOMER_MANAGED",
      role_arn: "${aws_iam_role.platform_role.arn}",
      data_sources: ["AMAZON_OPENSEARCH_SERVICE", "ATHENA", "CLOUDWATCH", "PROMETHEUS", "XRAY"],
      lifecycle: { prevent_destroy: true },
    });
    expect(JSON.parse(String(configuration))).toEqual({
      plugins: { pluginAdminEnabled: true },
      unifiedAlerting: { enabled: true },
    });
  });

  it("has the version, the region and the network that are asked for", () => {
    const vpc = {
      subnetIds: ["subnet-0a1b2c3d", "subnet-0a1b2c3e"],
      securityGroupIds: ["sg-0a1b2c3d"],
    };
    const asked = synthEstate(managed({ version: "12.4", region: "eu-central-1", vpc })).estate;
    expect(resource(asked, GRAFANA)).toMatchObject({
      region: "eu-central-1",
      grafana_version: "12.4",
      vpc_configuration: { subnet_ids: vpc.subnetIds, security_group_ids: vpc.securityGroupIds },
    });
    expect(resource(asked, METRICS)).toMatchObject({ region: "eu-central-1" });
  });

  it("gives roles to groups", () => {
    expect(Object.values(resources(estate, "aws_grafana_role_association"))).toEqual([
      {
        ...AT,
        workspace_id: WORKSPACE,
        role: "ADMIN",
        group_ids: ["906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a"],
      },
      {
        ...AT,
        workspace_id: WORKSPACE,
        role: "EDITOR",
        group_ids: ["906717fb02-7a6b5c4d-1e2f-4a3b-8c9d-5e6f7a8b9c0d"],
      },
      {
        ...AT,
        workspace_id: WORKSPACE,
        role: "VIEWER",
        group_ids: ["906717fb02-0d9c8b7a-6f5e-4d4c-9b3a-2a1b0c9d8e7f"],
      },
    ]);
  });
});

describe("the provider of what is inside of Grafana", () => {
  const TOKEN = "aws_grafana_workspace_service_account_token.platform_grafana_token";

  it("logs in with the token of an administrating service account", () => {
    expect(estate.provider?.["grafana"]).toEqual([
      {
        alias: "workspace",
        url: "https://${aws_grafana_workspace.platform_grafana_workspace.endpoint}",
        auth: `\${${TOKEN}.key}`,
      },
    ]);
    expect(resource(estate, "aws_grafana_workspace_service_account.platform_grafana_service-account")).toEqual({
      ...AT,
      workspace_id: WORKSPACE,
      name: "monitoring-estate",
      grafana_role: "ADMIN",
    });
    expect(resource(estate, TOKEN)).toEqual({
      ...AT,
      workspace_id: WORKSPACE,
      service_account_id:
        "${aws_grafana_workspace_service_account.platform_grafana_service-account.service_account_id}",
      name: "monitoring-estate",
      seconds_to_live: 30 * 24 * 60 * 60,
    });
  });

  it("is renewed by people, in two steps that name the token", () => {
    const told = synthEstate(managed({ tokenDays: 1 }));
    expect(resource(told.estate, TOKEN)["seconds_to_live"]).toBe(86_400);
    expect(told.contributions[0]?.manualSteps[0]).toMatchObject({
      id: "grafana-token-renewal",
      title: "Renew the token of the Grafana provider every 1 day, in two steps",
      how: `Run terraform apply -target=${TOKEN} -replace=${TOKEN}, then plan as always. It works after expiry too.`,
    });
  });

  it("reads nothing: no data source of Grafana could be read before the workspace is there", () => {
    expect(Object.keys(estate.data ?? {}).filter((type) => type.startsWith("grafana_"))).toEqual([]);
  });
});

describe("the role of Grafana", () => {
  it("is assumed by workspaces of this account and region", () => {
    expect(policy(estate, "aws_iam_role.platform_role", "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "grafana.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "444455556666" },
            ArnLike: { "aws:SourceArn": ["arn:aws:grafana:eu-west-1:444455556666:/workspaces/*"] },
          },
        },
      ],
    });
  });

  it("reads this workspace's metrics and assumes reader roles of the estate's accounts, nothing else", () => {
    expect(policy(estate, "aws_iam_role_policy.platform_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadMetrics",
          Effect: "Allow",
          Action: [
            "aps:DescribeWorkspace",
            "aps:GetAlertManagerStatus",
            "aps:GetLabels",
            "aps:GetMetricMetadata",
            "aps:GetSeries",
            "aps:ListAlertManagerAlertGroups",
            "aps:ListAlertManagerAlerts",
            "aps:ListAlertManagerReceivers",
            "aps:ListAlertManagerSilences",
            "aps:ListAlerts",
            "aps:ListRules",
            "aps:QueryMetrics",
          ],
          Resource: [`\${${METRICS}.arn}`],
        },
        { Sid: "ListForPickers", Effect: "Allow", Action: ["aps:ListWorkspaces"], Resource: ["*"] },
        {
          Sid: "AssumeReaders",
          Effect: "Allow",
          Action: ["sts:AssumeRole"],
          Resource: [
            "arn:aws:iam::111122223333:role/awsco-grafana-*",
            "arn:aws:iam::444455556666:role/awsco-grafana-*",
          ],
        },
      ],
    });
  });

  it("is the one that a reader role trusts, from another account and in its own", () => {
    const trusted = (stack: typeof estate) => policy(stack, "aws_iam_role.cost_grafana-reader", "assume_role_policy");
    const trust = (account: string, role: string) => ({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OneRoleOfTheAccount",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "sts:AssumeRole",
          Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/${role}` } },
        },
      ],
    });
    expect(trusted(estate)).toEqual(trust("444455556666", "awsco-managed-grafana"));
    expect(trusted(LEAST.estate)).toEqual(trust("111122223333", "smallco-managed-grafana"));
    expect(resource(estate, "aws_iam_role.platform_role")["name"]).toBe("awsco-managed-grafana");
  });

  it("may assume every reader role that trusts it", () => {
    const name = String(resource(estate, "aws_iam_role.cost_grafana-reader")["name"]);
    expect(name).toBe("awsco-grafana-cost");
    expect(name).toMatch(/^awsco-grafana-.+$/);
  });

  it("is assumed by data sources through the workspace, without an external id", () => {
    const source = resource(estate, "grafana_data_source.grafana_data-sources_estate-athena-cost");
    expect(source).toMatchObject({ provider: "grafana.workspace" });
    expect(source).not.toHaveProperty("depends_on");
    const settings: unknown = JSON.parse(String(source["json_data_encoded"]));
    expect(settings).toMatchObject({
      authType: "ec2_iam_role",
      assumeRoleArn: "${aws_iam_role.cost_grafana-reader.arn}",
    });
    expect(settings).not.toHaveProperty("usePerDatasourceExternalId");
  });
});

describe("Amazon Managed Prometheus", () => {
  it("keeps metrics encrypted, for as long as asked, and is never destroyed by a plan", () => {
    expect(resource(estate, METRICS)).toEqual({
      ...TAGGED,
      alias: "awsco-estate",
      kms_key_arn: KEY,
      logging_configuration: { log_group_arn: "${aws_cloudwatch_log_group.platform_prometheus_logs.arn}:*" },
      lifecycle: { prevent_destroy: true },
    });
    const asked = synthEstate(managed({ metricRetentionDays: 400, logRetentionDays: 30 })).estate;
    const configuration = "aws_prometheus_workspace_configuration.platform_prometheus_configuration";
    expect(resource(asked, configuration)).toMatchObject({ retention_period_in_days: 400 });
    expect(resource(asked, "aws_cloudwatch_log_group.platform_prometheus_logs")).toMatchObject({
      name: "/aws/vendedlogs/prometheus/smallco",
      retention_in_days: 30,
      kms_key_id: KEY,
    });
  });

  it("encrypts with a key that logs and the alert manager of this account may use", () => {
    expect(policy(estate, "aws_kms_key.platform_prometheus_key")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountAdministersKey",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "LogsEncryptPrometheusLogs",
          Effect: "Allow",
          Principal: { Service: "logs.eu-west-1.amazonaws.com" },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn":
                "arn:aws:logs:eu-west-1:444455556666:log-group:/aws/vendedlogs/prometheus/awsco",
            },
          },
        },
        {
          Sid: "AlertManagerEncryptsAlerts",
          Effect: "Allow",
          Principal: { Service: ["aps.amazonaws.com"] },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: ["*"],
          Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } },
        },
      ],
    });
  });

  it("publishes alerts to an encrypted topic that takes them from this workspace only", () => {
    expect(resource(estate, "aws_sns_topic.platform_prometheus_alerts")).toEqual({
      ...TAGGED,
      name: "awsco-prometheus-alerts",
      display_name: "Prometheus alerts",
      kms_master_key_id: KEY,
    });
    expect(policy(estate, "aws_sns_topic_policy.platform_prometheus_alerts_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AlertManagerPublishes",
          Effect: "Allow",
          Principal: { Service: ["aps.amazonaws.com"] },
          Action: ["sns:Publish", "sns:GetTopicAttributes"],
          Resource: [TOPIC],
          Condition: {
            StringEquals: { "aws:SourceAccount": "444455556666" },
            ArnLike: { "aws:SourceArn": [`\${${METRICS}.arn}`] },
          },
        },
        {
          Sid: "DenyWithoutTls",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: TOPIC,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("tells the owner's mailbox, and lets the alert manager begin when it may publish", () => {
    expect(resource(estate, "aws_sns_topic_subscription.platform_prometheus_alerts_email")).toEqual({
      ...AT,
      topic_arn: TOPIC,
      protocol: "email",
      endpoint: "platform@example.com",
    });
    const manager = "aws_prometheus_alert_manager_definition.platform_prometheus_alert-manager";
    expect(resource(estate, manager)["depends_on"]).toEqual(["aws_sns_topic_policy.platform_prometheus_alerts_policy"]);
  });
});
