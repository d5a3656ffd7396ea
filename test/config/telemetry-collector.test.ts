/** Additions to collectors: what the pinned image would refuse, or take and lose data by, is told with its place. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { BASE, load, problemsOf } from "./support";

const LIMITED = "processors: [memory_limiter]";

/** What is told of additions to the collectors of tasks, from their first line on. */
function told(lines: string): readonly string[] {
  const first = BASE.split("\n").length + 3;
  const text = `${BASE}telemetry:\n  collector:\n    additions:\n      sidecar:\n${lines.replaceAll(/^/gm, "        ")}\n`;
  return problemsOf(text).map((problem) =>
    problemText({ ...problem, file: `line ${String(problem.line - first)}`, line: 0 }).replace(
      "telemetry.collector.additions.sidecar",
      "…",
    ),
  );
}

const OWN = `receivers: { zipkin: {} }
processors: { attributes/redact: { actions: [{ key: user.email, action: delete }] } }
exporters: { otlp_grpc/audit: { endpoint: "audit.internal:4317", sending_queue: { storage: file_storage/queue } } }
insert: { traces: [attributes/redact] }
pipelines:
  traces/audit: { receivers: [otlp, zipkin], processors: [memory_limiter, resource_detection], exporters: [otlp_grpc/audit] }`;

describe("telemetry.collector.additions", () => {
  it("may lean on what the estate makes", () => {
    expect(told(OWN)).toEqual([]);
  });

  it.each<readonly [what: string, from: string, to: string, expected: readonly string[]]>([
    [
      "31: a port that the estate's own collector listens on",
      "zipkin: {}",
      'zipkin: { endpoint: "0.0.0.0:4317" }',
      [
        "line 1 ….receivers.zipkin: port 4317 is used by the estate's otlp and by your zipkin (got 4317). Give one of them another port, or leave one out.",
      ],
    ],
    [
      "36: no memory limiter",
      "processors: [memory_limiter, resource_detection]",
      "processors: [resource_detection]",
      [
        'line 6 ….pipelines["traces/audit"].processors: has no memory_limiter (got ["resource_detection"]). Let the first processor be memory_limiter.',
      ],
    ],
    [
      "36: a memory limiter that is not the first",
      "processors: [memory_limiter, resource_detection]",
      "processors: [resource_detection, memory_limiter]",
      [
        'line 6 ….pipelines["traces/audit"].processors: has memory_limiter in place 2 (got ["resource_detection","memory_limiter"]). Let the first processor be memory_limiter.',
      ],
    ],
    [
      "36: a memory limiter of one's own that never looks",
      "processors: { attributes",
      "processors: { memory_limiter/own: { limit_mib: 100, check_interval: 0s }, attributes",
      [
        'line 2 ….processors["memory_limiter/own"]: never looks at the memory: check_interval is 0 unless it is set (got "0s"). Write check_interval: 1s.',
      ],
    ],
    [
      "37: a queue in a folder that is not mounted",
      "storage: file_storage/queue } } }",
      'storage: file_storage/own } } }\nextensions: { file_storage/own: { directory: "/data" } }',
      [
        'line 3 ….exporters["otlp_grpc/audit"].sending_queue.storage: extension file_storage/own has no mounted directory, so that the queue is lost with the container (got "/data"). Set its directory to one below /var/lib/otelcol.',
      ],
    ],
    [
      "37: a queue in no storage",
      "storage: file_storage/queue",
      "storage: file_storage",
      [
        'line 3 ….exporters["otlp_grpc/audit"].sending_queue.storage: names extension "file_storage", which is not defined. Defined: health_check, file_storage/queue.',
      ],
    ],
    [
      "38: a pipeline that names what is not defined",
      "[otlp, zipkin], processors: [memory_limiter, resource_detection], exporters: [otlp_grpc/audit]",
      "[otlp, zipkn], processors: [memory_limiter, batch], exporters: [otlphttp/grafana]",
      [
        'line 6 ….pipelines["traces/audit"].receivers[1]: names receiver "zipkn", which is not defined. Did you mean "zipkin"?',
        'line 6 ….pipelines["traces/audit"].processors[1]: names processor "batch", which is not defined. Defined: attributes/redact, memory_limiter, resource_detection.',
        'line 6 ….pipelines["traces/audit"].exporters[0]: names exporter "otlphttp/grafana", which is not defined. Defined: otlp_grpc/audit.',
      ],
    ],
    [
      "a processor to insert that is not defined",
      "insert: { traces: [attributes/redact] }",
      "insert: { logs: [attributes/other] }",
      [
        'line 4 ….insert.logs[0]: names processor "attributes/other", which is not defined. Defined: attributes/redact.',
      ],
    ],
    [
      "components that the image lacks, or calls otherwise by now",
      "exporters: { otlp",
      "exporters: { loki: {}, otlphttp/x: {}, otlp",
      [
        'line 3 ….exporters.loki: is not in aws-otel-collector v0.49.0 (got "loki"). It has awscloudwatchlogs, awsemf, awsxray, datadog, debug, file, kafka, load_balancing, logzio, otlp_grpc, otlp_http, prometheus, prometheus_remote_write, signalfx.',
        'line 3 ….exporters["otlphttp/x"]: is a deprecated name (got "otlphttp"). Write otlp_http.',
      ],
    ],
    [
      "what is the estate's own",
      "processors: { attributes",
      "processors: { memory_limiter: { limit_mib: 100, check_interval: 1s }, attributes",
      [
        'line 2 ….processors.memory_limiter: is the estate\'s own (got "memory_limiter"). Name yours memory_limiter/own.',
      ],
    ],
    [
      "names that are none",
      "traces/audit:",
      "traces:",
      [
        'line 6 ….pipelines.traces: key must be metrics, logs or traces, a slash and a name of your own (got "traces"). Write, for example, traces/audit.',
      ],
    ],
  ])("is told of %s", (_, from, to, expected) => {
    expect(OWN.split(from)).toHaveLength(2);
    expect(told(OWN.replace(from, () => to))).toEqual(expected);
  });

  it("is told of everything at once", () => {
    const lines = `extensions: { basicauth: {} }\npipelines:\n  logs/x: { receivers: [a], ${LIMITED}, exporters: [b] }`;
    expect(told(lines).map((line) => line.replace(/:.*/, ""))).toEqual([
      "line 1 ….extensions.basicauth",
      'line 3 ….pipelines["logs/x"].receivers[0]',
      'line 3 ….pipelines["logs/x"].exporters[0]',
    ]);
  });
});

