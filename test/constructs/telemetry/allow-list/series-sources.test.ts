/** Who sends what: known from the config where it says so, assumed where it does not, and told where nobody knows. */
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../../config/estate";
import { probedBy } from "../../../../constructs/telemetry/allow-list/fleet-sources";
import { familyOf } from "../../../../constructs/telemetry/allow-list/scraped-endpoint";
import type { SeriesSource } from "../../../../constructs/telemetry/allow-list/series-source";
import { seriesSources, uncounted } from "../../../../constructs/telemetry/allow-list/series-sources";
import { minimal } from "../../../support/fixtures";

type Service = NonNullable<EstateInput["services"]>[string];
type Telemetry = NonNullable<EstateInput["telemetry"]>;

const EXISTING = { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-0123456789abcdef0"] };
const place = (id: string) => ({ id, region: "eu-west-1", network: { "eu-west-1": { existing: EXISTING } } });
const accounts = { main: place("111122223333"), second: place("444455556666") };

const app = { image: "registry.example.com/app:1.4.2" };

function estate(service: Partial<Service> = {}, telemetry: Telemetry = {}) {
  const checkout: Service = { team: "everyone", accounts: ["main", "second"], ...service };
  return minimal({ accounts, services: { checkout }, telemetry });
}

/** Family and number of what sends it, with the sizes that are known. */
function shown({ parts, ...source }: SeriesSource) {
  const lines = parts.map(({ family, instances, intervalSeconds, only, sizes = {} }) =>
    [
      `${String(instances)} x ${family.name} each ${String(intervalSeconds)} s`,
      ...Object.entries(sizes).map(([label, { count = 1 }]) => `${label} ${String(count)}`),
      ...(only === undefined ? [] : [`${String(only.length)} metrics`]),
    ].join(", "),
  );
  return { name: source.name, instances: source.instances, parts: lines, unknown: source.unknown };
}

const sourcesOf = (service?: Partial<Service>, telemetry?: Telemetry) =>
  seriesSources(estate(service, telemetry)).map(shown);

describe("a service", () => {
  it("that is not on ECS has the tasks that are assumed, in each account", () => {
    expect(sourcesOf()).toEqual([
      {
        name: "checkout",
        instances: 4,
        parts: ["4 x http each 60 s", "4 x database each 60 s", "4 x nodejs each 60 s"],
        unknown: ["whether 4 tasks not on ECS send through a collector"],
      },
    ]);
  });

  it("on ECS has the tasks that run, containers and sidecars, and a collector that tells of itself", () => {
    const containers = { app, proxy: { image: "registry.example.com/proxy:2.0.0" } };
    expect(sourcesOf({ ecs: { containers, desiredCount: 3 } })).toEqual([
      {
        name: "checkout",
        instances: 6,
        parts: [
          "6 x http each 60 s",
          "6 x database each 60 s",
          "6 x nodejs each 60 s",
          "6 x ecs-containers each 60 s, container_name 4",
          "6 x otelcol each 60 s, exporter 2",
        ],
        unknown: [],
      },
    ]);
  });

  it("is measured as often as the config says, which is not how often it tells of itself", () => {
    const [source] = sourcesOf({ ecs: { containers: { app } } }, { collector: { intervalSeconds: 10 } });
    expect(source?.parts).toEqual([
      "2 x http each 60 s",
      "2 x database each 60 s",
      "2 x nodejs each 60 s",
      "2 x ecs-containers each 10 s, container_name 3",
      "2 x otelcol each 10 s, exporter 2",
    ]);
  });

  it("in more accounts than those of ECS is assumed to run in the others", () => {
    const [source] = sourcesOf({ ecs: { containers: { app }, accounts: ["main"], desiredCount: 5 } });
    expect(source).toMatchObject({
      instances: 7,
      unknown: ["whether 2 tasks not on ECS send through a collector"],
    });
    expect(source?.parts.slice(2)).toEqual([
      "7 x nodejs each 60 s",
      "5 x ecs-containers each 60 s, container_name 3",
      "5 x otelcol each 60 s, exporter 2",
    ]);
  });

  it("without a collector is not counted, and said to be there", () => {
    const sidecars = { collector: { enabled: false } };
    expect(sourcesOf({ ecs: { containers: { app }, sidecars } })).toEqual([
      { name: "checkout", instances: 2, parts: [], unknown: ["what 2 tasks without the estate's collector send"] },
    ]);
  });

  it("with an endpoint of metrics tells more than anybody knows, and leaves what every scrape leaves", () => {
    const [source] = sourcesOf({ ecs: { containers: { app: { ...app, metrics: { port: 9090 } } } } });
    expect(source?.parts.at(-1)).toBe("2 x prometheus each 60 s, 5 metrics");
    expect(source?.unknown).toEqual(["what app tells on port 9090"]);
  });

  it("that others run has the tasks that are assumed", () => {
    expect(sourcesOf({ ecs: { containers: { app }, mode: "published", desiredCount: 9 } })).toMatchObject([
      { instances: 4 },
    ]);
  });

  it("is what the config says of it in place of the estate's numbers", () => {
    const checkout = { tasks: 1, routes: 7, instrumentation: ["rpc" as const, "go" as const, "go" as const] };
    expect(sourcesOf({}, { allowList: { usage: { services: { checkout } } } })).toMatchObject([
      {
        instances: 2,
        parts: ["2 x rpc each 60 s, http_route 7, rpc_method 7", "2 x go each 60 s, http_route 7, rpc_method 7"],
      },
    ]);
  });

  it("that is scaled to nothing sends nothing", () => {
    expect(sourcesOf({ ecs: { containers: { app }, desiredCount: 0 } })).toEqual([
      { name: "checkout", instances: 0, parts: [], unknown: [] },
    ]);
  });

  it("has GB of lines and traces by task, or its own in all", () => {
    const usage = { logGigabytes: 3, traceGigabytes: 0.5, services: { checkout: { logGigabytes: 100 } } };
    expect(seriesSources(estate({}, { allowList: { usage } }))[0]).toMatchObject({
      logGigabytes: 100,
      traceGigabytes: 2,
    });
    expect(seriesSources(estate())[0]).toMatchObject({ logGigabytes: undefined, traceGigabytes: undefined });
  });
});

describe("instances of the fleet", () => {
  it("send what their exporters tell, role by role", () => {
    const roles = {
      web: {
        exporters: {
          node: {},
          process: { programs: ["nginx", "java", "sshd"] },
          nginx: {},
          blackbox: {
            targets: {
              shop: { target: "https://shop.example.com" },
              database: { probe: "tcp" as const, target: "db.internal:5432" },
            },
          },
        },
      },
      batch: { statsd: true },
    };
    const fleet = { accounts: ["main", "second"], artefacts: { bucket: "acme-artefacts" }, roles };
    const usage = { hostsByRole: { web: 5 } };
    const sources = seriesSources(estate({}, { fleet, allowList: { usage } })).map(shown);
    expect(sources.slice(1)).toEqual([
      {
        name: "hosts batch",
        instances: 4,
        parts: ["4 x otelcol each 60 s, exporter 2"],
        unknown: ["what is sent by StatsD"],
      },
      {
        name: "hosts web",
        instances: 10,
        parts: [
          "10 x node-exporter each 60 s",
          "10 x node-network each 60 s",
          "10 x node-systemd each 60 s",
          "10 x process-exporter each 60 s, groupname 3",
          "10 x nginx-exporter each 60 s",
          `10 x probes each 60 s, probe 1, ${String(probedBy("http").length)} metrics`,
          "10 x probes each 60 s, probe 1, 5 metrics",
          "50 x prometheus each 60 s, 5 metrics",
          "10 x otelcol each 60 s, exporter 2",
        ],
        unknown: [],
      },
    ]);
  });

  it("are probed in three ways, each of which tells of the catalogue only", () => {
    const known = Object.keys(familyOf("probes").facts);
    for (const probe of ["http", "tcp", "icmp"] as const)
      expect(probedBy(probe).filter((name) => !known.includes(name))).toEqual([]);
    expect(probedBy("http")).toHaveLength(known.length - 1);
    expect(probedBy("icmp")).toEqual([
      "probe_success",
      "probe_duration_seconds",
      "probe_dns_lookup_time_seconds",
      "probe_ip_protocol",
      "probe_icmp_duration_seconds",
    ]);
  });
});

describe("checks of Synthetic Monitoring", () => {
  it("pass no collector and are billed by runs", () => {
    const usage = { checks: 4, probesPerCheck: 2 };
    const last = seriesSources(estate({}, { allowList: { usage } })).at(-1);
    expect(last).toMatchObject({ isFiltered: false, billing: "unknown" });
    expect(last === undefined ? undefined : shown(last)).toMatchObject({
      name: "checks",
      instances: 4,
      parts: [
        `4 x probes each 60 s, probe 2, ${String(probedBy("http").length)} metrics`,
        "4 x synthetic-monitoring each 60 s, probe 2",
      ],
    });
  });
});

describe("what no source counts", () => {
  const uses = [
    { namespace: "AWS/RDS", metric: "CPUUtilization", statistics: ["Average"] },
    { namespace: "AWS/RDS", metric: "FreeStorageSpace", statistics: ["Minimum"] },
    { namespace: "AWS/SQS", metric: "NumberOfMessagesSent", statistics: ["Sum"] },
  ];

  it("is said: own metrics, what the catalogue lacks, what is counted in traces, and CloudWatch", () => {
    const cloudwatch = { namespaces: { "AWS/RDS": "scrape" as const } };
    expect(uncounted(estate({}, { cloudwatch }), uses)).toEqual([
      "an application's own metrics, dropped unless a dashboard or telemetry.allowList.keep names them",
      "what libraries and exporters send beyond the catalogue of metrics, all of it dropped",
      "what Grafana Cloud counts in traces, all of it kept, for each kind of span",
      "AWS/RDS of CloudWatch by scrape: 2 metrics of each resource, all of them kept",
    ]);
  });

  it("does not hold what Grafana Cloud cannot count", () => {
    const destinations = { metrics: ["amazon-managed-prometheus" as const], amazonPrometheus: { account: "main" } };
    const config = minimal({ destinations });
    expect(uncounted(config, uses)).toHaveLength(2);
  });
});
