/** The decorated task: to the letter for one, by properties for all, and what it says of tasks that cannot run. */
import { describe, expect, it } from "vitest";
import { CONTRACT_LABELS, attributeOf } from "../../../../dashboards/core/labels";
import type { ContainerDefinition } from "../../../../constructs/telemetry/ecs/container-definition";
import { decorate } from "../../../../constructs/telemetry/ecs/decorate";
import { attributesText } from "../../../../constructs/telemetry/ecs/resource-attributes";
import { app, COLLECTOR, collectorRoute, configObject, ROUTER, routerRoute, ROUTES, task, telemetry } from "./support";

const DIGEST = `sha256:${"0a1b2c3d".repeat(8)}`;

function containerOf(name: string, decorated = decorate(task(), telemetry())): ContainerDefinition {
  const found = decorated.containerDefinitions.find((container) => container.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
}

const environmentOf = ({ environment = [] }: ContainerDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));

describe("a decorated task", () => {
  const decorated = decorate(task(), telemetry());

  it("has the application and its sidecars, disks for both, and the smallest size that holds all", () => {
    expect(decorated.containerDefinitions.map(({ name }) => name)).toEqual(["app", "otel-collector", "log-router"]);
    expect(decorated.volumes).toEqual([{ name: "collector-queue" }, { name: "log-buffer" }]);
    expect([decorated.cpu, decorated.memory]).toEqual([512, 1024]);
    expect(decorated.problems).toEqual([]);
  });

  it("tells the application who it is and where to send, and routes its lines", () => {
    expect(containerOf("app")).toEqual({
      name: "app",
      image: "registry.example.com/checkout:1.4.2",
      essential: true,
      cpu: 256,
      memory: 512,
      environment: [
        { name: "OTEL_SERVICE_NAME", value: "checkout" },
        {
          name: "OTEL_RESOURCE_ATTRIBUTES",
          value:
            "service.namespace=acme,deployment.environment.name=production,cloud.provider=aws,cloud.platform=aws_ecs,cloud.account.id=777788889999,cloud.region=eu-central-1,aws.ecs.launchtype=fargate,aws.ecs.task.family=acme-checkout,service.version=1.4.2",
        },
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://127.0.0.1:4318" },
        { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" },
        { name: "OTEL_METRICS_EXPORTER", value: "otlp" },
        { name: "OTEL_TRACES_EXPORTER", value: "otlp" },
        { name: "OTEL_LOGS_EXPORTER", value: "none" },
        { name: "OTEL_PROPAGATORS", value: "tracecontext,baggage" },
        { name: "OTEL_SEMCONV_STABILITY_OPT_IN", value: "http,database" },
      ],
      logConfiguration: { logDriver: "awsfirelens", options: { "log-driver-buffer-limit": "16384" } },
      dependsOn: [
        { containerName: "log-router", condition: "START" },
        { containerName: "otel-collector", condition: "START" },
      ],
    });
  });

  it("has a collector that reads its configuration from S3 and writes to nothing but its queue", () => {
    expect(containerOf("otel-collector")).toEqual({
      name: "otel-collector",
      image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
      cpu: 128,
      memory: 256,
      essential: false,
      restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      command: ["--config=s3://acme-telemetry.s3.eu-central-1.amazonaws.com/collector.yaml", "--feature-gates=a"],
      environment: [
        { name: "AWS_REGION", value: "eu-central-1" },
        { name: "METRICS_PROMETHEUS_URL", value: "https://prometheus.example.com" },
        { name: "TRACES_TEMPO_URL", value: "https://tempo.example.com" },
        { name: "GOMEMLIMIT", value: "204MiB" },
      ],
      secrets: [
        {
          name: "METRICS_PROMETHEUS_AUTHORIZATION",
          valueFrom: "arn:aws:secretsmanager:eu-central-1:777788889999:secret:prometheus",
        },
        {
          name: "TRACES_TEMPO_AUTHORIZATION",
          valueFrom: "arn:aws:secretsmanager:eu-central-1:777788889999:secret:tempo",
        },
      ],
      user: "0:0",
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"] } },
      mountPoints: [{ sourceVolume: "collector-queue", containerPath: "/var/lib/otelcol", readOnly: false }],
      healthCheck: { command: ["CMD", "/healthcheck"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
      stopTimeout: 30,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/estate/sidecars/checkout",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "collector",
          mode: "non-blocking",
          "max-buffer-size": "10m",
        },
      },
    });
  });

  it("has a log router that reads its configuration from S3 and outlives the application by its grace", () => {
    expect(containerOf("log-router")).toEqual({
      name: "log-router",
      image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-3.4.15",
      cpu: 64,
      memory: 128,
      essential: false,
      restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "false" } },
      environment: [
        { name: "aws_fluent_bit_init_s3_1", value: "arn:aws:s3:::acme-telemetry/router.conf" },
        { name: "aws_fluent_bit_init_s3_2", value: "arn:aws:s3:::acme-telemetry/parsers.conf" },
        { name: "AWS_REGION", value: "eu-central-1" },
        { name: "LOGS_HOST", value: "loki.example.com" },
      ],
      secrets: [{ name: "LOGS_TOKEN", valueFrom: "arn:aws:secretsmanager:eu-central-1:777788889999:secret:loki" }],
      user: "0",
      mountPoints: [{ sourceVolume: "log-buffer", containerPath: "/var/lib/fluent-bit", readOnly: false }],
      healthCheck: {
        command: ["CMD-SHELL", "curl -sf http://127.0.0.1:2020/api/v1/uptime || exit 1"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 30,
      },
      stopTimeout: 40,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/estate/sidecars/checkout",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "router",
          mode: "non-blocking",
          "max-buffer-size": "10m",
        },
      },
    });
  });

  it("needs to read two configurations and to send, and to start with two tokens and a log group", () => {
    expect(decorated.statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      [
        "ReadSidecarConfigs",
        ["collector.yaml", "router.conf", "parsers.conf"].map((key) => `arn:aws:s3:::acme-telemetry/${key}`),
      ],
      ["FindConfigBucket", ["arn:aws:s3:::acme-telemetry"]],
      ["DecryptSidecarConfigs", ["${aws_kms_key.telemetry.arn}"]],
      ["Send", ["*"]],
      ["Send2", ["*"]],
    ]);
    expect(decorated.statements[2]?.Condition).toEqual({
      StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
    });
    expect(decorated.startStatements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["WriteSidecarLogs", ["arn:aws:logs:eu-central-1:777788889999:log-group:/estate/sidecars/checkout:*"]],
      ["ReadToken", ["arn:aws:secretsmanager:eu-central-1:777788889999:secret:prometheus-??????"]],
      ["ReadToken2", ["arn:aws:secretsmanager:eu-central-1:777788889999:secret:tempo-??????"]],
      ["ReadToken3", ["arn:aws:secretsmanager:eu-central-1:777788889999:secret:loki-??????"]],
    ]);
  });
});

