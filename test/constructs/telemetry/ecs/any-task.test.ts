/** Tasks of all shapes, decorated: what holds for every one of them, and what is said of those that cannot run. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FARGATE_SIZES } from "../../../../config/ecs/fargate";
import { decorate } from "../../../../constructs/telemetry/ecs/decorate";
import { app, COLLECTOR, ROUTER, task, telemetry } from "./support";

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
});
