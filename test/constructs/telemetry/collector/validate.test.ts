/** Faults planted into a sound config: each is told by kind, place, message and fix. */
import { describe, expect, it } from "vitest";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import type {
  CollectorConfig,
  Components,
  Pipeline,
} from "../../../../constructs/telemetry/collector/collector-config";
import {
  assertSound,
  collectorProblems,
  listeningOf,
  problemLine,
} from "../../../../constructs/telemetry/collector/validate";
import { input, METRICS, TEMPO, WRITTEN, XRAY } from "./support";

const SOUND = collectorConfig(input({ routes: [METRICS, WRITTEN, TEMPO, XRAY] }));
const told = (config: CollectorConfig, mounted?: readonly string[]) =>
  collectorProblems([{ name: "sidecar", config, ...(mounted === undefined ? {} : { mounted }) }]).map((problem) => [
    problem.kind,
    problemLine(problem),
  ]);

type Section = "receivers" | "processors" | "exporters" | "extensions";
const withPart = (section: Section, parts: Components): CollectorConfig => ({
  ...SOUND,
  [section]: { ...SOUND[section], ...parts },
});
const withPipeline = (id: string, change: Partial<Pipeline>): CollectorConfig => {
  const found = SOUND.service.pipelines[id] ?? { receivers: [], processors: [], exporters: [] };
  return {
    ...SOUND,
    service: { ...SOUND.service, pipelines: { ...SOUND.service.pipelines, [id]: { ...found, ...change } } },
  };
};
const without = (section: Section, id: string): CollectorConfig => ({
  ...SOUND,
  [section]: Object.fromEntries(Object.entries(SOUND[section]).filter(([key]) => key !== id)),
});

describe("a config of the estate", () => {
  it.each(["sidecar", "host", "gateway"] as const)("is sound: %s", (role) => {
    expect(told(collectorConfig(input({ role, routes: [METRICS, WRITTEN, TEMPO, XRAY], statsd: true })))).toEqual([]);
  });
});

describe("36: the memory limiter", () => {
  it("is missed", () => {
    expect(told(withPipeline("traces/tempo", { processors: ["resource_detection"] }))).toEqual([
      [
        "limiter",
        'sidecar service.pipelines.traces/tempo.processors: has no memory_limiter (got ["resource_detection"]). Let the first processor be memory_limiter.',
      ],
    ]);
  });

  it("is wanted in the first place", () => {
    expect(told(withPipeline("traces/tempo", { processors: ["resource/own", "memory_limiter"] }))).toEqual([
      [
        "limiter",
        'sidecar service.pipelines.traces/tempo.processors: has memory_limiter in place 2 (got ["resource/own","memory_limiter"]). Let the first processor be memory_limiter.',
      ],
    ]);
  });

  it.each<readonly [what: string, settings: Components[string], got: string]>([
    ["absent", { limit_mib: 100 }, '"0s"'],
    ["zero", { limit_mib: 100, check_interval: "0s" }, '"0s"'],
    ["no duration", { limit_mib: 100, check_interval: 1 }, "1"],
  ])("has an interval that is %s", (_, settings, got) => {
    expect(told(withPart("processors", { memory_limiter: settings }))).toEqual([
      [
        "limiter",
        `sidecar processors.memory_limiter: never looks at the memory: check_interval is 0 unless it is set (got ${got}). Write check_interval: 1s.`,
      ],
    ]);
  });

  it("may look more often than each second", () => {
    expect(told(withPart("processors", { memory_limiter: { limit_mib: 100, check_interval: "250ms" } }))).toEqual([]);
  });
});

describe("37: a queue's storage", () => {
  it("is not defined", () => {
    expect(told(without("extensions", "file_storage/queue"))[0]).toEqual([
      "undefined",
      'sidecar exporters.otlp_http/grafana-cloud.sending_queue.storage: names extension "file_storage/queue", which is not defined. Defined: sigv4auth/amp, health_check.',
    ]);
  });

  it("is not started", () => {
    const started = SOUND.service.extensions.filter((id) => id !== "file_storage/queue");
    expect(told({ ...SOUND, service: { ...SOUND.service, extensions: started } })[0]).toEqual([
      "undefined",
      'sidecar exporters.otlp_http/grafana-cloud.sending_queue.storage: names extension "file_storage/queue", which is not started. Add file_storage/queue to service.extensions.',
    ]);
  });

  it("is in a folder that goes with the container", () => {
    expect(told(withPart("extensions", { "file_storage/queue": { directory: "/tmp/queue" } }))[0]).toEqual([
      "queue",
      'sidecar exporters.otlp_http/grafana-cloud.sending_queue.storage: extension file_storage/queue has no mounted directory, so that the queue is lost with the container (got "/tmp/queue"). Set its directory to one below /var/lib/otelcol.',
    ]);
  });

  it("is in the collector's own default, which is below what is mounted", () => {
    expect(told(withPart("extensions", { "file_storage/queue": {} }))).toEqual([]);
  });

  it("is beside a folder whose name begins alike", () => {
    expect(told(SOUND, ["/var/lib/otel"])[0]?.[0]).toBe("queue");
  });
});

