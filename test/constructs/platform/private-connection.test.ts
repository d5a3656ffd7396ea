/** Agents through which Grafana Cloud reads private data sources: what runs, what it may reach, what it may read. */
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import images from "../../../config/facts/container-images.json";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import { Accounts } from "../../../constructs/core/accounts";
import { createPlatform } from "../../../constructs/platform";
import { amazonManagedExample, minimal, minimalExample, showcase } from "../../support/fixtures";
import { synth, synthEstate } from "../../support/synth";
import { addresses, outputs, policy, resource, resources } from "../../support/template";

const { estate, contributions } = synthEstate(showcase());
const AGENTS = "platform_private_connection_agents";
const connection = (config: EstateConfig) =>
  addresses(synthEstate(config).estate).filter((address) => address.includes(".platform_private_connection"));

type Connectivity = NonNullable<EstateInput["grafana"]["privateConnectivity"]>;

/** The smallest estate with agents, on a stack that stands. */
function existing(privateConnectivity: Partial<Connectivity> = {}): EstateConfig {
  const subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"];
  return minimal({
    accounts: {
      main: {
        id: "111122223333",
        region: "eu-west-1",
        network: { "us-east-1": { existing: { vpcId: "vpc-0a1b2c3d4e5f60718", privateSubnetIds: subnets } } },
      },
    },
    grafana: {
      owner: "everyone",
      stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
      privateConnectivity: {
        account: "main",
        region: "us-east-1",
        targets: [{ cidr: "10.1.0.0/16", port: 9200 }],
        ...privateConnectivity,
      },
    },
  });
}

const containerOf = (config: EstateConfig): Readonly<Record<string, unknown>> => {
  const text = resource(synthEstate(config).estate, `aws_ecs_task_definition.${AGENTS}_task`)["container_definitions"];
  const [container, ...others] = JSON.parse(String(text)) as readonly Readonly<Record<string, unknown>>[];
  expect(others).toEqual([]);
  return container ?? {};
};

describe("the private connection of estate.yaml", () => {
  it("is this and nothing else", () => {
    expect(connection(showcase())).toEqual([
      `aws_cloudwatch_log_group.${AGENTS}_logs`,
      `aws_ecs_cluster.${AGENTS}_cluster`,
      `aws_ecs_service.${AGENTS}_service`,
      `aws_ecs_task_definition.${AGENTS}_task`,
      `aws_iam_role.${AGENTS}_role`, // starts the agents; they have none themselves
      `aws_iam_role_policy.${AGENTS}_role_policy`,
      "aws_kms_alias.platform_private_connection_key_alias",
      "aws_kms_key.platform_private_connection_key", // token and logs
      "aws_secretsmanager_secret.platform_private_connection_secret",
      "aws_secretsmanager_secret_version.platform_private_connection_secret_version",
      `aws_security_group.${AGENTS}_security-group`,
      `aws_vpc_security_group_egress_rule.${AGENTS}_security-group_https`,
      `aws_vpc_security_group_egress_rule.${AGENTS}_security-group_ssh`,
      `aws_vpc_security_group_egress_rule.${AGENTS}_security-group_target-10-20-0-0-16-443`,
      `aws_vpc_security_group_egress_rule.${AGENTS}_security-group_target-10-20-0-0-16-5432`,
      "grafana_cloud_private_data_source_connect_network.platform_private_connection_network",
      "grafana_cloud_private_data_source_connect_network_token.platform_private_connection_token",
    ]);
  });

  it("is absent without the section, and on Amazon's platform", () => {
    expect(connection(minimalExample())).toEqual([]);
    expect(connection(amazonManagedExample())).toEqual([]);
  });

  it("belongs to the stack, in its region of Grafana Cloud", () => {
    const network = "grafana_cloud_private_data_source_connect_network.platform_private_connection_network";
    expect(resource(estate, network)).toEqual({
      provider: "grafana.cloud",
      region: "prod-eu-west-2",
      name: "acme-private-production-eu-central-1",
      display_name: "Private data sources of production in eu-central-1",
      stack_identifier: "${grafana_cloud_stack.platform_stack.id}",
    });
    expect(
      resource(estate, "grafana_cloud_private_data_source_connect_network_token.platform_private_connection_token"),
    ).toEqual({
      provider: "grafana.cloud",
      region: "prod-eu-west-2",
      pdc_network_id: `\${${network}.pdc_network_id}`,
      name: "acme-private-production-eu-central-1-agents",
      display_name: "Agents of the estate",
      lifecycle: { create_before_destroy: true },
    });
  });

  it("needs a way out, and the scopes that make a network", () => {
    expect(contributions[0]?.prerequisites.map(({ id }) => id)).toContain("private-connection-egress");
    expect(contributions[0]?.grafanaScopes).toEqual(
      expect.arrayContaining(["accesspolicies:read", "accesspolicies:write", "accesspolicies:delete"]),
    );
    expect(synthEstate(minimalExample()).contributions[0]?.prerequisites.map(({ id }) => id)).toEqual([
      "grafana-token",
    ]);
  });
});