describe("the label contract", () => {
  it("is in what the application says of itself, word by word", () => {
    const said = Object.keys(telemetry().resource);
    expect(CONTRACT_LABELS.map(attributeOf).filter((attribute) => !said.includes(attribute))).toEqual([]);
  });

  it("is escaped where a value would end it", () => {
    expect(attributesText({ a: "b,c=d e", f: "%" })).toBe("a=b%2Cc%3Dd%20e,f=%25");
  });
});

describe("what an application says itself", () => {
  it("wins over what it would be told", () => {
    const container = app({
      environment: [{ name: "OTEL_SERVICE_NAME", value: "mine" }],
      secrets: [{ name: "OTEL_PROPAGATORS", valueFrom: "arn:aws:ssm:eu-central-1:777788889999:parameter/p" }],
      logConfiguration: { logDriver: "awslogs", options: {} },
      dependsOn: [
        { containerName: "log-router", condition: "START" },
        { containerName: "init", condition: "SUCCESS" },
      ],
    });
    const init = app({ name: "init", essential: false, image: `x@${DIGEST}` });
    const decorated = decorate(task({ containers: [container, init], silent: ["init"] }), telemetry());
    const made = containerOf("app", decorated);
    expect(environmentOf(made)["OTEL_SERVICE_NAME"]).toBe("mine");
    expect(environmentOf(made)).not.toHaveProperty("OTEL_PROPAGATORS");
    expect(made.logConfiguration).toEqual(container.logConfiguration);
    expect(made.dependsOn).toEqual([
      { containerName: "log-router", condition: "START" },
      { containerName: "init", condition: "SUCCESS" },
      { containerName: "otel-collector", condition: "START" },
    ]);
    expect(containerOf("init", decorated).logConfiguration).toBeUndefined();
    expect(environmentOf(containerOf("init", decorated))["OTEL_RESOURCE_ATTRIBUTES"]).toContain(
      "service.version=0a1b2c3d0a1b",
    );
  });

  it("passes through, also where the decorator does not know it", () => {
    const container = { ...app(), ulimits: [{ name: "nofile", softLimit: 1, hardLimit: 2 }] };
    expect(decorate(task({ containers: [container] }), telemetry()).containerDefinitions[0]).toMatchObject({
      ulimits: [{ name: "nofile", softLimit: 1, hardLimit: 2 }],
    });
  });

  it("may be a router of its own, which waits for nothing", () => {
    const router = app({ name: "fl", firelensConfiguration: { type: "fluentd" } });
    const decorated = decorate(task({ containers: [app(), router] }), telemetry({ router: undefined }));
    expect(containerOf("fl", decorated).dependsOn).toBeUndefined();
    expect(containerOf("app", decorated).dependsOn?.[0]).toEqual({ containerName: "fl", condition: "START" });
    expect(containerOf("app", decorated).logConfiguration?.logDriver).toBe("awsfirelens");
    expect(decorated.problems).toEqual([]);
  });
});

