/** Amazon Managed Prometheus beside Grafana Cloud: what it is made of, how it is read, and who may write to it. */
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../../config/estate";
import { Accounts } from "../../../../constructs/core/accounts";
import type { DataSourceContribution } from "../../../../constructs/core/contribution";
import type { GrafanaTrust } from "../../../../constructs/core/grafana-trust";
import { accountTrust } from "../../../../constructs/core/iam";
import type { SigV4Intake } from "../../../../constructs/core/intake";
import { checkPolicies } from "../../../../constructs/core/policy";
import { tagDomain } from "../../../../constructs/core/tags";
import { AmazonPrometheusStore } from "../../../../constructs/telemetry/stores/amazon-prometheus-store";
import { minimal } from "../../../support/fixtures";
import { synth } from "../../../support/synth";
import { addresses, outputs, policy, resource, type StackJson } from "../../../support/template";

const TRUST: GrafanaTrust = {
  trustPolicy: (partition, uid) => accountTrust(partition, "008923505280", [uid]),
  authentication: (assumeRoleArn) => ({
    authType: "grafana_assume_role",
    assumeRoleArn,
    usePerDatasourceExternalId: true,
  }),
};

function estate(ships?: string[]): EstateConfig {
  const { owner, stack } = minimal().grafana;
  return minimal({
    accounts: {
      main: { id: "111122223333", region: "eu-west-1" },
      prod: { id: "444455556666", region: "eu-central-1" },
      shop: { id: "777788889999", region: "eu-central-1" },
    },
    grafana: { owner, stack, ...(ships === undefined ? {} : { access: { accounts: ships } }) },
  });
}

interface Told {
  readonly dataSource: DataSourceContribution;
  readonly intakes: readonly SigV4Intake[];
}

/** The store in main, and what it tells of itself and the shippers of these accounts. */
function store(asks: readonly string[], isRead = true, config = estate()): Told & { readonly stack: StackJson } {
  const stack = synth((scope) => {
    const accounts = new Accounts(scope, config);
    const account = accounts.get("main");
    const made = new AmazonPrometheusStore(scope, "prometheus", {
      config,
      accounts,
      trust: TRUST,
      account,
      region: "eu-west-1",
      isRead,
    });
    tagDomain(made, "telemetry");
    const { dataSource } = made;
    new TerraformOutput(scope, "told", { value: { dataSource, intakes: asks.map((key) => made.intake(key)) } });
  }, config);
  const { told } = outputs(stack);
  return { stack, ...(told?.value as Told) };
}

const ALONE = [
  "aws_cloudwatch_log_group.prometheus_logs", // what the workspace refuses
  "aws_iam_role.prometheus_reader", // Grafana assumes it
  "aws_iam_role_policy.prometheus_reader_policy", // queries of this workspace
  "aws_kms_alias.prometheus_key_alias", // name of the key for people
  "aws_kms_key.prometheus_key", // encrypts metrics and logs
  "aws_prometheus_workspace.prometheus_workspace",
  "aws_prometheus_workspace_configuration.prometheus_configuration", // how long metrics are kept
];

describe("the store", () => {
  it("is this alone where its own account ships, with a writer for all others once one of them asks", () => {
    expect(addresses(store(["main"]).stack)).toEqual(ALONE);
    expect(addresses(store(["main", "prod", "shop"]).stack)).toEqual(
      [...ALONE, "aws_iam_role.prometheus_writer", "aws_iam_role_policy.prometheus_writer_policy"].toSorted(),
    );
  });

  it("keeps metrics as long as the platform of Amazon does, encrypted, and is not destroyed by a plan", () => {
    const { stack } = store([]);
    expect(resource(stack, "aws_prometheus_workspace.prometheus_workspace")).toMatchObject({
      region: "eu-west-1",
      alias: "smallco-estate",
      kms_key_arn: "${aws_kms_key.prometheus_key.arn}",
      logging_configuration: { log_group_arn: "${aws_cloudwatch_log_group.prometheus_logs.arn}:*" },
      lifecycle: { prevent_destroy: true },
    });
    expect(resource(stack, "aws_prometheus_workspace_configuration.prometheus_configuration")).toMatchObject({
      retention_period_in_days: 150,
    });
    expect(resource(stack, "aws_cloudwatch_log_group.prometheus_logs")).toMatchObject({
      name: "/aws/vendedlogs/prometheus/smallco",
      retention_in_days: 90,
      kms_key_id: "${aws_kms_key.prometheus_key.arn}",
    });
  });

  it("keeps every rule of the policy pack", () => {
    expect(checkPolicies(store(["main", "prod"]).stack)).toEqual([]);
  });
});

