/** Services on ECS of all shapes that are right: whatever is said about one of them is a false alarm. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../config/estate";
import { FARGATE_SIZES, smallestFargateSize } from "../../../config/ecs/fargate";
import { LOG_RETENTIONS, REDACTED_KINDS } from "../../../config/sections/telemetry-logs";
import { problemsOfObject } from "../support";

type Ecs = NonNullable<NonNullable<EstateInput["services"]>[string]["ecs"]>;
type Container = Ecs["containers"][string];

const DIGEST = `sha256:${"0a1b2c3d".repeat(8)}`;
const ACCOUNT = "111122223333";

const maybe = <T>(given: fc.Arbitrary<T>) => fc.option(given, { nil: undefined });

const image = fc.constantFrom(
  `registry.example.com/a@${DIGEST}`,
  "444455556666.dkr.ecr.eu-west-1.amazonaws.com/team/app:1.4.2-rc.1",
  "app:0a1b2c3d4e",
  `app:2026-11-27@${DIGEST}`,
);

const variable = fc.constantFrom("LOG_LEVEL", "PORT", "TOKEN_TTL", "PASSWORD_POLICY", "a1");

const container = (index: number): fc.Arbitrary<Container> =>
  fc.record(
    {
      image,
      port: maybe(fc.constant(8000 + index)),
      cpu: maybe(fc.integer({ min: 0, max: 512 })),
      memory: maybe(fc.integer({ min: 6, max: 2048 })),
      command: maybe(
        fc.array(fc.string({ maxLength: 10, unit: fc.constantFrom("a", " ", "$", "%", "{", "}") }), {
          minLength: 1,
          maxLength: 3,
        }),
      ),
      environment: maybe(fc.dictionary(variable, fc.constantFrom("info", "8080", "", "https://example.com:1/a?b=c"))),
      secrets: maybe(
        fc.constantFrom({
          DB: { main: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:a/b-AbCdEf:field::` },
          FLAG: { main: `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/a/b` },
        }),
      ),
      metrics: maybe(fc.record({ port: fc.integer({ min: 1, max: 65_535 }) })),
      logs: maybe(fc.constantFrom("router" as const, "cloudwatch" as const, "none" as const)),
      multiline: maybe(fc.constantFrom("go", "java", "python", "ruby", "dated")),
      user: maybe(fc.constantFrom("0", "1000:1000", "app")),
    },
    { requiredKeys: ["image"] },
  );

/** As written in a file: without the keys that are undefined. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const ecs = fc
  .record({
    containers: fc
      .uniqueArray(fc.constantFrom("app", "web", "job"), { minLength: 1, maxLength: 3 })
      .chain((names) => fc.record(Object.fromEntries(names.map((name, index) => [name, container(index)])))),
    failClosed: fc.boolean(),
    architecture: maybe(fc.constantFrom("x86_64" as const, "arm64" as const)),
    size: maybe(fc.constantFrom(...FARGATE_SIZES)),
    desiredCount: fc.integer({ min: 0, max: 9 }),
    more: maybe(fc.nat(9)),
    ingress: maybe(
      fc.constant([
        { cidr: "10.0.0.0/8", port: 4317 },
        { securityGroupId: "sg-0123456789abcdef0", port: 80 },
      ]),
    ),
  })
  .map(({ size, more, desiredCount, ...rest }): Ecs => {
    const parts = Object.values(rest.containers);
    const need = {
      cpu: parts.reduce((sum, { cpu = 256 }) => sum + cpu, 192),
      memory: parts.reduce((sum, { memory = 512 }) => sum + memory, 384),
    };
    const fits = size !== undefined && smallestFargateSize(need, size) !== undefined;
    return plain({
      ...rest,
      desiredCount,
      ...(more === undefined ? {} : { maxCount: desiredCount + more }),
      ...(fits ? size : {}),
      ...(rest.failClosed ? { sidecars: { collector: { essential: true } } } : {}),
    } as Ecs);
  });

const logs = fc.record({
  retentionDays: fc.constantFrom(...LOG_RETENTIONS),
  redact: fc.shuffledSubarray([...REDACTED_KINDS]),
  redactPatterns: fc.subarray(["id=\\d+", "\\bx[^,]{3,}", "^a.b$"]),
  drop: fc.subarray([{ pattern: "GET /health" }, { pattern: "a|(b)", service: "checkout", container: "app" }]),
  multiline: fc.constant({ dated: { start: "^\\d{4}" } }),
  buffer: fc.constantFrom({}, { retries: 3, diskMiB: 0 }, { onDisk: false, deadLetterMiB: 0, retries: 9 }),
});

const estate = (service: Ecs, log: object): EstateInput => ({
  name: "smallco",
  accounts: {
    main: {
      id: ACCOUNT,
      region: "eu-west-1",
      network: {
        "eu-west-1": { existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-0123456789abcdef0"] } },
      },
    },
  },
  teams: { everyone: { name: "Everyone", email: "team@example.com" } },
  grafana: {
    owner: "everyone",
    stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
  },
  services: { checkout: { team: "everyone", accounts: ["main"], ecs: service } },
  telemetry: { logs: log },
});

describe("any service on ECS", () => {
  it("is accepted when it is right: 500 of them, no false alarm", () => {
    fc.assert(
      fc.property(ecs, logs, (service, log) => {
        expect(problemsOfObject(estate(service, log))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  }, 120_000);
});
