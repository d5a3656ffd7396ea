/** The allow-list's settings: what would keep nothing, nearly everything, or contradict the rest is told with its place. */
import { describe, expect, it } from "vitest";
import prices from "../../config/facts/telemetry-prices.json";
import { problemText } from "../../config/problem";
import { BASE, load, problemsOf } from "./support";

const SERVICE = "  checkout: { team: payments, accounts: [prod] }\n";
const IMAGE = "registry.example.com/checkout:1.4.2";
const AT = "telemetry.allowList";

interface Parts {
  /** Keys of `telemetry.allowList`. */
  readonly list: string;
  /** Keys of `services.checkout.ecs` beside its containers. */
  readonly ecs?: string;
  readonly fleet?: boolean;
  readonly base?: string;
}

const FLEET = `fleet: { accounts: [prod], roles: { web: {}, database: {} } }`;

function estate({ list, ecs, fleet = false, base = BASE }: Parts): string {
  const onEcs = `  checkout: { team: payments, accounts: [prod], ecs: { containers: { app: { image: "${IMAGE}" } }, ${ecs ?? ""} } }\n`;
  const text = ecs === undefined ? base : base.replace(SERVICE, () => onEcs);
  return `${text}telemetry: { allowList: { ${list} }${fleet ? `, ${FLEET}` : ""} }\n`;
}

function told(parts: Parts): readonly string[] {
  return problemsOf(estate(parts)).map((problem) => problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""));
}

