/** The decorated task: to the letter for one, by properties for all, and what it says of tasks that cannot run. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FARGATE_SIZES } from "../../../../config/ecs/fargate";
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
});

describe("any task", () => {
  const containers = fc
    .uniqueArray(fc.constantFrom("app", "web", "job", "db"), { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            image: fc.constant("registry.example.com/x:1.0.0"),
            cpu: fc.integer({ min: 0, max: 8192 }),
            memory: fc.integer({ min: 6, max: 61_440 }),
          }),
        ),
      ),
    );

  it("gets the smallest size of Fargate that holds containers and sidecars, or is said to fit nowhere", () => {
    fc.assert(
      fc.property(containers, fc.boolean(), fc.boolean(), (given, withCollector, withRouter) => {
        const made = decorate(
          task({ containers: given }),
          telemetry({
            collector: withCollector ? COLLECTOR : undefined,
            router: withRouter ? ROUTER : undefined,
          }),
        );
        const cpu = made.containerDefinitions.reduce((sum, container) => sum + (container.cpu ?? 0), 0);
        const memory = made.containerDefinitions.reduce((sum, container) => sum + (container.memory ?? 0), 0);
        const holding = FARGATE_SIZES.filter((size) => size.cpu >= cpu && size.memory >= memory);
        expect(FARGATE_SIZES).toContainEqual({ cpu: made.cpu, memory: made.memory });
        expect(made.problems.length === 0).toBe(holding.length > 0);
        if (holding.length > 0) {
          expect([made.cpu >= cpu, made.memory >= memory]).toEqual([true, true]);
          expect(holding.filter((size) => size.cpu < made.cpu || size.memory < made.memory)).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("never waits for healthy telemetry, and is never stopped by it unasked", () => {
    fc.assert(
      fc.property(containers, fc.constantFrom("fargate", "ec2"), (given, launchType) => {
        const { containerDefinitions } = decorate(task({ containers: given, launchType }), telemetry());
        const sidecars = ["otel-collector", "log-router"];
        for (const { name, essential, dependsOn = [] } of containerDefinitions) {
          if (sidecars.includes(name)) expect([essential, dependsOn]).toEqual([false, []]);
          else
            expect(dependsOn).toEqual(
              sidecars.toReversed().map((containerName) => ({ containerName, condition: "START" })),
            );
        }
      }),
    );
  });

  it("has on EC2 the size that it needs, or the one that is given", () => {
    const sized = (given: Parameters<typeof task>[0]) => {
      const { cpu, memory, problems } = decorate(task({ launchType: "ec2", ...given }), telemetry());
      return [cpu, memory, problems.length];
    };
    expect(sized({})).toEqual([448, 896, 0]);
    expect(sized({ cpu: 1000, memory: 1000 })).toEqual([1000, 1000, 0]);
    expect(sized({ memory: 800 })).toEqual([16_384, 122_880, 1]);
    const small = decorate(
      task({ launchType: "ec2", containers: [app({ cpu: 0 })] }),
      telemetry({ collector: undefined, router: undefined }),
    );
    expect(small.cpu).toBe(128);
  });
});

describe("a task that cannot run", () => {
  it.each<readonly [what: string, made: ReturnType<typeof decorate>, expected: readonly string[]]>([
    [
      "28: a size that does not hold it",
      decorate(task({ cpu: 256, memory: 512 }), telemetry()),
      [
        "task: needs 448 CPU units and 896 MiB with its sidecars, which its size does not hold. leave out cpu and memory of the task, or make its containers smaller",
      ],
    ],
    [
      "29: a sidecar that would stop it",
      decorate(task(), telemetry({ collector: { ...COLLECTOR, essential: true } })),
      ["otel-collector: is essential: a crash of telemetry would stop the application. set failClosed to accept that"],
    ],
    [
      "31: a second collector, and a port that is taken",
      decorate(
        task({
          containers: [
            app({
              portMappings: [
                { containerPort: 13133, protocol: "tcp" },
                { containerPort: 13133, protocol: "udp" },
              ],
            }),
            app({ name: "otel", image: "otel/opentelemetry-collector:0.156.0" }),
          ],
        }),
        telemetry(),
      ),
      [
        "otel: port 13133 is used by app and otel. give one of them another port, or leave one out",
        "otel-collector: port 4317 is used by otel and otel-collector. give one of them another port, or leave one out",
        "otel-collector: port 4318 is used by otel and otel-collector. give one of them another port, or leave one out",
        "otel-collector: port 13133 is used by app and otel-collector. give one of them another port, or leave one out",
      ],
    ],
    [
      "32: two routers",
      decorate(
        task({ containers: [app(), app({ name: "fl", firelensConfiguration: { type: "fluentbit" } })] }),
        telemetry(),
      ),
      ["log-router: is a second FireLens container beside fl; a task has exactly one. remove it, or add no router"],
    ],
    [
      "32: lines for a router that there is not",
      decorate(
        task({ containers: [app({ logConfiguration: { logDriver: "awsfirelens" } })] }),
        telemetry({ router: undefined }),
      ),
      [
        "app: logs through awsfirelens, and the task has no FireLens container. add the router, or choose another log driver",
      ],
    ],
    [
      "39: images that change under their name",
      decorate(
        task({ containers: [app({ image: "a:latest" })] }),
        telemetry({ router: { ...ROUTER, image: "fluent-bit" } }),
      ),
      [
        "app: image has the tag latest, which can be moved to other content. pin it by sha256: a@sha256:…, or by an exact version such as a:1.4.2",
        "log-router: image names neither digest nor version, so that it is latest. pin it by sha256: fluent-bit@sha256:…, or by an exact version such as fluent-bit:1.4.2",
      ],
    ],
    [
      "41: a token in the environment",
      decorate(
        task({
          containers: [app({ environment: [{ name: "T", value: "glsa_0123456789abcdefghijklmnopqrstuv_01234567" }] })],
        }),
        telemetry(),
      ),
      ["app: the variable T looks like a Grafana service account token. move it to secrets, by ARN"],
    ],
    [
      "a name that is taken",
      decorate(task({ containers: [app(), app({ name: "log-router" })] }), telemetry()),
      ["log-router: is the name of two containers. rename the application's"],
    ],
  ])("is told of %s", (_, { problems }, expected) => {
    expect(problems.map(({ where, message, fix }) => `${where}: ${message}. ${fix}`)).toEqual(expected);
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
