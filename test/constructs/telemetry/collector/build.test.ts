/** What a collector is made of, for each place where it runs. */
import { describe, expect, it } from "vitest";
import { collectorSchema } from "../../../../config/sections/telemetry-collector";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import type { Pipeline, Settings } from "../../../../constructs/telemetry/collector/collector-config";
import type { CollectorInput } from "../../../../constructs/telemetry/collector/collector-input";
import { input, LOKI, METRICS, SETTINGS, TEMPO, WRITTEN, XRAY } from "./support";

const build = (given: Partial<CollectorInput> = {}) => collectorConfig(input(given));
const idsOf = (given: Partial<CollectorInput>) => {
  const { receivers, processors, exporters, extensions } = build(given);
  return [receivers, processors, exporters, extensions].map((part) => Object.keys(part));
};
const pipelinesOf = (given: Partial<CollectorInput>) => build(given).service.pipelines;
const pipeline = (given: Partial<CollectorInput>, id: string): Pipeline => {
  const found = pipelinesOf(given)[id];
  if (found === undefined) throw new Error(`no pipeline ${id}`);
  return found;
};
const at = (settings: Settings | undefined, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], settings);

const TOLD = ["memory_limiter", "resource_detection", "resource/own"];
const MEASURED = ["memory_limiter", "resource_detection", "resource/measured"];

describe("the collector of a task", () => {
  it("has these components, and no others", () => {
    expect(idsOf({ scrape: [{ job: "app", port: 9090 }] })).toEqual([
      ["otlp", "awsecscontainermetrics", "prometheus"],
      [
        "memory_limiter",
        "resource_detection",
        "resource/own",
        "resource/measured",
        "resource/slim",
        "filter/allow_list",
      ],
      ["otlp_http/grafana-cloud", "otlp_http/tempo"],
      ["file_storage/queue", "health_check"],
    ]);
  });

  it("has a pipeline for what applications tell and one for what is measured, and none for logs of the router", () => {
    expect(pipelinesOf({})).toEqual({
      "metrics/grafana-cloud": {
        receivers: ["otlp"],
        processors: [...TOLD, "resource/slim", "filter/allow_list"],
        exporters: ["otlp_http/grafana-cloud"],
      },
      "metrics/grafana-cloud-measured": {
        receivers: ["awsecscontainermetrics"],
        processors: [...MEASURED, "resource/slim", "filter/allow_list"],
        exporters: ["otlp_http/grafana-cloud"],
      },
      "traces/tempo": { receivers: ["otlp"], processors: TOLD, exporters: ["otlp_http/tempo"] },
    });
  });

  it("listens on loopback, and to nobody else", () => {
    const { receivers, extensions } = build({ statsd: true, routes: [WRITTEN, XRAY] });
    const endpoints = [...JSON.stringify([receivers, extensions]).matchAll(/"endpoint":"([^"]+)"/g)].map(
      ([, end]) => end,
    );
    expect(endpoints).toEqual([
      "127.0.0.1:4317",
      "127.0.0.1:4318",
      "127.0.0.1:8125",
      "127.0.0.1:4320",
      "127.0.0.1:4321",
      "127.0.0.1:13133",
    ]);
  });

  it("is limited by its container's memory, and looks at it each second", () => {
    expect(build().processors["memory_limiter"]).toEqual({
      check_interval: "1s",
      limit_percentage: 75,
      spike_limit_percentage: 15,
    });
  });

  it("says where an application runs, and leaves to it who it is", () => {
    const { processors } = build();
    expect(at(processors["resource_detection"], "detectors")).toEqual(["env", "ecs"]);
    expect(at(processors["resource/own"], "attributes")).toEqual([
      { key: "service.name", value: "checkout", action: "insert" },
      { key: "deployment.environment.name", value: "production", action: "upsert" },
      { key: "service.instance.id", from_attribute: "aws.ecs.task.id", action: "insert" },
    ]);
  });

  it("puts the service's name on what is measured, and the task for the instance", () => {
    expect(at(build().processors["resource/measured"], "attributes")).toEqual([
      { key: "service.name", value: "checkout", action: "upsert" },
      { key: "deployment.environment.name", value: "production", action: "upsert" },
      { key: "service.instance.id", from_attribute: "aws.ecs.task.id", action: "upsert" },
    ]);
  });

  it("scrapes the endpoints of its task, each with a label of its own", () => {
    const scrape = [
      { job: "app", port: 9090 },
      { job: "probe", port: 9115, path: "/probe", parameters: { module: "http_2xx" }, labels: { tier: "web" } },
    ];
    expect(at(build({ scrape }).receivers["prometheus"], "config")).toEqual({
      global: { scrape_interval: "60s", scrape_timeout: "10s" },
      scrape_configs: [
        {
          job_name: "app",
          metrics_path: "/metrics",
          static_configs: [{ targets: ["127.0.0.1:9090"], labels: { endpoint: "app" } }],
        },
        {
          job_name: "probe",
          metrics_path: "/probe",
          params: { module: ["http_2xx"] },
          static_configs: [{ targets: ["127.0.0.1:9115"], labels: { endpoint: "probe", tier: "web" } }],
        },
      ],
    });
  });

  it("measures as often as the settings say, itself included", () => {
    const settings = { ...SETTINGS, intervalSeconds: 15 };
    const { receivers, service } = build({ settings, statsd: true });
    expect(at(receivers["awsecscontainermetrics"], "collection_interval")).toBe("15s");
    expect(at(receivers["statsd"], "aggregation_interval")).toBe("15s");
    expect(JSON.stringify(service.telemetry)).toContain('"interval":15000');
  });

  it("makes rates of StatsD's counters, whose names it has from the list", () => {
    expect(pipeline({ statsd: true }, "metrics/grafana-cloud-measured").processors.at(-1)).toBe("deltatorate/statsd");
    expect(build({ statsd: true }).processors["deltatorate/statsd"]).toEqual({
      metrics: ["http.server.request.duration", "http_server_request_duration_seconds", "up"],
    });
    expect(build().processors["deltatorate/statsd"]).toBeUndefined();
  });

  it("keeps every metric where there is no list", () => {
    const { allowList: _none, ...rest } = input();
    const { processors, service } = collectorConfig(rest);
    expect(processors["filter/allow_list"]).toBeUndefined();
    expect(JSON.stringify(service.pipelines)).not.toContain("allow_list");
  });

  it("tells about itself by its own receiver, as part of its service", () => {
    expect(build().service.telemetry).toEqual({
      logs: { level: "warn", encoding: "json" },
      metrics: {
        level: "normal",
        readers: [
          {
            periodic: {
              interval: 60_000,
              timeout: 1000,
              exporter: {
                otlp: { protocol: "grpc", endpoint: "http://127.0.0.1:4317", insecure: true, timeout: 1000 },
              },
            },
          },
        ],
      },
      resource: { "service.name": "checkout" },
    });
  });
});

