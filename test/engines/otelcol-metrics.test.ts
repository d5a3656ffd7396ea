/**
 * Collectors at work, between what a task or a host tells and a store: every metric that a dashboard asks for arrives, by
 * the name and with the labels that dashboards use, and nothing else. A second is a minute here.
 */
import { createSocket } from "node:dgram";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue, prometheusFamilies } from "../../dashboards/catalogue";
import { wholeNames } from "../../constructs/telemetry/collector/metric-names";
import { allowList, collectorNames, metricsBehind } from "../../dashboards/core/allow-list";
import { estateDashboards } from "../../dashboards/registry";
import { telemetryDashboards } from "../../dashboards/telemetry";
import { scopeOn } from "../dashboards/platforms";
import { appMetrics, metricsRequest } from "./support/app-metrics";
import { type Bench, type BenchInput, startBench } from "./support/collector-bench";
import { until, writeRoute } from "./support/collector-run";
import { type EcsMetadata, startEcsMetadata, TASK_ID } from "./support/ecs-metadata";
import * as exporters from "./support/exporters";
import { type ScrapeEndpoint, startScrapeEndpoint } from "./support/scrape-endpoint";

const SCOPE = scopeOn("grafana-cloud");
const ASKED = allowList([...estateDashboards(SCOPE), ...telemetryDashboards(SCOPE)]);
const LIST = collectorNames(ASKED, catalogue);

/** Whether dashboards ask for a metric, by either of its names. */
const isAsked = (name: string): boolean => wholeNames(LIST).includes(name);

const ATTRIBUTES = {
  "service.name": "checkout",
  "service.namespace": "shop",
  "deployment.environment.name": "production",
};

/** What Fluent Bit shows, an SDK that is scraped, and what libraries show that nobody asked for. */
const PAGE = [
  "# TYPE rpc_server_call_duration_seconds gauge",
  "rpc_server_call_duration_seconds 1",
  ...Object.entries(facts("fluent-bit")).map(
    ([name, { type }]) => `# TYPE ${name} ${type}\n${name}{name="forward.0"} 1`,
  ),
  ...Array.from({ length: 20 }, (_, index) => `go_noise_${String(index)} 1`),
  "",
].join("\n");

const FIGURES: { readonly of: string; readonly raw: number; readonly kept: number }[] = [];

let metadata: EcsMetadata;
let router: ScrapeEndpoint;

beforeAll(async () => {
  metadata = await startEcsMetadata();
  router = await startScrapeEndpoint(PAGE);
});
afterAll(async () => {
  await metadata.stop();
  await router.stop();
});

function facts(family: string) {
  return prometheusFamilies.find(({ name }) => name === family)?.facts ?? {};
}

async function withBench<T>(given: BenchInput, work: (bench: Bench) => Promise<T>): Promise<T> {
  const bench = await startBench(metadata, (backend) => ({
    attributes: ATTRIBUTES,
    scrape: [{ job: "log-router", port: router.port }],
    ...given(backend),
  }));
  try {
    return await work(bench);
  } finally {
    await bench.stop();
  }
}

/** What an application tells, with an idea of its own of where it runs. */
async function tell({ collector }: Bench): Promise<void> {
  const resource = {
    "service.name": "checkout",
    "service.version": "1.4.2",
    "service.instance.id": "0f2c9d1e",
    "process.pid": "1",
    "telemetry.sdk.name": "opentelemetry",
    "deployment.environment.name": "a-developer-thought-so",
  };
  const response = await fetch(`${collector.url}/v1/metrics`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(metricsRequest(appMetrics(), resource)),
  });
  expect(response.status).toBe(200);
}

/** Puts down how many series are kept, and gives what dashboards ask for and does not arrive. */
function figure(of: string, raw: number, used: readonly string[], bench: Bench): readonly string[] {
  const kept = bench.series();
  const missing = used.filter((name) => !bench.names().includes(name));
  const share = ((kept / raw) * 100).toFixed(1);
  FIGURES.push({ of, raw, kept });
  console.info(
    `${of}: series kept ${String(kept)} of ${String(raw)}, ${share} %; used metrics missing: ${String(missing.length)}`,
  );
  return missing;
}

describe("metrics of a task", () => {
  const sent = [
    ...appMetrics().map(({ name }) => name),
    ...Object.keys(facts("fluent-bit")),
    "rpc_server_call_duration_seconds",
    "up",
  ];
  const ecs = Object.values(facts("ecs-containers")).flatMap(({ otlp }) => otlp ?? []);
  let told: readonly string[] = [];
  let raw = 0;

  it("arrive as a whole where there is no list, under the names that the catalogue has of them", async () => {
    await withBench(
      () => ({}),
      async (bench) => {
        await tell(bench);
        await bench.arrival([...sent, ...ecs, "otelcol_process_uptime"]);
        told = bench.names();
        raw = bench.series();
      },
    );
    expect(told.filter((name) => /^(ecs\.task|container)\./.test(name))).toEqual(ecs.toSorted());
    expect(sent.filter((name) => !told.includes(name))).toEqual([]);
  });

  it("are with the list those that dashboards ask for, all of them and no other", async () => {
    const used = told.filter(isAsked);
    expect(used).toEqual(expect.arrayContaining(["rpc.server.call.duration", "rpc_server_call_duration_seconds"]));
    expect(used.length).toBeGreaterThan(40);
    await withBench(
      () => ({ allowList: LIST }),
      async (bench) => {
        await tell(bench);
        await bench.arrival(used);
        expect(figure("task", raw, used, bench)).toEqual([]);
        expect(bench.names()).toEqual(used);
      },
    );
  });

  it("have the label contract, whatever an application thinks of its environment", async () => {
    await withBench(
      () => ({ allowList: LIST }),
      async (bench) => {
        await tell(bench);
        await bench.arrival(["http.server.request.duration", "ecs.task.memory.utilized"]);
        const contract = { ...ATTRIBUTES, "cloud.account.id": "111122223333", "cloud.region": "eu-central-1" };
        for (const { name, resource } of bench.backend.metrics) {
          expect({ name, ...resource }).toMatchObject({ name, ...contract });
          expect(Object.keys(resource).filter((key) => /^(process|telemetry|aws\.log|server|url)\b/.test(key))).toEqual(
            [],
          );
        }
        const instance = (of: string) =>
          bench.backend.metrics.find(({ name }) => name === of)?.resource["service.instance.id"];
        expect(instance("http.server.request.duration")).toBe("0f2c9d1e");
        expect(instance("ecs.task.memory.utilized")).toBe(TASK_ID);
      },
    );
  });
});

