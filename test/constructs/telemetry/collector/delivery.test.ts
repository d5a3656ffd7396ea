/** How exporters are kept from losing what they cannot send. */
import { describe, expect, it } from "vitest";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import { collectorArguments, goMemoryLimit } from "../../../../constructs/telemetry/collector/arguments";
import type { CollectorRoute } from "../../../../constructs/telemetry/collector/collector-input";
import { input, METRICS, SETTINGS, TEMPO, WRITTEN, XRAY } from "./support";

const build = (...routes: readonly CollectorRoute[]) => collectorConfig(input({ routes }));

const RETRY = { enabled: true, initial_interval: "1s", max_interval: "30s", max_elapsed_time: "0s" };
const QUEUE = { enabled: true, storage: "file_storage/queue", sizer: "bytes", queue_size: 268_435_456 };

describe("an exporter with a queue", () => {
  it("tries for ever, from a queue on disk that is bounded by its size", () => {
    expect(build(TEMPO).exporters).toEqual({
      "otlp_http/tempo": {
        endpoint: "${env:TRACES_URL}",
        retry_on_failure: RETRY,
        sending_queue: {
          ...QUEUE,
          num_consumers: 4,
          batch: { flush_timeout: "1s", sizer: "items", min_size: 1000, max_size: 2000 },
        },
      },
    });
  });

  it("sends metrics one after another, so that samples arrive in order", () => {
    expect(build(METRICS).exporters["otlp_http/grafana-cloud"]).toMatchObject({ sending_queue: { num_consumers: 1 } });
  });

  it("has as much disk as the settings say", () => {
    const { exporters } = collectorConfig(input({ settings: { ...SETTINGS, queueMegabytes: 16 }, routes: [TEMPO] }));
    expect(exporters["otlp_http/tempo"]).toMatchObject({ sending_queue: { queue_size: 16_777_216 } });
  });

  it("keeps its queue below the folder that is mounted, and starts again after a damaged file", () => {
    expect(build(TEMPO).extensions["file_storage/queue"]).toEqual({
      directory: "/var/lib/otelcol/queue",
      create_directory: true,
      recreate: true,
      compaction: { directory: "/var/lib/otelcol/queue", on_start: true, on_rebound: true, cleanup_on_start: true },
    });
  });
});

describe("an exporter without a queue on disk", () => {
  const { exporters, receivers, service } = build(WRITTEN, XRAY);

  it("stands behind a relay with one, on a port of its own", () => {
    expect(receivers["otlp/metrics-amazon-managed-prometheus"]).toEqual({
      protocols: { grpc: { endpoint: "127.0.0.1:4320" } },
    });
    expect(receivers["otlp/traces-xray"]).toEqual({ protocols: { grpc: { endpoint: "127.0.0.1:4321" } } });
    expect(exporters["otlp_grpc/metrics-amazon-managed-prometheus"]).toEqual({
      endpoint: "127.0.0.1:4320",
      tls: { insecure: true },
      compression: "none",
      timeout: "10s",
      retry_on_failure: RETRY,
      sending_queue: { ...QUEUE, num_consumers: 1 },
    });
    expect(service.pipelines["metrics/amazon-managed-prometheus"]?.exporters).toEqual([
      "otlp_grpc/metrics-amazon-managed-prometheus",
    ]);
    expect(service.pipelines["metrics/amazon-managed-prometheus-relayed"]).toEqual({
      receivers: ["otlp/metrics-amazon-managed-prometheus"],
      processors: ["memory_limiter"],
      exporters: ["prometheus_remote_write/amp"],
    });
  });

  it("says at once whether it could send, later than the relay gives up", () => {
    expect(exporters["prometheus_remote_write/amp"]).toEqual({
      endpoint: "${env:WRITE_URL}",
      auth: { authenticator: "sigv4auth/amp" },
      timeout: "20s",
      remote_write_queue: { enabled: false },
      retry_on_failure: { enabled: false },
    });
    expect(exporters["awsxray"]).toEqual({ region: "eu-west-1" });
  });

  it("brings what it authenticates with", () => {
    expect(Object.keys(build(WRITTEN).extensions)).toEqual(["file_storage/queue", "sigv4auth/amp", "health_check"]);
  });
});

describe("what a collector is started with", () => {
  it("lets remote write try again what was answered with 429", () => {
    expect(collectorArguments(build(WRITTEN))).toEqual([
      "--feature-gates=exporter.prometheusremotewritexporter.RetryOn429",
    ]);
    expect(collectorArguments(build(METRICS, TEMPO))).toEqual([]);
  });

  it("leaves a fifth of the memory to what Go does not count", () => {
    expect(goMemoryLimit(256)).toBe("204MiB");
  });
});