describe("two destinations of a kind", () => {
  it("have a pipeline each, held apart by a batch", () => {
    const pipelines = pipelinesOf({ routes: [METRICS, TEMPO, XRAY] });
    expect(pipelines["traces/tempo"]).toEqual({
      receivers: ["otlp"],
      processors: [...TOLD, "batch"],
      exporters: ["otlp_http/tempo"],
    });
    expect(pipelines["traces/xray"]?.processors).toEqual([...TOLD, "batch"]);
    expect(pipelines["metrics/grafana-cloud"]?.processors).not.toContain("batch");
  });
});

describe("the collector of a host", () => {
  const host = { role: "host", scrape: [{ job: "node", port: 9100 }] } as const;

  it("scrapes exporters and knows no tasks", () => {
    expect(idsOf(host)[0]).toEqual(["otlp", "prometheus"]);
    expect(at(build(host).processors["resource_detection"], "detectors")).toEqual(["env", "ec2"]);
    expect(JSON.stringify(build(host).processors["resource/measured"])).toContain('"from_attribute":"host.id"');
  });

  it("is limited by a memory of its own, since the host's is for others", () => {
    expect(build(host).processors["memory_limiter"]).toEqual({
      check_interval: "1s",
      limit_mib: 256,
      spike_limit_mib: 51,
    });
  });
});

