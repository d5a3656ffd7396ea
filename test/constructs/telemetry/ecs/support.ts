/** Tasks, telemetry and routes for tests: plain data, with references as a plan has them. */
import { allow } from "../../../../constructs/core/iam";
import type { ConfigObject } from "../../../../constructs/telemetry/ecs/config-object";
import type { ContainerDefinition } from "../../../../constructs/telemetry/ecs/container-definition";
import { resourceAttributes } from "../../../../constructs/telemetry/ecs/resource-attributes";
import type { EcsTask, TaskTelemetry } from "../../../../constructs/telemetry/ecs/task-telemetry";
import type { Route } from "../../../../constructs/telemetry/destinations/route";

export const ACCOUNT = "777788889999";
export const REGION = "eu-central-1";

/** A route through the collector. */
export function collectorRoute(signal: Route["signal"], destination: string): Route {
  const name = `${signal}_${destination}`.toUpperCase();
  return {
    destination,
    signal,
    exporters: { [`otlp_http/${destination}`]: { endpoint: `\${env:${name}_URL}` } },
    extensions: {},
    environment: { [`${name}_URL`]: `https://${destination}.example.com` },
    secrets: { [`${name}_AUTHORIZATION`]: secretArn(destination) },
    statements: [allow("Send", ["xray:PutTraceSegments"], ["*"])],
    startStatements: [allow("ReadToken", ["secretsmanager:GetSecretValue"], [`${secretArn(destination)}-??????`])],
  };
}

/** A route of logs through the log router. */
export function routerRoute(destination: string): Route {
  return {
    destination,
    signal: "logs",
    exporters: {},
    extensions: {},
    output: { name: "loki", properties: { Host: "${LOGS_HOST}", HTTP_Passwd: "${LOGS_TOKEN}" } },
    environment: { LOGS_HOST: `${destination}.example.com` },
    secrets: { LOGS_TOKEN: secretArn(destination) },
    statements: [allow("Send", ["logs:PutLogEvents"], ["*"])],
    startStatements: [allow("ReadToken", ["secretsmanager:GetSecretValue"], [`${secretArn(destination)}-??????`])],
  };
}

export const ROUTES: readonly Route[] = [
  collectorRoute("metrics", "prometheus"),
  collectorRoute("traces", "tempo"),
  routerRoute("loki"),
];

function secretArn(name: string): string {
  return `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;
}

/** Named by its content, as far as a test can tell. */
export function configObject(key: string): ConfigObject {
  return {
    bucket: "acme-telemetry",
    key,
    arn: `arn:aws:s3:::acme-telemetry/${key}`,
    bucketArn: "arn:aws:s3:::acme-telemetry",
    region: REGION,
    keyArn: "${aws_kms_key.telemetry.arn}",
    sha256: key,
  };
}

export const app = (given: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name: "app",
  image: "registry.example.com/checkout:1.4.2",
  essential: true,
  cpu: 256,
  memory: 512,
  ...given,
});

export const task = (given: Partial<EcsTask> = {}): EcsTask => ({
  containers: [app()],
  volumes: [],
  launchType: "fargate",
  ...given,
});

export const COLLECTOR = {
  image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
  cpu: 128,
  memory: 256,
  config: configObject("collector.yaml"),
  arguments: ["--feature-gates=a"],
};

export const ROUTER = {
  image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-3.4.15",
  cpu: 64,
  memory: 128,
  configs: [configObject("router.conf"), configObject("parsers.conf")],
};

export const telemetry = (given: Partial<TaskTelemetry> = {}): TaskTelemetry => ({
  resource: resourceAttributes({
    service: "checkout",
    organisation: "acme",
    environment: "production",
    accountId: ACCOUNT,
    region: REGION,
    launchType: "fargate",
    family: "acme-checkout",
  }),
  region: REGION,
  accountId: ACCOUNT,
  partition: "aws",
  routes: ROUTES,
  failClosed: false,
  sidecarLogGroup: "/estate/sidecars/checkout",
  collector: COLLECTOR,
  router: ROUTER,
  ...given,
});
