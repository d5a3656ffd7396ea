/** Services on ECS in the plan: what is made and why, for services that the estate owns and for those that it publishes to. */
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../../config/estate";
import { ecsPlaces } from "../../../../config/ecs/places";
import { Accounts } from "../../../../constructs/core/accounts";
import { checkPolicies } from "../../../../constructs/core/policy";
import { EcsTelemetry } from "../../../../constructs/telemetry/ecs/ecs-telemetry";
import { minimal } from "../../../support/fixtures";
import { plannedValues, planOf } from "../../../support/rehearse";
import { synth } from "../../../support/synth";
import { addresses, policy, resource, resources, resourceTypes, type StackJson } from "../../../support/template";
import { IMAGE, synthEcs, withEcs } from "./estates";
import { ROUTES, routerRoute } from "./support";

const AT = "ecs_main_eu-west-1";
const CHECKOUT = `${AT}_services_checkout`;
const SERVICE = `aws_ecs_service.${CHECKOUT}_owned_service`;
const TASK = `aws_ecs_task_definition.${CHECKOUT}_owned_task`;
const GROUP = `${CHECKOUT}_owned_security-group`;

interface Container {
  readonly name: string;
  readonly [field: string]: unknown;
}

const containersOf = (stack: StackJson): readonly Container[] =>
  JSON.parse(String(resource(stack, TASK)["container_definitions"])) as readonly Container[];

const containerOf = (stack: StackJson, name: string) => containersOf(stack).find((one) => one.name === name);

const owned = synthEcs(withEcs());
const published = synthEcs(withEcs({ mode: "published" }));

const statementsOf = (stack: StackJson, role: string) =>
  (
    policy(stack, `aws_iam_role_policy.${CHECKOUT}_${role}_policy`) as {
      Statement: readonly { Sid: string; Resource: unknown; Condition?: unknown }[];
    }
  ).Statement;

describe("an estate without a service on ECS", () => {
  it("gets nothing", () => {
    expect(addresses(synthEcs(minimal({ services: { checkout: { team: "everyone", accounts: ["main"] } } })))).toEqual(
      [],
    );
  });
});

describe("what is made", () => {
  it("for a service that the estate owns, each with a reason", () => {
    expect(resourceTypes(owned)).toEqual([
      "aws_cloudwatch_log_group", // the sidecars' own lines
      "aws_ecs_cluster", // one for all services of the account and region
      "aws_ecs_service", // keeps the tasks running
      "aws_ecs_task_definition", // the decorated containers
      "aws_iam_role", // starts the task: images, secrets, lines
      "aws_iam_role", // acts for it: reads configurations, sends
      "aws_iam_role_policy",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key", // configurations and lines
      "aws_s3_bucket", // configurations of the sidecars
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
      "aws_s3_object", // the collector's
      "aws_s3_object", // the log router's
      "aws_security_group", // closed but for what is named
      "aws_vpc_security_group_egress_rule", // HTTPS
    ]);
  });

  it("for one that it publishes to: no service, no role, no door, but three parameters", () => {
    const types = new Set(resourceTypes(published));
    const gone = [
      "aws_ecs_cluster",
      "aws_ecs_service",
      "aws_ecs_task_definition",
      "aws_iam_role",
      "aws_security_group",
    ];
    expect(gone.filter((type) => types.has(type))).toEqual([]);
    expect(Object.keys(resources(published, "aws_ssm_parameter"))).toEqual([
      `${CHECKOUT}_published_containers`,
      `${CHECKOUT}_published_policies`,
      `${CHECKOUT}_published_task`,
    ]);
    expect(Object.keys(resources(published, "aws_s3_object"))).toEqual([
      `${CHECKOUT}_collector-config`,
      `${CHECKOUT}_router-config`,
    ]);
  });

  it("breaks no policy of the estate", () => {
    const full = withEcs({ maxCount: 3, ingress: [{ cidr: "10.0.0.0/8", port: 8080 }] });
    for (const stack of [owned, published, synthEcs(full)]) expect(checkPolicies(stack)).toEqual([]);
  });
});

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

