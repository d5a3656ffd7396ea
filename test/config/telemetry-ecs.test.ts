/**
 * Services on ECS that are wrong: bad inputs 27 to 29, 31 to 34, 39 to 41 and 43 of the reference list by their numbers.
 * Each is told with path, message, value and fix.
 */
import { describe, expect, it } from "vitest";
import { APP, ECS, logs, SECRET, told, type Parts } from "./ecs/support";

describe("a service on ECS", () => {
  it.each<readonly [what: string, parts: Parts, expected: readonly string[]]>([
    [
      "27: OTLP open to the world",
      {
        ecs: "ingress: [{ cidr: 0.0.0.0/0, port: 4317 }, { cidr: 0.0.0.0/0, port: 4318 }, { cidr: 0.0.0.0/0, port: 80 }]",
      },
      [
        `${ECS}.ingress[0].cidr: opens OTLP to the world (got "0.0.0.0/0"). Give the range of a network, /8 or longer, or the security group of the load balancer or the senders.`,
        `${ECS}.ingress[1].cidr: opens OTLP to the world (got "0.0.0.0/0"). Give the range of a network, /8 or longer, or the security group of the load balancer or the senders.`,
        `${ECS}.ingress[2].cidr: is open to the world on port 80 (got "0.0.0.0/0"). Give the range of a network, /8 or longer, or the security group of the load balancer or the senders.`,
      ],
    ],
    [
      "27: a door for nobody and one for two",
      { ecs: "ingress: [{ port: 80 }, { cidr: 10.0.0.0/8, securityGroupId: sg-0123456789abcdef0, port: 80 }]" },
      [
        `${ECS}.ingress[0]: lets nobody in. Add cidr or securityGroupId.`,
        `${ECS}.ingress[1]: has both cidr and securityGroupId. Keep one.`,
      ],
    ],
    [
      "28: memory that Fargate has not for this CPU",
      { ecs: "cpu: 256, memory: 4096" },
      [`${ECS}.memory: is no memory that Fargate has for 256 CPU (got 4096). Valid memory: 512, 1024, 2048.`],
    ],
    [
      "28: memory between two steps, and CPU that there is not",
      { ecs: "cpu: 8192, memory: 17408" },
      [
        `${ECS}.memory: is no memory that Fargate has for 8192 CPU (got 17408). Valid memory: 16384 to 61440 in steps of 4096.`,
      ],
    ],
    [
      "28: CPU that Fargate has not",
      { ecs: "cpu: 300" },
      [`${ECS}.cpu: is no CPU of Fargate (got 300). Write 256, 512, 1024, 2048, 4096, 8192 or 16384.`],
    ],
    [
      "28: memory that Fargate has for no CPU",
      { ecs: "memory: 1000" },
      [`${ECS}.memory: is no memory of Fargate (got 1000). Remove it; the least that suffices is chosen.`],
    ],
    [
      "28: containers larger than their task",
      { ecs: "cpu: 256, memory: 512" },
      [
        `${ECS}.cpu: is less than the 448 CPU units of its containers and sidecars (got 256). Remove it; the least that suffices is chosen.`,
        `${ECS}.memory: is less than the 896 MiB of its containers and sidecars (got 512). Remove it; the least that suffices is chosen.`,
      ],
    ],
    [
      "28: containers larger than any task, or than any with this CPU",
      { app: "memory: 122800" },
      [
        `${ECS}.containers: need 448 CPU units and 123184 MiB with the sidecars, which no size of Fargate holds. Make them smaller, or remove cpu and memory of the task.`,
      ],
    ],
    [
      "29: sidecars that would stop the application",
      { ecs: "sidecars: { collector: { essential: true }, router: { essential: true } }" },
      [
        `${ECS}.sidecars.collector.essential: would stop the application when telemetry crashes (got true). Remove it, or set failClosed: true to accept that.`,
        `${ECS}.sidecars.router.essential: would stop the application when telemetry crashes (got true). Remove it, or set failClosed: true to accept that.`,
      ],
    ],
    [
      "31: a collector beside the estate's",
      { more: `otel-a: { image: "otel/opentelemetry-collector-contrib:0.156.0" }` },
      [
        `${ECS}.containers.otel-a.image: port 4317 is used by otel-collector and otel-a (got "otel/opentelemetry-collector-contrib:0.156.0"). Remove the container or change its port, or switch the sidecar off.`,
      ],
    ],
    [
      "31: two collectors of one's own, and two on one port",
      {
        ecs: "sidecars: { collector: { enabled: false } }",
        app: "port: 8080",
        more: `otel-a: { image: "otel/opentelemetry-collector:0.156.0" }, otel-b: { image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0", port: 8080 }`,
      },
      [
        `${ECS}.containers.otel-b.image: port 4317 is used by otel-a and otel-b (got "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0"). Change one of the two.`,
        `${ECS}.containers.otel-b.port: port 8080 is used by app and otel-b (got 8080). Change one of the two.`,
      ],
    ],
    [
      "32: lines for a router that there is not",
      { ecs: "sidecars: { router: { enabled: false } }", app: "logs: router" },
      [
        `${APP}.logs: goes to a log router, and the task has none (got "router"). Remove sidecars.router.enabled, set router on one container, or write cloudwatch.`,
      ],
    ],
    [
      "32: two routers",
      { app: "router: true" },
      [
        `${APP}.router: a task has one log router, and this has log-router and app (got true). Keep one; sidecars.router.enabled: false switches the estate's off.`,
      ],
    ],
    [
      "33: lines sent again for ever, on a disk without end",
      { rest: logs("buffer: { diskMiB: 0 }") },
      ["telemetry.logs.buffer.diskMiB: unlimited retry needs a disk limit (got 0). Write 512, or a number of retries."],
    ],
    [
      "34: a dead letter queue without a disk, and retries without one",
      { rest: logs("buffer: { onDisk: false }") },
      [
        "telemetry.logs.buffer.onDisk: the dead letter queue needs a disk (got false). Remove it, or set deadLetterMiB to 0.",
        "telemetry.logs.buffer.onDisk: unlimited retry would fill the memory (got false). Remove it, or write a number of retries.",
      ],
    ],
    [
      "39: latest",
      { image: "registry.example.com/checkout:latest" },
      [
        `${APP}.image: has the tag latest, which can be moved to other content (got "registry.example.com/checkout:latest"). Pin it by sha256: registry.example.com/checkout@sha256:…, or by an exact version such as registry.example.com/checkout:1.4.2.`,
      ],
    ],
    [
      "39: no version",
      { image: "checkout" },
      [
        `${APP}.image: names neither digest nor version, so that it is latest (got "checkout"). Pin it by sha256: checkout@sha256:…, or by an exact version such as checkout:1.4.2.`,
      ],
    ],
    [
      "39: a line of versions",
      { image: "node:20-alpine" },
      [
        `${APP}.image: has the tag 20-alpine, which can be moved to other content (got "node:20-alpine"). Pin it by sha256: node@sha256:…, or by an exact version such as node:1.4.2.`,
      ],
    ],
    [
      "39: no name of an image",
      { image: "Check Out" },
      [
        `${APP}.image: is not the name of an image (got "Check Out"). Write registry/name@sha256:… or registry/name:1.4.2.`,
      ],
    ],
    ...["0.69.4", "0.69.5", "v0.69.6"].map((version): readonly [string, Parts, readonly string[]] => [
      `39: Trivy ${version}`,
      { image: `aquasec/trivy:${version}` },
      [
        `${APP}.image: 0.69.4-0.69.6 are known malicious (got "aquasec/trivy:${version}"). Pin another version, by sha256.`,
      ],
    ]),
    [
      "39: sidecars that change under their name",
      { rest: "telemetry: { images: { collector: 'mirror/adot:latest', router: 'mirror/fluent-bit:stable' } }\n" },
      [
        'telemetry.images.collector: has the tag latest, which can be moved to other content (got "mirror/adot:latest"). Pin it by sha256: mirror/adot@sha256:…, or by an exact version such as mirror/adot:1.4.2.',
        'telemetry.images.router: has the tag stable, which can be moved to other content (got "mirror/fluent-bit:stable"). Pin it by sha256: mirror/fluent-bit@sha256:…, or by an exact version such as mirror/fluent-bit:1.4.2.',
      ],
    ],
    [
      "40: a retention that CloudWatch Logs does not know",
      { rest: logs("retentionDays: 45") },
      [
        "telemetry.logs.retentionDays: must be a retention that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days (got 45). Write, for example, 30.",
      ],
    ],
    [
      "41: a token in the environment",
      { app: "environment: { GRAFANA_TOKEN: glsa_0123456789abcdefghijklmnopqrstuv_01234567 }" },
      [
        `${APP}.environment.GRAFANA_TOKEN: literal secret: Grafana service account token (value hidden). Revoke it, put the new one in AWS Secrets Manager, and keep it out of this file.`,
        `${APP}.environment.GRAFANA_TOKEN: looks like a Grafana service account token (value hidden). Move it to secrets.GRAFANA_TOKEN, by account and ARN.`,
      ],
    ],
    [
      "41: what is named like a secret, and what is in both places",
      { app: `environment: { DB_PASSWORD: hunter2, REGION: x }, secrets: { REGION: { prod: "${SECRET}" } }` },
      [
        `${APP}.environment.DB_PASSWORD: is named like a secret (value hidden). Move it to secrets.DB_PASSWORD, by account and ARN.`,
        `${APP}.environment.REGION: is in secrets as well (got "x"). Keep one of the two.`,
      ],
    ],
    [
      "43: secrets of another region and account, and a bare name",
      {
        app: `secrets: { A: { prod: "${SECRET.replace("eu-central-1", "us-east-1")}" }, B: { prod: "${SECRET.replace("444455556666", "111122223333")}" }, C: { prod: db } }`,
      },
      [
        `${APP}.secrets.A.prod: is in region us-east-1, but it is used in eu-central-1 (got "arn:aws:secretsmanager:us-eas…666:secret:checkout/db-AbCdEf"). Give the ARN of a secret in eu-central-1.`,
        `${APP}.secrets.B.prod: belongs to account 111122223333, but it is used in 444455556666 (got "arn:aws:secretsmanager:eu-cen…333:secret:checkout/db-AbCdEf"). Give the ARN of a secret in account 444455556666, or correct the account id.`,
        `${APP}.secrets.C.prod: must be an ARN: arn:aws:service:region:account:resource (got "db"). Write, for example, arn:aws:secretsmanager:eu-west-1:111122223333:secret:grafana/token-AbCdEf.`,
      ],
    ],
  ])("refuses %s", (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
  });
});