describe("the agents", () => {
  it("run twice, in private subnets, without a public address, and fall back from a broken deployment", () => {
    expect(resource(estate, `aws_ecs_service.${AGENTS}_service`)).toEqual({
      provider: "aws.production",
      region: "eu-central-1",
      name: "acme-private-connection",
      cluster: `\${aws_ecs_cluster.${AGENTS}_cluster.arn}`,
      task_definition: `\${aws_ecs_task_definition.${AGENTS}_task.arn}`,
      launch_type: "FARGATE",
      desired_count: 2,
      availability_zone_rebalancing: "ENABLED",
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
      network_configuration: {
        subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
        security_groups: [`\${aws_security_group.${AGENTS}_security-group.id}`],
        assign_public_ip: false,
      },
      tags: { domain: "platform" },
    });
  });

  it("are Grafana's, at a version that does not change under its name", () => {
    const { image, version } = images.images.pdcAgent;
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(containerOf(showcase())["image"]).toBe(`${image}:${version}`);
  });

  it("get their token by the version of the secret, and nothing secret otherwise", () => {
    const { secrets, environment } = containerOf(showcase());
    const secret = "aws_secretsmanager_secret.platform_private_connection_secret.arn";
    const version = "aws_secretsmanager_secret_version.platform_private_connection_secret_version.version_id";
    expect(secrets).toEqual([{ name: "GCLOUD_PDC_SIGNING_TOKEN", valueFrom: `\${${secret}}:token::\${${version}}` }]);
    expect(environment).toEqual([
      { name: "GCLOUD_PDC_CLUSTER", value: "${grafana_cloud_stack.platform_stack.cluster_slug}" },
      { name: "GCLOUD_HOSTED_GRAFANA_ID", value: "${grafana_cloud_stack.platform_stack.id}" },
    ]);
    const token = "grafana_cloud_private_data_source_connect_network_token.platform_private_connection_token.token";
    const places = JSON.stringify(estate).split(token).length - 1;
    expect(places).toBe(1);
    expect(
      resource(estate, "aws_secretsmanager_secret_version.platform_private_connection_secret_version"),
    ).toMatchObject({ secret_string: JSON.stringify({ token: `\${${token}}` }) });
  });

  it("are healthy once their tunnel stands, run as nobody, and give up every capability", () => {
    expect(containerOf(showcase())).toMatchObject({
      essential: true,
      user: "30000:30000",
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      healthCheck: {
        command: ["CMD-SHELL", "wget -q -O /dev/null http://localhost:8090/metrics || exit 1"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 60,
      },
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": `\${aws_cloudwatch_log_group.${AGENTS}_logs.name}`,
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "pdc",
        },
      },
    });
  });

  it("are as many and as the estate says, in the region of their network", () => {
    const config = existing({ agents: 5, cluster: "prod-us-east-0", logRetentionDays: 7 });
    const made = synthEstate(config).estate;
    expect(resource(made, `aws_ecs_service.${AGENTS}_service`)).toMatchObject({
      desired_count: 5,
      region: "us-east-1",
    });
    expect(resource(made, `aws_cloudwatch_log_group.${AGENTS}_logs`)).toMatchObject({ retention_in_days: 7 });
    expect(containerOf(config)["environment"]).toEqual([
      { name: "GCLOUD_PDC_CLUSTER", value: "prod-us-east-0" },
      { name: "GCLOUD_HOSTED_GRAFANA_ID", value: "123456" },
    ]);
  });
});