describe("telemetry.allowList", () => {
  it("keeps nothing besides what is asked for, and pays list prices, unless told", () => {
    const { keep, prices: own, usage } = load(BASE).telemetry.allowList;
    expect(keep).toEqual([]);
    expect(own).toEqual({});
    expect(usage).toEqual({
      tasks: 2,
      instrumentation: ["http", "database", "nodejs"],
      optionalMetrics: false,
      routes: 20,
      servers: 3,
      tables: 10,
      queues: 3,
      histogramBuckets: 15,
      hosts: 2,
      hostsByRole: {},
      hostCpus: 2,
      hostDisks: 2,
      hostUnits: 40,
      hostDatabases: 2,
      checks: 0,
      probesPerCheck: 3,
      services: {},
    });
  });

  it.each<readonly [what: string, parts: Parts]>([
    ["names of OpenTelemetry, of Prometheus and of rules", { list: "keep: [orders.placed, node_load1, 'job:errors']" }],
    ["the beginning of names, and a name that is like it", { list: "keep: ['orders.*', orders, 'order']" }],
    ["a short name", { list: "keep: [up]" }],
    ["other numbers for a service", { list: "usage: { services: { checkout: { tasks: 9, routes: 5 } } }" }],
    ["tasks that scaling allows", { list: "usage: { services: { checkout: { tasks: 3 } } }", ecs: "maxCount: 4" }],
    ["tasks that are known", { list: "usage: { services: { checkout: { tasks: 2 } } }", ecs: "desiredCount: 2" }],
    [
      "tasks of a task definition that others run",
      { list: "usage: { services: { checkout: { tasks: 40 } } }", ecs: "mode: published" },
    ],
    ["hosts of a role", { list: "usage: { hostsByRole: { web: 12 } }", fleet: true }],
    ["a price of nothing", { list: "prices: { thousandSeries: 0, logGigabyte: 0.35, traceGigabyte: 0.3 }" }],
  ])("takes %s", (_what, parts) => {
    expect(told(parts)).toEqual([]);
  });

  it.each<readonly [what: string, parts: Parts, expected: readonly string[]]>([
    [
      "what is no name",
      { list: "keep: ['AWS/RDS CPUUtilization']" },
      [
        `${AT}.keep[0]: must be the name of a metric, or with * at its end the beginning of several names (got "AWS/RDS CPUUtilization"). Write, for example, orders.placed.`,
      ],
    ],
    [
      "what keeps nearly everything",
      { list: "keep: ['a*']" },
      [
        `${AT}.keep[0]: must have at least 4 characters before *: it would keep nearly everything (got "a*"). Write, for example, orders.placed.`,
      ],
    ],
    [
      "an entry that stands there twice",
      { list: "keep: [orders.placed, orders.placed]" },
      [`${AT}.keep[1]: stands in the list already (got "orders.placed"). Remove it.`],
    ],
    [
      "an entry that another one covers, wherever it stands",
      { list: "keep: [orders.placed, 'orders.*', 'orders.late.*']" },
      [
        `${AT}.keep[0]: is kept by "orders.*" already (got "orders.placed"). Remove it.`,
        `${AT}.keep[2]: is kept by "orders.*" already (got "orders.late.*"). Remove it.`,
      ],
    ],
    [
      "a part of a histogram",
      { list: "keep: [order_value_bucket]" },
      [
        `${AT}.keep[0]: is a part of a histogram, which collectors keep or drop as a whole (got "order_value_bucket"). Write order_value.`,
      ],
    ],
    [
      "a service that is not there",
      { list: "usage: { services: { chekout: { tasks: 2 } } }" },
      [`${AT}.usage.services.chekout: "chekout" is not declared. Known services: checkout; did you mean "checkout"?`],
    ],
    [
      "tasks other than those that run",
      { list: "usage: { services: { checkout: { tasks: 4 } } }", ecs: "desiredCount: 2" },
      [
        `${AT}.usage.services.checkout.tasks: is not what services.checkout.ecs runs: desiredCount is 2 (got 4). Remove it.`,
      ],
    ],
    [
      "tasks beyond what scaling allows",
      { list: "usage: { services: { checkout: { tasks: 9 } } }", ecs: "desiredCount: 2, maxCount: 6" },
      [`${AT}.usage.services.checkout.tasks: is not what services.checkout.ecs scales between (got 9). Write 2 to 6.`],
    ],
    [
      "a role that the fleet does not have",
      { list: "usage: { hostsByRole: { wep: 2 } }", fleet: true },
      [
        `${AT}.usage.hostsByRole.wep: "wep" is no role of telemetry.fleet. Known roles: database, web; did you mean "web"?`,
      ],
    ],
    [
      "a role without a fleet",
      { list: "usage: { hostsByRole: { web: 2 } }" },
      [`${AT}.usage.hostsByRole.web: "web" is no role of telemetry.fleet. Remove it: there is no fleet.`],
    ],
    [
      "the price of a million series",
      { list: "prices: { thousandSeries: 6500 }" },
      [`${AT}.prices.thousandSeries: must be at most 1,000 US dollars (got 6500). Write 1000 or less.`],
    ],
    [
      "a histogram without buckets",
      { list: "usage: { histogramBuckets: 1 }" },
      [`${AT}.usage.histogramBuckets: must be at least 2 (got 1). Write 2 or more.`],
    ],
  ])("refuses %s", (_what, parts, expected) => {
    expect(told(parts)).toEqual(expected);
  });

  it("refuses checks that nobody runs", () => {
    const managed = `name: acme
accounts: { main: { id: "111122223333", region: eu-west-1 } }
teams: { platform: { name: Platform, email: platform@example.com } }
grafana:
  platform: amazon-managed
  owner: platform
  amazonManaged:
    account: main
    access: { admins: [906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a] }
`;
    expect(told({ list: "usage: { probesPerCheck: 5 }", base: managed })).toEqual([]);
    expect(told({ list: "usage: { checks: 4 }", base: managed })).toEqual([
      `${AT}.usage.checks: are run by Grafana Cloud, and grafana.platform is amazon-managed (got 4). Remove it.`,
    ]);
  });
});

describe("the prices", () => {
  it("say what they are of, where from and when they were read", () => {
    const { metrics, logs, traces } = prices;
    const all = [
      metrics["grafana-cloud"],
      metrics["amazon-managed-prometheus"],
      logs["grafana-cloud"],
      traces["grafana-cloud"],
    ];
    expect(Object.keys({ ...metrics, ...logs, ...traces })).toHaveLength(2);
    for (const entry of [prices, ...all]) {
      expect(entry.source).not.toBe("");
      expect(entry.url).toMatch(/^https:\/\//);
      expect(entry.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    for (const { plan } of all) expect(plan).toMatch(/^(Grafana Cloud Pro|Amazon Managed Service for Prometheus), /);
  });
});