describe("the gateway", () => {
  const settings = collectorSchema.parse({
    tailSampling: { waitSeconds: 5, keepPercent: 2.5, slowMilliseconds: 300, traces: 1000 },
  });
  const gateway = { role: "gateway", settings, routes: [METRICS, TEMPO, XRAY] } as const;

  it("takes spans from others, decides once and sends to all destinations", () => {
    expect(build(gateway).receivers["otlp"]).toEqual({ protocols: { grpc: { endpoint: "0.0.0.0:4317" } } });
    expect(pipelinesOf(gateway)).toEqual({
      "metrics/grafana-cloud": {
        receivers: ["otlp"],
        processors: ["memory_limiter", "resource/slim", "filter/allow_list"],
        exporters: ["otlp_http/grafana-cloud"],
      },
      "traces/sampled": {
        receivers: ["otlp"],
        processors: ["memory_limiter", "tail_sampling"],
        exporters: ["otlp_http/tempo", "otlp_grpc/traces-xray"],
      },
      "traces/xray-relayed": {
        receivers: ["otlp/traces-xray"],
        processors: ["memory_limiter"],
        exporters: ["awsxray"],
      },
    });
  });

  it("keeps what failed, what was slow, and a share of the rest", () => {
    expect(build(gateway).processors["tail_sampling"]).toEqual({
      decision_wait: "5s",
      num_traces: 1000,
      decision_cache: { sampled_cache_size: 10_000, non_sampled_cache_size: 10_000 },
      policies: [
        { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { name: "slow", type: "latency", latency: { threshold_ms: 300 } },
        { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: 2.5 } },
      ],
    });
  });

  it("passes everything on where nothing is said of sampling", () => {
    expect(Object.keys(pipelinesOf({ ...gateway, settings: SETTINGS, routes: [TEMPO] }))).toEqual(["traces/tempo"]);
    expect(build({ ...gateway, settings: SETTINGS, routes: [TEMPO] }).processors["tail_sampling"]).toBeUndefined();
  });

  it("gets all spans of a trace from any task, which keeps them on disk until then", () => {
    const { exporters, service } = build({
      gateway: { host: "gateway.acme.internal" },
      routes: [METRICS, TEMPO, XRAY],
    });
    expect(Object.keys(exporters)).toEqual(["otlp_http/grafana-cloud", "load_balancing/gateway"]);
    expect(exporters["load_balancing/gateway"]).toMatchObject({
      routing_key: "traceID",
      resolver: { dns: { hostname: "gateway.acme.internal", port: "4317" } },
      protocol: { otlp: { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } },
      sending_queue: { storage: "file_storage/queue" },
    });
    expect(service.pipelines["traces/gateway"]?.processors).toEqual(TOLD);
  });

  it("is nothing that a task without traces would send to", () => {
    expect(Object.keys(build({ gateway: { host: "g" }, routes: [METRICS, LOKI] }).exporters)).toEqual([
      "otlp_http/grafana-cloud",
    ]);
  });
});

describe("every collector", () => {
  const roles = ["sidecar", "host", "gateway"] as const;
  const routes = [METRICS, WRITTEN, TEMPO, XRAY];

  it.each(roles)("begins each pipeline with the memory limiter: %s", (role) => {
    const first = Object.values(pipelinesOf({ role, routes })).map(({ processors }) => processors[0]);
    expect(first.length).toBeGreaterThan(3);
    expect(new Set(first)).toEqual(new Set(["memory_limiter"]));
  });

  it.each(roles)("starts every extension, and has nothing that no pipeline names: %s", (role) => {
    const { receivers, processors, exporters, extensions, service } = build({ role, routes });
    const named = (kind: keyof Pipeline) => new Set(Object.values(service.pipelines).flatMap((one) => one[kind]));
    expect(service.extensions).toEqual(Object.keys(extensions));
    expect(new Set(Object.keys(receivers))).toEqual(named("receivers"));
    expect(new Set(Object.keys(processors))).toEqual(named("processors"));
    expect(new Set(Object.keys(exporters))).toEqual(named("exporters"));
  });

  it("refuses two routes that set one component in different ways", () => {
    const other = { ...TEMPO, destination: "other", exporters: { "otlp_http/tempo": { endpoint: "elsewhere" } } };
    expect(() => build({ routes: [TEMPO, other] })).toThrow("two routes set otlp_http/tempo in different ways");
  });
});
