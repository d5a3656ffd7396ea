/** The application's containers and the sidecars beside them, as the config says. */
import { describe, expect, it } from "vitest";
import { resource, resources, resourceTypes } from "../../../support/template";
import { CHECKOUT, containerOf, containersOf, IMAGE, statementsOf, synthEcs, withEcs } from "./estates";
import { routerRoute } from "./support";

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