describe("what the agents may do", () => {
  it("is to reach Grafana and the targets, and to be reached by nobody", () => {
    const rules = Object.values(resources(estate, "aws_vpc_security_group_egress_rule"))
      .filter(({ security_group_id: group }) => String(group).includes(AGENTS))
      .map(({ cidr_ipv4, ip_protocol, from_port, to_port }) => [cidr_ipv4, ip_protocol, from_port, to_port]);
    expect(rules).toEqual([
      ["0.0.0.0/0", "tcp", 443, 443],
      ["0.0.0.0/0", "tcp", 22, 22],
      ["10.20.0.0/16", "tcp", 443, 443],
      ["10.20.0.0/16", "tcp", 5432, 5432],
    ]);
    const group = resource(estate, `aws_security_group.${AGENTS}_security-group`);
    expect([group["ingress"], group["egress"]]).toEqual([undefined, undefined]);
    const inwards = Object.values(resources(estate, "aws_vpc_security_group_ingress_rule"));
    expect(inwards.filter(({ security_group_id: to }) => String(to).includes(AGENTS))).toEqual([]);
  });

  it("is to call no AWS API: the role that starts them reads one token and writes one log", () => {
    expect(resource(estate, `aws_ecs_task_definition.${AGENTS}_task`)["task_role_arn"]).toBeUndefined();
    expect(policy(estate, `aws_iam_role_policy.${AGENTS}_role_policy`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: ["arn:aws:logs:eu-central-1:777788889999:log-group:/ecs/acme-private-connection:*"],
        },
        {
          Sid: "ReadToken",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: [
            "arn:aws:secretsmanager:eu-central-1:777788889999:secret:acme/grafana/private-connection/token-??????",
          ],
        },
        {
          Sid: "DecryptToken",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: ["${aws_kms_key.platform_private_connection_key.arn}"],
          Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } },
        },
      ],
    });
    expect(policy(estate, `aws_iam_role.${AGENTS}_role`, "assume_role_policy")).toMatchObject({
      Statement: [
        {
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "777788889999" },
            ArnLike: { "aws:SourceArn": ["arn:aws:ecs:eu-central-1:777788889999:*"] },
          },
        },
      ],
    });
  });

  it("is to pull from a registry of one's own, where the image is there", () => {
    const image = "444455556666.dkr.ecr.eu-west-1.amazonaws.com/mirror/pdc-agent:0.0.63";
    const made = synthEstate(existing({ image })).estate;
    expect(containerOf(existing({ image }))["image"]).toBe(image);
    const { Statement: statements } = policy(made, `aws_iam_role_policy.${AGENTS}_role_policy`) as {
      readonly Statement: readonly Readonly<Record<string, unknown>>[];
    };
    expect(statements.slice(3).map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["LogInToRegistry", ["*"]],
      ["PullImage", ["arn:aws:ecr:eu-west-1:444455556666:repository/mirror/pdc-agent"]],
    ]);
  });
});

describe("the id that data sources are given", () => {
  const idOf = (config: EstateConfig): unknown => {
    const made = synth((stack) => {
      const value = createPlatform(stack, config, new Accounts(stack, config)).privateNetworkId;
      if (value !== undefined) new TerraformOutput(stack, "id", { value });
    }, config);
    return outputs(made)["id"]?.value;
  };

  it("is a reference to the network, and absent where there is none", () => {
    expect(idOf(existing())).toBe(
      "${grafana_cloud_private_data_source_connect_network.platform_private_connection_network.pdc_network_id}",
    );
    expect(idOf(minimalExample())).toBeUndefined();
    expect(idOf(amazonManagedExample())).toBeUndefined();
  });
});
