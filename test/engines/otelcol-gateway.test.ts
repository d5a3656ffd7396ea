/** A gateway at work: traces reach it from the collectors of tasks, and whole ones leave it, by how they ended. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectorSchema } from "../../config/sections/telemetry-collector";
import type { CollectorInput } from "../../constructs/telemetry/collector/collector-input";
import { jsonRoutes, run, until } from "./support/collector-run";
import { type EcsMetadata, startEcsMetadata } from "./support/ecs-metadata";
import { type Collector, type Workplace, workplace } from "./support/otelcol";
import { type OtlpBackend, startOtlpBackend } from "./support/otlp-backend";

const SLOW_MS = 500;
const EACH = 20;

let metadata: EcsMetadata;
let store: OtlpBackend;
const places: Workplace[] = [];
const running: Collector[] = [];

beforeAll(async () => {
  metadata = await startEcsMetadata();
  store = await startOtlpBackend();
});
afterAll(async () => {
  for (const collector of running) await collector.kill();
  for (const place of places) place.remove();
  await store.close();
  await metadata.stop();
});

async function start(input: Omit<CollectorInput, "settings">, place: Workplace): Promise<Collector> {
  places.push(place);
  const settings = collectorSchema.parse({
    tailSampling: { waitSeconds: 2, keepPercent: 0, slowMilliseconds: SLOW_MS },
    memoryPercent: 40,
  });
  const collector = await run({
    workplace: place,
    input: { ...input, settings },
    env: { ECS_CONTAINER_METADATA_URI_V4: metadata.uri },
  });
  running.push(collector);
  return collector;
}

interface Trace {
  readonly name: string;
  readonly milliseconds: number;
  readonly failed: boolean;
}

/** A trace of two spans, which are sent apart from each other; only the second says how it ended. */
function requests({ name, milliseconds, failed }: Trace): readonly object[] {
  const traceId = randomBytes(16).toString("hex");
  const root = randomBytes(8).toString("hex");
  const now = Date.now();
  const span = (of: string, spanId: string, parent: object, status: object) => ({
    traceId,
    spanId,
    name: `${name} ${of}`,
    kind: 2,
    startTimeUnixNano: `${String(now)}000000`,
    endTimeUnixNano: `${String(now + milliseconds)}000000`,
    status,
    ...parent,
  });
  const spans = [
    span("call", randomBytes(8).toString("hex"), { parentSpanId: root }, {}),
    span("request", root, {}, failed ? { code: 2 } : {}),
  ];
  return spans.map((one) => ({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [one] }] }] }));
}

describe("a gateway", () => {
  it("keeps whole traces that failed or were slow, and of the others the share that it is told: none", async () => {
    const place = await workplace();
    await start({ role: "gateway", routes: jsonRoutes(store.url).filter(({ signal }) => signal === "traces") }, place);
    const toGateway = {
      destination: "gateway",
      signal: "traces" as const,
      exporters: {
        "otlp_grpc/gateway": { endpoint: `127.0.0.1:${String(place.port(4317))}`, tls: { insecure: true } },
      },
      extensions: {},
    };
    const task = await start({ role: "sidecar", routes: [toGateway] }, await workplace());
    const traces = Array.from({ length: EACH }, (_, index): Trace[] => [
      { name: `failed-${String(index)}`, milliseconds: 1, failed: true },
      { name: `slow-${String(index)}`, milliseconds: SLOW_MS + 1, failed: false },
      { name: `well-${String(index)}`, milliseconds: 1, failed: false },
    ]).flat();
    const all = traces.flatMap((trace) => requests(trace).map((request, part) => ({ request, part })));
    for (const part of [0, 1])
      for (const { request } of all.filter((one) => one.part === part)) {
        const response = await fetch(`${task.url}/v1/traces`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(request),
        });
        expect(response.status).toBe(200);
      }
    const wanted = traces
      .filter(({ name }) => !name.startsWith("well"))
      .flatMap(({ name }) => [`${name} call`, `${name} request`]);
    await until(() => store.spans.length >= wanted.length, 30_000);
    console.info(`gateway: ${String(store.spans.length)} of ${String(all.length)} spans kept`);
    expect([...store.spans].toSorted()).toEqual(wanted.toSorted());
  });
});