describe("the application's containers", () => {
  const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:checkout/db-AbCdEf";
  const stack = synthEcs(
    withEcs({
      containers: {
        app: {
          image: IMAGE,
          port: 8080,
          command: ["serve", "${HOME}"],
          user: "1000:1000",
          readOnly: true,
          environment: { TEMPLATE: "${a}" },
          secrets: {
            DB: { main: `${secret}:password::` },
            FLAG: { main: "arn:aws:ssm:eu-west-1:111122223333:parameter/flag" },
          },
          healthCheck: { command: ["CMD-SHELL", "true"] },
          dependsOn: { init: "success" },
          metrics: { port: 9090 },
          multiline: "java",
        },
        init: { image: "public.ecr.aws/docker/library/busybox:1.36.1", essential: false, logs: "none" },
        batch: { image: IMAGE, logs: "cloudwatch" },
      },
    }),
  );

  it("are as the config says, with text as text", () => {
    expect(containerOf(stack, "app")).toMatchObject({
      image: IMAGE,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      command: ["serve", "$${HOME}"],
      portMappings: [{ containerPort: 8080, protocol: "tcp" }],
      secrets: [
        { name: "DB", valueFrom: `${secret}:password::` },
        { name: "FLAG", valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/flag" },
      ],
      healthCheck: { command: ["CMD-SHELL", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
      dependsOn: [
        { containerName: "init", condition: "SUCCESS" },
        { containerName: "log-router", condition: "START" },
        { containerName: "otel-collector", condition: "START" },
      ],
      logConfiguration: { logDriver: "awsfirelens" },
    });
    expect(containerOf(stack, "app")?.["environment"]).toContainEqual({ name: "TEMPLATE", value: "$${a}" });
    expect(containerOf(stack, "init")).not.toHaveProperty("logConfiguration");
    expect(containerOf(stack, "batch")?.["logConfiguration"]).toMatchObject({
      logDriver: "awslogs",
      options: { "awslogs-group": "/estate/services/checkout", "awslogs-stream-prefix": "batch" },
    });
  });

  it("are scraped and joined as they say", () => {
    const collector = String(resource(stack, `aws_s3_object.${CHECKOUT}_collector-config`)["content"]);
    expect(collector).toMatch(
      /job_name: app\n +metrics_path: \/metrics\n +static_configs:\n +- targets:\n +- 127\.0\.0\.1:9090/,
    );
    expect(collector).toContain("127.0.0.1:2020");
    const router = String(resource(stack, `aws_s3_object.${CHECKOUT}_router-config`)["content"]);
    expect(router.match(/Match +\w+-firelens-\*/g)).toEqual([
      "Match                 app-firelens-*",
      "Match  app-firelens-*",
    ]);
    expect(router).toMatch(/multiline\.parser +java/);
  });

  it("are started with their images, secrets and lines, and nothing else", () => {
    expect(statementsOf(stack, "execution-role").slice(0, 7)).toEqual([
      { Sid: "LogInToRegistry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
      {
        Sid: "PullImages",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:eu-west-1:111122223333:repository/checkout"],
      },
      { Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secret] },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: ["arn:aws:kms:eu-west-1:111122223333:key/*"],
        Condition: {
          StringEquals: {
            "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
            "kms:EncryptionContext:SecretARN": [secret],
          },
        },
      },
      {
        Sid: "ReadParameters",
        Effect: "Allow",
        Action: ["ssm:GetParameters"],
        Resource: ["arn:aws:ssm:eu-west-1:111122223333:parameter/flag"],
      },
      {
        Sid: "DecryptParameters",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: ["arn:aws:kms:eu-west-1:111122223333:key/*"],
        Condition: {
          StringEquals: {
            "kms:ViaService": "ssm.eu-west-1.amazonaws.com",
            "kms:EncryptionContext:PARAMETER_ARN": ["arn:aws:ssm:eu-west-1:111122223333:parameter/flag"],
          },
        },
      },
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["arn:aws:logs:eu-west-1:111122223333:log-group:/estate/services/checkout:*"],
      },
    ]);
  });

  it("may have a log router of their own, whose lines do not go through itself", () => {
    const own = synthEcs(
      withEcs({
        containers: { app: { image: IMAGE }, fl: { image: "mirror/fluent-bit:5.0.1", router: true } },
        sidecars: { router: { enabled: false }, collector: { enabled: false } },
      }),
    );
    expect(containersOf(own).map(({ name }) => name)).toEqual(["app", "fl"]);
    expect(containerOf(own, "fl")).toMatchObject({
      firelensConfiguration: { type: "fluentbit" },
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/estate/sidecars/checkout" } },
    });
    expect(containerOf(own, "app")?.["logConfiguration"]).toMatchObject({ logDriver: "awsfirelens" });
    expect(resourceTypes(own)).not.toContain("aws_s3_object");
    expect(Object.keys(resources(own, "aws_iam_role_policy"))).toEqual([`${CHECKOUT}_execution-role_policy`]);
  });
});

describe("sidecars", () => {
  it("are of images of one's own, where the estate says so", () => {
    const images = {
      collector: "mirror.example.com/adot:v0.49.0",
      router: "mirror.example.com/fluent-bit:init-3.4.15",
    };
    const stack = synthEcs(withEcs({}, { telemetry: { images } }));
    expect([containerOf(stack, "otel-collector")?.["image"], containerOf(stack, "log-router")?.["image"]]).toEqual([
      images.collector,
      images.router,
    ]);
  });

  it("are as large and as important as the service says", () => {
    const stack = synthEcs(
      withEcs({ failClosed: true, sidecars: { collector: { cpu: 256, memory: 512 }, router: { essential: false } } }),
    );
    expect(containerOf(stack, "otel-collector")).toMatchObject({ cpu: 256, memory: 512, essential: true });
    expect(containerOf(stack, "otel-collector")?.["environment"]).toContainEqual({
      name: "GOMEMLIMIT",
      value: "409MiB",
    });
    expect(containerOf(stack, "log-router")).toMatchObject({ essential: false });
  });

  it("keep what their collector is told to keep", () => {
    const stack = synthEcs(withEcs(), { choice: () => ({ allowList: ["http.server.request.duration"] }) });
    expect(String(resource(stack, `aws_s3_object.${CHECKOUT}_collector-config`)["content"])).toContain(
      "filter/allow_list",
    );
  });

  it("get parsers in a file of their own", () => {
    const stack = synthEcs(
      withEcs(
        { containers: { app: { image: IMAGE, multiline: "dated" } } },
        { telemetry: { logs: { multiline: { dated: { start: "^\\d{4}-" } } } } },
      ),
    );
    const { key } = resource(stack, `aws_s3_object.${CHECKOUT}_router-parsers`);
    expect(key).toMatch(/^smallco\/ecs\/checkout\/parsers-[0-9a-f]{64}\.conf$/);
    expect(containerOf(stack, "log-router")?.["environment"]).toContainEqual({
      name: "aws_fluent_bit_init_s3_2",
      value: `arn:aws:s3:::smallco-telemetry-111122223333-eu-west-1/${String(key)}`,
    });
  });

  it("are refused a route that asks for what nobody sets", () => {
    const route = { ...routerRoute("loki"), environment: {} };
    expect(() => synthEcs(withEcs(), { routes: () => [route] })).toThrow(
      "log router of checkout: OUTPUT loki Host asks for the variable LOGS_HOST, which nobody sets. give it to the router's environment",
    );
  });
});

describe("log groups", () => {
  const groups = (config: Parameters<typeof synthEcs>[0], given: Parameters<typeof synthEcs>[1] = {}) =>
    Object.values(resources(synthEcs(config, given), "aws_cloudwatch_log_group")).map((group) => [
      group["name"],
      group["retention_in_days"],
      group["kms_key_id"],
    ]);
  const key = `\${aws_kms_key.${AT}_store_key.arn}`;

  it("are those of sidecars, and those of services where lines go there", () => {
    const cloudwatch = { destinations: { logs: ["cloudwatch" as const] }, telemetry: { logs: { retentionDays: 400 } } };
    expect(groups(withEcs())).toEqual([["/estate/sidecars/checkout", 30, key]]);
    expect(groups(withEcs({}, cloudwatch))).toEqual([
      ["/estate/services/checkout", 400, key],
      ["/estate/sidecars/checkout", 400, key],
    ]);
    expect(groups(withEcs({}, cloudwatch), { hasLogGroups: () => true })).toEqual([
      ["/estate/sidecars/checkout", 400, key],
    ]);
    expect(
      groups(withEcs({ containers: { app: { image: IMAGE, logs: "cloudwatch" } } })).map(([name]) => name),
    ).toEqual(["/estate/services/checkout", "/estate/sidecars/checkout"]);
  });
});

describe("a published task", () => {
  const valueOf = (stack: StackJson, name: string): unknown =>
    JSON.parse(String(resource(stack, `aws_ssm_parameter.${CHECKOUT}_published_${name}`)["value"]));

  it("is JSON that Terraform of somebody else's registers as it is", () => {
    expect(resource(published, `aws_ssm_parameter.${CHECKOUT}_published_containers`)).toMatchObject({
      name: "/smallco/ecs/checkout/container-definitions",
      type: "String",
      tier: "Intelligent-Tiering",
    });
    expect((valueOf(published, "containers") as readonly Container[]).map(({ name }) => name)).toEqual([
      "app",
      "otel-collector",
      "log-router",
    ]);
    expect(valueOf(published, "task")).toEqual({
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
      volumes: [{ name: "collector-queue" }, { name: "log-buffer" }],
    });
    expect(valueOf(published, "policies")).toEqual({
      taskRole: statementsOf(owned, "task-role").map((statement) =>
        statement.Sid === "ReadSidecarConfigs"
          ? {
              ...statement,
              Resource: ["collector.yaml", "router.conf"].map(
                (file) => `arn:aws:s3:::smallco-telemetry-111122223333-eu-west-1/smallco/ecs/checkout/${file}`,
              ),
            }
          : statement,
      ),
      executionRole: statementsOf(owned, "execution-role"),
    });
  });

  it("finds its configurations under the same name at any time, and says by which it was made", () => {
    const { key, lifecycle } = resource(published, `aws_s3_object.${CHECKOUT}_collector-config`);
    expect([key, lifecycle]).toEqual(["smallco/ecs/checkout/collector.yaml", undefined]);
    const [, collector, router] = valueOf(published, "containers") as readonly Container[];
    const marks = [collector, router].map((container) =>
      (container?.["environment"] as readonly { name: string; value: string }[])
        .filter(({ name }) => name.startsWith("CONFIG_SHA256"))
        .map(({ value }) => value),
    );
    expect(marks.flat()).toHaveLength(2);
    expect(marks.flat().every((mark) => /^[0-9a-f]{64}$/.test(mark))).toBe(true);
  });

  it.each([
    [1, 28, 86],
    [3, 2, 90],
  ])("fits into a parameter for all that the config check lets through: %i containers", (count, variables, length) => {
    const environment = Object.fromEntries(
      Array.from({ length: variables }, (_, at) => [`VARIABLE_${String(at)}`, "x".repeat(length)]),
    );
    const containers = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`app${String(at)}`, { image: IMAGE, environment }]),
    );
    const full = withEcs({ mode: "published", containers });
    const value = String(resource(synthEcs(full), `aws_ssm_parameter.${CHECKOUT}_published_containers`)["value"]);
    // As long as what a reference stands for.
    const written = value.replaceAll(/\$\{[^}]+\}/g, "x".repeat(90));
    expect(written.length).toBeGreaterThan(6000);
    expect(written.length).toBeLessThanOrEqual(8192);
  });
});