describe("sidecars", () => {
  it("are left out one by one, with their disk, their secrets and their rights", () => {
    const withoutCollector = decorate(task(), telemetry({ collector: undefined }));
    expect(withoutCollector.containerDefinitions.map(({ name }) => name)).toEqual(["app", "log-router"]);
    expect(containerOf("app", withoutCollector).environment).toBeUndefined();
    expect(withoutCollector.volumes).toEqual([{ name: "log-buffer" }]);
    expect(withoutCollector.startStatements.map(({ Sid }) => Sid)).toEqual(["WriteSidecarLogs", "ReadToken"]);
    const neither = decorate(task(), telemetry({ collector: undefined, router: undefined }));
    expect(neither).toEqual({
      containerDefinitions: [app()],
      volumes: [],
      cpu: 256,
      memory: 512,
      statements: [],
      startStatements: [],
      problems: [],
    });
  });

  it("stop the application only where it must not run without them, and hold it up then", () => {
    const closed = decorate(task(), telemetry({ failClosed: true }));
    for (const name of ["otel-collector", "log-router"]) {
      expect(containerOf(name, closed).essential).toBe(true);
      expect(containerOf(name, closed).logConfiguration?.options).toMatchObject({ mode: "blocking" });
    }
    const one = decorate(task(), telemetry({ failClosed: true, router: { ...ROUTER, essential: false } }));
    expect(containerOf("log-router", one).essential).toBe(false);
  });

  it("send through the collector what has no output of its own", () => {
    const routes = [collectorRoute("metrics", "prometheus"), collectorRoute("logs", "otlp"), routerRoute("loki")];
    const decorated = decorate(task(), telemetry({ routes }));
    expect(environmentOf(containerOf("app", decorated))).toMatchObject({
      OTEL_METRICS_EXPORTER: "otlp",
      OTEL_TRACES_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "otlp",
    });
    expect(Object.keys(environmentOf(containerOf("otel-collector", decorated)))).toContain("LOGS_OTLP_URL");
    expect(Object.keys(environmentOf(containerOf("log-router", decorated)))).not.toContain("LOGS_OTLP_URL");
  });

  it("say what two routes have in common once", () => {
    const same = decorate(task(), telemetry({ routes: [...ROUTES, ...ROUTES] }));
    expect(same.statements).toEqual(decorate(task(), telemetry()).statements);
    expect(containerOf("otel-collector", same)).toEqual(containerOf("otel-collector"));
  });

  it("reads its configuration in the form that the collector knows, in China as well", () => {
    const config = { ...configObject("c.yaml"), region: "cn-north-1" };
    const made = decorate(task(), telemetry({ partition: "aws-cn", collector: { ...COLLECTOR, config } }));
    expect(containerOf("otel-collector", made).command?.[0]).toBe(
      "--config=s3://acme-telemetry.s3.cn-north-1.amazonaws.com/c.yaml",
    );
    expect(made.statements.find(({ Sid }) => Sid === "DecryptSidecarConfigs")?.Condition).toEqual({
      StringEquals: { "kms:ViaService": "s3.cn-north-1.amazonaws.com.cn" },
    });
  });
});