describe("telemetry.collector", () => {
  it("has defaults that suit a small team: a minute between measurements, every trace, nothing of one's own", () => {
    expect(load(BASE).telemetry.collector).toEqual({
      intervalSeconds: 60,
      queueMegabytes: 256,
      memoryPercent: 75,
      hostMemoryMegabytes: 256,
      additions: {},
    });
  });

  it("fills in tail sampling where it is asked for", () => {
    const { tailSampling } = load(`${BASE}telemetry: { collector: { tailSampling: {} } }\n`).telemetry.collector;
    expect(tailSampling).toEqual({ waitSeconds: 10, keepPercent: 10, slowMilliseconds: 1000, traces: 50_000 });
  });

  it("refuses numbers out of their limits", () => {
    const text = `${BASE}telemetry: { collector: { intervalSeconds: 5, queueMegabytes: 9000, memoryPercent: 95 } }\n`;
    expect(problemsOf(text).map(({ path, message, fix }) => `${path} ${message}; ${fix}`)).toEqual([
      "telemetry.collector.intervalSeconds must be at least 10 s; write 10 or more",
      "telemetry.collector.queueMegabytes must be at most 8192 MB; write 8192 or less",
      "telemetry.collector.memoryPercent must be at most 90 percent; write 90 or less",
    ]);
  });
});