describe("several services", () => {
  const network = withEcs().accounts["main"]?.network ?? {};
  const service = (accounts: readonly string[], mode: "service" | "published" = "service") => ({
    team: "everyone",
    accounts: [...accounts],
    ecs: { mode, containers: { app: { image: IMAGE } } },
  });
  const estate: Partial<EstateInput> = {
    accounts: {
      main: { id: "111122223333", region: "eu-west-1", environment: "production", network },
      staging: { id: "444455556666", region: "eu-west-1", environment: "staging", network },
    },
    services: {
      search: service(["main"], "published"),
      checkout: service(["main", "staging"]),
      mail: { team: "everyone", accounts: ["main"] },
    },
  };
  const config = withEcs({}, estate);

  it("are each in every account of theirs, by service and account", () => {
    expect(ecsPlaces(config).map(({ service: name, account, region }) => [name, account, region])).toEqual([
      ["checkout", "main", "eu-west-1"],
      ["checkout", "staging", "eu-west-1"],
      ["search", "main", "eu-west-1"],
    ]);
  });

  it("share store and cluster of an account, and say their own stage", () => {
    const stack = synthEcs(config);
    const types = resourceTypes(stack);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect(["aws_ecs_cluster", "aws_s3_bucket", "aws_ecs_service", "aws_s3_object"].map(count)).toEqual([2, 2, 2, 6]);
    const staging = String(
      resource(stack, "aws_s3_object.ecs_staging_eu-west-1_services_checkout_collector-config")["content"],
    );
    expect(staging).toContain("value: staging");
    expect(resource(stack, "aws_ecs_service.ecs_staging_eu-west-1_services_checkout_owned_service")["provider"]).toBe(
      "aws.staging",
    );
  });

  it("leave nothing to do by hand but to register what is published", () => {
    const seen: { steps: readonly string[]; prerequisites: readonly string[] }[] = [];
    synth((stack) => {
      const { contribution } = new EcsTelemetry(stack, "ecs", {
        config,
        accounts: new Accounts(stack, config),
        routes: () => ROUTES,
      });
      seen.push({
        steps: contribution.manualSteps.map(({ id, how }) => `${id}: ${how}`),
        prerequisites: contribution.prerequisites.map(({ id, title }) => `${id}: ${title}`),
      });
    }, config);
    expect(seen).toEqual([
      {
        steps: [
          "ecs-published-search-main: In eu-west-1, read /smallco/ecs/search/container-definitions, /smallco/ecs/search/task and /smallco/ecs/search/policies with data.aws_ssm_parameter (insecure_value): the first is container_definitions of aws_ecs_task_definition, the second its size and volumes, the third what its two roles must be allowed. Apply it again whenever they change, and right after a change of destination.",
        ],
        prerequisites: ["ecs-egress: Private subnets of main (eu-west-1), staging (eu-west-1) reach HTTPS"],
      },
    ]);
  });
});

describe("the plan", () => {
  it("is one that Terraform makes, with the texts as they are", async () => {
    const values = plannedValues(await planOf(synthEcs(withEcs({ maxCount: 3 }))));
    const { content } = values[`aws_s3_object.${CHECKOUT}_collector-config`] as { readonly content: string };
    expect(content).toContain("endpoint: ${env:METRICS_PROMETHEUS_URL}");
    const { content: router } = values[`aws_s3_object.${CHECKOUT}_router-config`] as { readonly content: string };
    expect(router).toContain("HTTP_Passwd              ${LOGS_TOKEN}");
    expect(Object.keys(values).toSorted()).toEqual(addresses(synthEcs(withEcs({ maxCount: 3 }))));
  });
});
