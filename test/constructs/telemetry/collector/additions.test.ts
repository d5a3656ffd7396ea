/** Components of a user's own, beside those of the estate. */
import { describe, expect, it } from "vitest";
import { collectorSchema } from "../../../../config/sections/telemetry-collector";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import { collectorProblems } from "../../../../constructs/telemetry/collector/validate";
import { input, METRICS, TEMPO, XRAY } from "./support";

const settings = collectorSchema.parse({
  additions: {
    sidecar: {
      receivers: { zipkin: { endpoint: "127.0.0.1:9411" } },
      processors: { "attributes/redact": { actions: [{ key: "user.email", action: "delete" }] } },
      exporters: { "otlp_grpc/audit": { endpoint: "audit.internal:4317" } },
      extensions: { pprof: {} },
      insert: { traces: ["attributes/redact"] },
      pipelines: {
        "traces/audit": {
          receivers: ["zipkin"],
          processors: ["memory_limiter", "attributes/redact"],
          exporters: ["otlp_grpc/audit"],
        },
      },
    },
  },
});
const TOLD = ["memory_limiter", "resource_detection", "resource/own"];

describe("additions", () => {
  const config = collectorConfig(input({ settings }));

  it("stand beside what the estate makes, and make a sound config with it", () => {
    expect(config.receivers["zipkin"]).toEqual({ endpoint: "127.0.0.1:9411" });
    expect(config.exporters["otlp_grpc/audit"]).toEqual({ endpoint: "audit.internal:4317" });
    expect(config.service.extensions).toEqual(["file_storage/queue", "health_check", "pprof"]);
    expect(config.service.pipelines["traces/audit"]?.receivers).toEqual(["zipkin"]);
    expect(collectorProblems([{ name: "sidecar", config }])).toEqual([]);
  });

  it("have their processors in the estate's pipelines of the signal, after its own", () => {
    const { pipelines } = config.service;
    expect(pipelines["traces/tempo"]?.processors).toEqual([...TOLD, "attributes/redact"]);
    expect(pipelines["metrics/grafana-cloud"]?.processors).not.toContain("attributes/redact");
  });

  it("have them before the batch, once on the way to a relay, and once in a pipeline of their own", () => {
    const { pipelines } = collectorConfig(input({ settings, routes: [METRICS, TEMPO, XRAY] })).service;
    expect(pipelines["traces/xray"]?.processors).toEqual([...TOLD, "attributes/redact", "batch"]);
    expect(pipelines["traces/xray-relayed"]?.processors).toEqual(["memory_limiter"]);
    expect(pipelines["traces/audit"]?.processors).toEqual(["memory_limiter", "attributes/redact"]);
  });

  it("are for the place that they are written under", () => {
    expect(collectorConfig(input({ settings, role: "host" })).receivers["zipkin"]).toBeUndefined();
  });

  it("cannot replace what the estate makes", () => {
    const other = collectorSchema.parse({
      additions: { sidecar: { exporters: { "otlp_http/tempo": { endpoint: "x" } } } },
    });
    expect(() => collectorConfig(input({ settings: other }))).toThrow(
      "two routes set otlp_http/tempo in different ways",
    );
  });
});
