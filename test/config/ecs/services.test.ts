/** Services on ECS that are right, and those that only an apply or a crash would find wrong. */
import { describe, expect, it } from "vitest";
import { APP, CLUSTER, DIGEST, ECS, IMAGE, logs, SECRET, told, type Parts } from "./support";

describe("a service on ECS", () => {
  it.each<readonly [what: string, parts: Parts]>([
    ["the least", {}],
    ["an image with an exact version", { image: "registry.example.com:5000/team/checkout:1.4.2" }],
    ["an image with a commit", { image: "checkout:0a1b2c3" }],
    ["an image with both", { image: `checkout:1.4.2@${DIGEST}` }],
    ["a Trivy that is sound", { image: "ghcr.io/aquasecurity/trivy:0.69.7" }],
    ["a size of Fargate", { ecs: "cpu: 1024, memory: 3072" }],
    ["EC2 with a cluster", { ecs: `launchType: ec2, existingClusters: { prod: "${CLUSTER}" }` }],
    ["failing closed", { ecs: "failClosed: true, sidecars: { collector: { essential: true } }" }],
    [
      "a router of one's own",
      { ecs: "sidecars: { router: { enabled: false } }", more: `fl: { image: "${IMAGE}", router: true }` },
    ],
    [
      "doors for a network and a group",
      { ecs: "ingress: [{ cidr: 10.0.0.0/8, port: 4318 }, { securityGroupId: sg-0123456789abcdef0, port: 8080 }]" },
    ],
    ["the way out to HTTPS", { ecs: "egress: [{ cidr: 0.0.0.0/0, port: 443 }, { cidr: 10.0.0.0/16, port: 5432 }]" }],
    ["a secret by account", { app: `secrets: { DB_PASSWORD: { prod: "${SECRET}" } }` }],
    ["a plain environment", { app: 'environment: { LOG_LEVEL: info, TOKEN_TTL: "300", EMPTY_TOKEN: "" }' }],
    ["published without a network", { accounts: "main", ecs: "mode: published" }],
    [
      "an order",
      {
        app: "dependsOn: { db: healthy, init: success }",
        more: `db: { image: "${IMAGE}", healthCheck: { command: [CMD, /ok] } }, init: { image: "${IMAGE}", essential: false }`,
      },
    ],
    [
      "joined lines",
      {
        app: "multiline: java",
        more: `two: { image: "${IMAGE}", multiline: dated }`,
        rest: logs("multiline: { dated: { start: '^\\d{4}-' } }"),
      },
    ],
  ])("takes %s", (_, parts) => {
    expect(told(parts)).toEqual([]);
  });

  it.each<readonly [what: string, parts: Parts, expected: readonly string[]]>([
    [
      "accounts that are not the service's, or not declared",
      { ecs: "accounts: [main, prd]" },
      [
        `${ECS}: has no existing network in eu-west-1 of account main. Add accounts.main.network.eu-west-1.existing with vpcId and privateSubnetIds, or name other accounts in ecs.accounts.`,
        `${ECS}.accounts[0]: is no account of the service checkout (got "main"). Write prod, or add it to services.checkout.accounts.`,
        `${ECS}.accounts[1]: "prd" is not declared. Known accounts: main, prod; did you mean "prod"?`,
        `${ECS}.accounts[1]: is no account of the service checkout (got "prd"). Write prod, or add it to services.checkout.accounts.`,
      ],
    ],
    [
      "accounts that stand twice, and a region that there is not",
      { ecs: "accounts: [prod, prod], region: eu-centrl-1" },
      [
        `${ECS}.accounts[1]: stands in the list already (got "prod"). Remove it.`,
        `${ECS}.region: unknown region (got "eu-centrl-1"). Did you mean "eu-central-1"?`,
      ],
    ],
    [
      "a destination to which no way leads",
      {
        rest: 'destinations: { logs: [opensearch], traces: [jaeger], opensearch: { url: "https://search.internal:9200" }, jaeger: { url: "http://jaeger.internal" } }\n',
      },
      [
        `${ECS}: does not reach destinations.opensearch on port 9200. Add ecs.egress with the range of its network and port 9200.`,
        `${ECS}: does not reach destinations.jaeger on port 80. Add ecs.egress with the range of its network and port 80.`,
        'destinations.logs[0]: could not be read by Grafana (got "opensearch"). Add grafana.dataSources.opensearch.',
        'destinations.traces[0]: could not be read by Grafana (got "jaeger"). Add grafana.dataSources.jaeger.',
      ],
    ],
    [
      "a secret for one of two accounts",
      { accounts: "prod, main", ecs: "mode: published", app: `secrets: { DB: { prod: "${SECRET}" } }` },
      [
        `${APP}.secrets.DB: has no secret for account main, where the service runs as well. Add main with the ARN of its secret, or leave the account out of ecs.accounts.`,
      ],
    ],
    [
      "EC2 without instances",
      { ecs: "launchType: ec2" },
      [
        `${ECS}.launchType: needs instances, and the cluster that would be made in prod has none (got "ec2"). Add existingClusters.prod, or write fargate.`,
      ],
    ],
    [
      "an order that never ends",
      {
        app: "dependsOn: { db: healthy, app: start, gone: start }",
        more: `db: { image: "${IMAGE}", dependsOn: { init: success } }, init: { image: "${IMAGE}", dependsOn: { db: start } }`,
      },
      [
        `${APP}.dependsOn.db: waits for ever: db has no healthCheck (got "healthy"). Add one, or write start.`,
        `${APP}.dependsOn.app: waits for what waits for it (got "start"). Remove one of the dependencies.`,
        `${APP}.dependsOn.gone: is no container of the service (got "gone"). Name db or init.`,
        `${ECS}.containers.db.dependsOn.init: waits for what waits for it (got "success"). Remove one of the dependencies.`,
        `${ECS}.containers.init.dependsOn.db: waits for what waits for it (got "start"). Remove one of the dependencies.`,
      ],
    ],
    [
      "a wait for the end of what must not end, and nothing essential",
      { app: "dependsOn: { init: complete }, essential: false", more: `init: { image: "${IMAGE}" }` },
      [
        `${APP}.dependsOn.init: waits for the end of init, which is essential, so that its end stops the task (got "complete"). Set containers.init.essential to false, or write start.`,
      ],
    ],
    [
      "nothing essential",
      { app: "essential: false" },
      [
        `${ECS}.containers: none is essential, and ECS starts no task without one that is. Remove essential: false from one.`,
      ],
    ],
    [
      "a name that is taken, and lines joined by what is not known",
      { app: "multiline: jav", more: `log-router: { image: "${IMAGE}" }` },
      [
        `${APP}.multiline: is not known (got "jav"). Write go, java, python or ruby, or declare it in telemetry.logs.multiline.`,
        `${ECS}.containers.log-router: is the name of the router that the estate adds (got "log-router"). Name the container otherwise.`,
      ],
    ],
    [
      "counts the wrong way round, a target without a port, a way out to everything",
      {
        ecs: `desiredCount: 3, maxCount: 2, targetGroups: { prod: "arn:aws:elasticloadbalancing:eu-central-1:444455556666:targetgroup/a/0a1b" }, egress: [{ cidr: 0.0.0.0/0, port: 25 }]`,
      },
      [
        `${ECS}.maxCount: is less than desiredCount, 3 (got 2). Write 3 or more, or remove it.`,
        `${ECS}.targetGroups: lead to no container with a port. Add port to the container that serves.`,
        `${ECS}.egress[0].cidr: leads anywhere on port 25 (got "0.0.0.0/0"). Give the range of a network, /8 or longer.`,
      ],
    ],
    [
      "what is the app's own Terraform's business, and too much for a parameter",
      { ecs: "mode: published, maxCount: 4", app: `environment: { A: ${"x".repeat(3000)} }` },
      [
        `${ECS}.containers: are about 4161 characters as JSON, and a parameter of SSM has place for 4000 of them. Keep variables in the image or in AppConfig, or write mode: service.`,
        `${ECS}.maxCount: is of no use: in mode published the service belongs to Terraform of your own. Remove it, or write mode: service.`,
      ],
    ],
    [
      "lines that are to be dropped or blackened by what cannot run",
      {
        rest: logs(
          "drop: [{ pattern: '(', service: chekout }], redactPatterns: ['(a|b)', 'a|b', '[a', 'a{2,3}', '', '${A}']",
        ),
      },
      [
        'telemetry.logs.drop[0].pattern: must be a regular expression (got "("). Write, for example, GET /health.',
        'telemetry.logs.drop[0].service: "chekout" is not declared. Known services: checkout; did you mean "checkout"?',
        'telemetry.logs.redactPatterns[0]: has a group (got "(a|b)"). Write characters, sets and classes, repeated by *, +, ?, {n} or {n,}.',
        'telemetry.logs.redactPatterns[1]: has alternatives; write a pattern for each (got "a|b"). Write characters, sets and classes, repeated by *, +, ?, {n} or {n,}.',
        'telemetry.logs.redactPatterns[2]: must be a regular expression (got "[a"). Write, for example, GET /health.',
        'telemetry.logs.redactPatterns[3]: repeats from one number to another; write {n} or {n,} (got "a{2,3}"). Write characters, sets and classes, repeated by *, +, ?, {n} or {n,}.',
        'telemetry.logs.redactPatterns[4]: must have at least 1 character (got ""). Write at least 1 character.',
        'telemetry.logs.redactPatterns[5]: must not hold ${, which Fluent Bit takes for a variable (got "${A}"). Write, for example, GET /health.',
      ],
    ],
  ])("refuses %s", (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
  });
});