describe("its data source", () => {
  it("is read through a role for queries of this workspace, signed for its region", () => {
    const { stack, dataSource } = store([]);
    expect(dataSource).toEqual({
      uid: "estate-prometheus",
      name: "Prometheus",
      type: "grafana-amazonprometheus-datasource",
      url: "${aws_prometheus_workspace.prometheus_workspace.prometheus_endpoint}",
      isDefault: true,
      jsonData: {
        httpMethod: "POST",
        timeInterval: "60s",
        sigV4Auth: true,
        sigV4AuthType: "grafana_assume_role",
        sigV4AssumeRoleArn: "${aws_iam_role.prometheus_reader.arn}",
        sigV4Region: "eu-west-1",
        usePerDatasourceExternalId: true,
      },
    });
    expect(policy(stack, "aws_iam_role_policy.prometheus_reader_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "QueryMetrics",
          Effect: "Allow",
          Action: ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"],
          Resource: ["${aws_prometheus_workspace.prometheus_workspace.arn}"],
        },
      ],
    });
  });

  it("stands beside the one that dashboards ask, during a move", () => {
    const { stack, dataSource } = store([], false);
    expect([dataSource.uid, dataSource.name, dataSource.isDefault]).toEqual([
      "estate-prometheus-other",
      "Prometheus (other store)",
      false,
    ]);
    expect(policy(stack, "aws_iam_role.prometheus_reader", "assume_role_policy")).toMatchObject({
      Statement: [{ Condition: { StringEquals: { "sts:ExternalId": ["estate-prometheus-other"] } } }],
    });
  });
});

describe("its intake", () => {
  const REMOTE_WRITE = "${aws_prometheus_workspace.prometheus_workspace.prometheus_endpoint}api/v1/remote_write";

  it("is direct in its own account, and by the writer's role from any other", () => {
    const intake = {
      kind: "sigv4",
      url: REMOTE_WRITE,
      service: "aps",
      region: "eu-west-1",
      resourceArn: "${aws_prometheus_workspace.prometheus_workspace.arn}",
    };
    const across = { ...intake, roleArn: "${aws_iam_role.prometheus_writer.arn}" };
    expect(store(["main", "prod", "shop"]).intakes).toEqual([intake, across, across]);
  });

  it.each([
    ["all other accounts", undefined, ["444455556666", "777788889999"]],
    ["those that ship", ["main", "shop"], ["777788889999"]],
  ] as const)("lets roles of the estate in from %s, to write to this workspace", (_, ships, ids) => {
    const { stack } = store(["shop"], true, estate(ships === undefined ? undefined : [...ships]));
    expect(policy(stack, "aws_iam_role.prometheus_writer", "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ShippersOfTheEstate",
          Effect: "Allow",
          Principal: { AWS: ids.map((id) => `arn:aws:iam::${id}:root`) },
          Action: "sts:AssumeRole",
          Condition: { ArnLike: { "aws:PrincipalArn": ids.map((id) => `arn:aws:iam::${id}:role/smallco-*`) } },
        },
      ],
    });
    expect(policy(stack, "aws_iam_role_policy.prometheus_writer_policy")).toMatchObject({
      Statement: [{ Action: ["aps:RemoteWrite"], Resource: ["${aws_prometheus_workspace.prometheus_workspace.arn}"] }],
    });
  });
});
