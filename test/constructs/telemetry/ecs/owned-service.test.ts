/** A service that the estate owns: how it runs, what it may do, and who reaches it. */
import { describe, expect, it } from "vitest";
import { resource, resources, resourceTypes } from "../../../support/template";
import { AT, CHECKOUT, containerOf, containersOf, SERVICE, statementsOf, synthEcs, TASK, withEcs } from "./estates";

const GROUP = `${CHECKOUT}_owned_security-group`;

const owned = synthEcs(withEcs());

describe("a service that the estate owns", () => {
  it("runs in private subnets, falls back from a broken deployment, and lets the apply know of it", () => {
    expect(resource(owned, SERVICE)).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      name: "smallco-checkout",
      cluster: `\${aws_ecs_cluster.${AT}_cluster.arn}`,
      task_definition: `\${${TASK}.arn}`,
      launch_type: "FARGATE",
      desired_count: 1,
      availability_zone_rebalancing: "ENABLED",
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      wait_for_steady_state: true,
      timeouts: { create: "30m", update: "30m" },
      enable_ecs_managed_tags: true,
      propagate_tags: "SERVICE",
      network_configuration: {
        subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        security_groups: [`\${aws_security_group.${GROUP}.id}`],
        assign_public_ip: false,
      },
      lifecycle: {
        postcondition: [
          {
            condition: `\${self.task_definition == ${TASK}.arn}`,
            error_message: "The deployment of smallco-checkout was rolled back: its new tasks did not come up.",
          },
        ],
      },
      tags: { domain: "telemetry" },
    });
  });

  it("has a task of the size that holds all, with two roles and two disks", () => {
    const { container_definitions: _, ...task } = resource(owned, TASK);
    expect(task).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      family: "smallco-checkout",
      cpu: "512",
      memory: "1024",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      task_role_arn: `\${aws_iam_role.${CHECKOUT}_task-role.arn}`,
      execution_role_arn: `\${aws_iam_role.${CHECKOUT}_execution-role.arn}`,
      volume: [{ name: "collector-queue" }, { name: "log-buffer" }],
      depends_on: [
        `aws_iam_role_policy.${CHECKOUT}_task-role_policy`,
        `aws_iam_role_policy.${CHECKOUT}_execution-role_policy`,
      ],
      tags: { domain: "telemetry" },
    });
    expect(containersOf(owned).map(({ name }) => name)).toEqual(["app", "otel-collector", "log-router"]);
  });

  it("reads configurations that are named by their content, and that are there before the old ones go", () => {
    const { key, lifecycle, content } = resource(owned, `aws_s3_object.${CHECKOUT}_collector-config`);
    expect(key).toMatch(/^smallco\/ecs\/checkout\/collector-[0-9a-f]{64}\.yaml$/);
    expect(lifecycle).toEqual({ create_before_destroy: true });
    expect(containerOf(owned, "otel-collector")?.["command"]).toEqual([
      `--config=s3://smallco-telemetry-111122223333-eu-west-1.s3.eu-west-1.amazonaws.com/${String(key)}`,
    ]);
    expect(String(content)).toContain("endpoint: $${env:METRICS_PROMETHEUS_URL}");
    const { key: router } = resource(owned, `aws_s3_object.${CHECKOUT}_router-config`);
    expect(containerOf(owned, "log-router")?.["environment"]).toContainEqual({
      name: "aws_fluent_bit_init_s3_1",
      value: `arn:aws:s3:::smallco-telemetry-111122223333-eu-west-1/${String(router)}`,
    });
  });

  it("acts with what its sidecars need, and nothing of its own", () => {
    expect(statementsOf(owned, "task-role").map(({ Sid }) => Sid)).toEqual([
      "ReadSidecarConfigs",
      "FindConfigBucket",
      "DecryptSidecarConfigs",
      "Send",
      "Send2",
    ]);
    const given = synthEcs(withEcs({ policyArns: ["arn:aws:iam::111122223333:policy/checkout"] }));
    expect(resource(given, `aws_iam_role_policy_attachment.${CHECKOUT}_task-role_given-1`)).toEqual({
      provider: "aws.main",
      role: `\${aws_iam_role.${CHECKOUT}_task-role.name}`,
      policy_arn: "arn:aws:iam::111122223333:policy/checkout",
    });
  });

  it("is closed but for HTTPS outwards and what is named", () => {
    const open = synthEcs(
      withEcs(
        {
          ingress: [
            { cidr: "10.0.0.0/8", port: 8080 },
            { securityGroupId: "sg-0123456789abcdef0", port: 8080 },
            { cidr: "10.0.0.0/8", port: 9090, account: "other" },
          ],
          egress: [{ cidr: "10.20.0.0/16", port: 5432 }],
        },
        { accounts: { ...withEcs().accounts, other: { id: "444455556666", region: "eu-west-1" } } },
      ),
    );
    const rules = (type: string) =>
      Object.values(resources(open, type)).map((rule) => [
        rule["cidr_ipv4"] ?? rule["referenced_security_group_id"],
        rule["from_port"],
        rule["to_port"],
        rule["ip_protocol"],
      ]);
    expect(rules("aws_vpc_security_group_ingress_rule")).toEqual([
      ["10.0.0.0/8", 8080, 8080, "tcp"],
      ["sg-0123456789abcdef0", 8080, 8080, "tcp"],
    ]);
    expect(rules("aws_vpc_security_group_egress_rule")).toEqual([
      ["0.0.0.0/0", 443, 443, "tcp"],
      ["10.20.0.0/16", 5432, 5432, "tcp"],
    ]);
    const joined = synthEcs(withEcs(), { securityGroupIds: (account, region) => [`sg-${account}-${region}`] });
    expect(resource(joined, SERVICE)["network_configuration"]).toMatchObject({
      security_groups: [`\${aws_security_group.${GROUP}.id}`, "sg-main-eu-west-1"],
    });
  });

  it("scales between its counts, which no plan sets back", () => {
    const scaled = synthEcs(withEcs({ desiredCount: 2, maxCount: 6, scaleAtCpuPercent: 70 }));
    const target = `${CHECKOUT}_owned_scaling_target`;
    expect(resource(scaled, `aws_appautoscaling_target.${target}`)).toMatchObject({
      resource_id: `service/\${aws_ecs_cluster.${AT}_cluster.name}/\${${SERVICE}.name}`,
      min_capacity: 2,
      max_capacity: 6,
    });
    expect(resource(scaled, `aws_appautoscaling_policy.${CHECKOUT}_owned_scaling_cpu`)).toMatchObject({
      resource_id: `\${aws_appautoscaling_target.${target}.resource_id}`,
      target_tracking_scaling_policy_configuration: {
        target_value: 70,
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
      },
    });
    expect(resource(scaled, SERVICE)["lifecycle"]).toMatchObject({ ignore_changes: ["desired_count"] });
    expect(resourceTypes(synthEcs(withEcs({ desiredCount: 2, maxCount: 2 })))).not.toContain(
      "aws_appautoscaling_target",
    );
  });

  it("runs on instances of a cluster that is there", () => {
    const cluster = "arn:aws:ecs:eu-west-1:111122223333:cluster/main";
    const stack = synthEcs(
      withEcs({ launchType: "ec2", architecture: "arm64", maxCount: 2, existingClusters: { main: cluster } }),
    );
    expect(resourceTypes(stack)).not.toContain("aws_ecs_cluster");
    expect(resource(stack, SERVICE)).toMatchObject({ cluster, launch_type: "EC2" });
    expect(resource(stack, SERVICE)).not.toHaveProperty("availability_zone_rebalancing");
    expect(resource(stack, TASK)).toMatchObject({
      requires_compatibilities: ["EC2"],
      cpu: "448",
      memory: "896",
      runtime_platform: { cpu_architecture: "ARM64" },
    });
    expect(resource(stack, `aws_appautoscaling_target.${CHECKOUT}_owned_scaling_target`)["resource_id"]).toBe(
      `service/main/\${${SERVICE}.name}`,
    );
  });

  it("gets traffic from a load balancer on its first port", () => {
    const group = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/checkout/0a1b2c3d4e5f6071";
    expect(resource(synthEcs(withEcs({ targetGroups: { main: group } })), SERVICE)).toMatchObject({
      health_check_grace_period_seconds: 60,
      load_balancer: [{ target_group_arn: group, container_name: "app", container_port: 8080 }],
    });
  });
});