describe("38: a pipeline", () => {
  it.each<readonly [kind: keyof Pipeline, names: readonly string[], line: string]>([
    ["receivers", ["otpl"], 'receivers.0: names receiver "otpl", which is not defined. Did you mean "otlp"?'],
    [
      "exporters",
      ["otlphttp/grafana"],
      'exporters.0: names exporter "otlphttp/grafana", which is not defined. Defined: otlp_http/grafana-cloud, otlp_grpc/metrics-amazon-managed-prometheus, prometheus_remote_write/amp, otlp_http/tempo, otlp_grpc/traces-xray, awsxray.',
    ],
    [
      "processors",
      ["memory_limiter", "tail_sampling"],
      'processors.1: names processor "tail_sampling", which is not defined. Defined: memory_limiter, resource_detection, resource/own, resource/measured, resource/slim, filter/allow_list, batch.',
    ],
  ])("names %s that are not there", (kind, names, line) => {
    expect(told(withPipeline("traces/tempo", { [kind]: names }))).toEqual([
      ["undefined", `sidecar service.pipelines.traces/tempo.${line}`],
    ]);
  });

  it("has an exporter that authenticates with nothing", () => {
    expect(told(without("extensions", "sigv4auth/amp"))).toEqual([
      [
        "undefined",
        'sidecar exporters.prometheus_remote_write/amp.auth.authenticator: names extension "sigv4auth/amp", which is not defined. Defined: file_storage/queue, health_check.',
      ],
    ]);
  });
});

describe("a component", () => {
  it("is not in the pinned image", () => {
    expect(told(withPart("extensions", { basicauth: {} }))).toEqual([
      [
        "component",
        'sidecar extensions.basicauth: is not in aws-otel-collector v0.49.0 (got "basicauth"). It has awsproxy, ecs_observer, file_storage, health_check, pprof, sigv4auth, zpages.',
      ],
    ]);
  });

  it("has another name by now", () => {
    expect(told(withPart("exporters", { "otlphttp/x": {} }))).toEqual([
      ["component", 'sidecar exporters.otlphttp/x: is a deprecated name (got "otlphttp"). Write otlp_http.'],
    ]);
  });
});

describe("31: two collectors in a task", () => {
  it("want the same ports", () => {
    const two = ["otel-a", "otel-b"].map((name) => ({ name, config: collectorConfig(input()) }));
    expect(collectorProblems(two).map(problemLine)).toEqual([
      "otel-b receivers.otlp.protocols.grpc: port 4317 is used by otel-a otlp and by otel-b otlp (got 4317). Give one of them another port, or leave one out.",
      "otel-b receivers.otlp.protocols.http: port 4318 is used by otel-a otlp and by otel-b otlp (got 4318). Give one of them another port, or leave one out.",
      "otel-b extensions.health_check: port 13133 is used by otel-a health_check and by otel-b health_check (got 13133). Give one of them another port, or leave one out.",
    ]);
  });

  it("can do with a port each, and with one number by TCP and by UDP", () => {
    const own = {
      ...SOUND,
      receivers: {
        otlp: { protocols: { grpc: { endpoint: "127.0.0.1:14317" } } },
        statsd: { endpoint: "127.0.0.1:4318" },
      },
      extensions: { health_check: { endpoint: "127.0.0.1:23133" } },
    };
    const taken = [
      { name: "a", config: collectorConfig(input()) },
      { name: "b", config: own },
    ];
    expect(collectorProblems(taken).filter(({ kind }) => kind === "port")).toEqual([]);
  });

  it("are told apart by every port that they listen on, also where it is not written", () => {
    const config = {
      ...SOUND,
      receivers: { otlp: { protocols: { grpc: {} } }, zipkin: {}, statsd: {} },
      extensions: {},
    };
    expect(listeningOf(config).map(({ port, transport }) => `${transport} ${String(port)}`)).toEqual([
      "tcp 4317",
      "tcp 9411",
      "udp 8125",
    ]);
  });
});

describe("all of it", () => {
  it("is told at once", () => {
    const config = {
      ...withPipeline("traces/tempo", { receivers: ["nothing"], processors: [] }),
      extensions: { ...SOUND.extensions, basicauth: {} },
    };
    const kinds = collectorProblems([
      { name: "a", config },
      { name: "b", config: SOUND },
    ]).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["component", "undefined", "limiter", "port"]));
    expect(() => {
      assertSound([{ name: "a", config }]);
    }).toThrow(/a extensions\.basicauth: .*\na service\.pipelines\.traces\/tempo\.receivers\.0: /);
    expect(() => {
      assertSound([{ name: "a", config: SOUND }]);
    }).not.toThrow();
  });
});