/** By remote write, a histogram arrives in parts. */
const PART = /_(bucket|sum|count)$/;

describe("metrics by remote write", () => {
  const isOfTask = (otlp: string): boolean =>
    appMetrics().some(({ name }) => name === otlp) || /^(ecs\.task|container)\./.test(otlp);

  it("have the names and labels that dashboards ask for", async () => {
    const asked = metricsBehind(ASKED, catalogue).filter((name) => isOfTask(catalogue.find(name)?.otlp ?? ""));
    expect(asked.length).toBeGreaterThan(30);
    await withBench(
      (backend) => ({ allowList: LIST, routes: [writeRoute(backend.url)] }),
      async (bench) => {
        await tell(bench);
        const { written } = bench.backend;
        const names = () => new Set(written.map(({ labels }) => (labels["__name__"] ?? "").replace(PART, "")));
        const missing = () => asked.filter((name) => !names().has(name.replace(PART, "")));
        await until(() => missing().length === 0, 20_000);
        expect(missing()).toEqual([]);
        const gone = Object.entries(facts("ecs-containers")).flatMap(([name, { labels }]) => {
          const found = written.find((one) => one.labels["__name__"] === name)?.labels;
          return found === undefined ? [] : labels.filter((label) => found[label] === undefined);
        });
        expect([...new Set(gone)]).toEqual([]);
        const wrong = asked.filter((name) => name !== name);
        console.info(`spelt otherwise in the catalogue than they arrive: ${wrong.join(", ") || "none"}`);
      },
    );
  });

  it("carry StatsD as rates, values and summaries", async () => {
    await withBench(
      (backend) => ({
        allowList: ["shop.orders", "shop.stock", "shop.checkout"],
        statsd: true,
        routes: [writeRoute(backend.url)],
      }),
      async (bench) => {
        const socket = createSocket("udp4");
        const lines = [
          "shop.orders:5|c",
          "shop.orders:5|c",
          "shop.stock:42|g",
          "shop.checkout:120|ms",
          "shop.unasked:1|c",
        ];
        const names = () => [...new Set(bench.backend.written.map(({ labels }) => labels["__name__"]))].toSorted();
        const all = ["shop_checkout", "shop_checkout_count", "shop_checkout_sum", "shop_orders", "shop_stock"];
        const end = Date.now() + 15_000;
        while (names().length < all.length && Date.now() < end) {
          socket.send(lines.join("\n"), bench.port(8125), "127.0.0.1");
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
        socket.close();
        expect(names()).toEqual(all);
        const rate = bench.backend.written.find(({ labels }) => labels["__name__"] === "shop_orders");
        expect(rate?.samples[0]?.value).toBeGreaterThan(0);
        expect(rate?.labels["service_name"]).toBe("checkout");
      },
    );
  });
});

describe("metrics of a host", () => {
  it("are those that dashboards ask for, of all that real exporters tell", async () => {
    const { scrapeNode, scrapeProcesses, scrapeMariaDb, scrapePostgres, scrapeApache, scrapeNginx } = exporters;
    const scrapes = {
      node: scrapeNode,
      process: scrapeProcesses,
      mysqld: scrapeMariaDb,
      postgres: scrapePostgres,
      apache: scrapeApache,
      nginx: scrapeNginx,
    };
    const pages: ScrapeEndpoint[] = [];
    for (const scrape of Object.values(scrapes)) pages.push(await startScrapeEndpoint(await scrape()));
    const targets = Object.keys(scrapes).map((job, index) => ({ job, port: pages[index]?.port ?? 0 }));
    const first = ["node_load1", "namedprocess_namegroup_num_procs", "mysql_up", "pg_up", "apache_up", "nginx_up"];
    const raw = await withBench(
      () => ({ role: "host", scrape: targets }),
      async (bench) => {
        await bench.arrival(first);
        return { names: bench.names(), series: bench.series() };
      },
    );
    const used = raw.names.filter(isAsked);
    await withBench(
      () => ({ role: "host", scrape: targets, allowList: LIST }),
      async (bench) => {
        await bench.arrival(used);
        expect(figure("host", raw.series, used, bench)).toEqual([]);
        expect(bench.names()).toEqual(used);
      },
    );
    for (const page of pages) await page.stop();
    expect(used.length).toBeGreaterThan(40);
  });
});

describe("the whole", () => {
  it("is a fifth of the series or less", () => {
    const [raw, kept] = [
      FIGURES.reduce((sum, one) => sum + one.raw, 0),
      FIGURES.reduce((sum, one) => sum + one.kept, 0),
    ];
    console.info(`all: series kept ${String(kept)} of ${String(raw)}, ${((kept / raw) * 100).toFixed(1)} %`);
    expect(FIGURES.map(({ of }) => of)).toEqual(["task", "host"]);
    expect(kept / raw).toBeLessThanOrEqual(0.2);
  });
});
