/**
 * Real collectors with real faults: what applications were told is taken arrives, once or more often, whatever happens to
 * the store behind or to the collector's process. Outages take 8 s here, where they may take an hour: the collector knows
 * no difference, since it tries for ever. All on loopback.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { goMemoryLimit } from "../../constructs/telemetry/collector/arguments";
import type { CollectorInput } from "../../constructs/telemetry/collector/collector-input";
import { jsonRoutes, QUICK, run, until, writeRoute } from "./support/collector-run";
import { type EcsMetadata, startEcsMetadata } from "./support/ecs-metadata";
import { type Collector, startCollector, type Workplace, workplace } from "./support/otelcol";
import { type Mood, type OtlpBackend, startOtlpBackend } from "./support/otlp-backend";
import { otlpSender, type Sender } from "./support/otlp-sender";

const OUTAGE_MS = 8000;
const ARRIVAL_LIMIT_MS = 60_000;
const ITEMS = 20;
const MEBIBYTE = 1024 * 1024;

const TABLE: Record<string, string | number>[] = [];

let metadata: EcsMetadata;
let place: Workplace;
let backend: OtlpBackend;
const running = new Set<Collector>();

beforeAll(async () => {
  metadata = await startEcsMetadata();
});
beforeEach(async () => {
  place = await workplace();
  backend = await startOtlpBackend();
});
afterEach(async () => {
  for (const collector of running) await collector.kill();
  running.clear();
  await backend.close();
  place.remove();
});
afterAll(async () => {
  await metadata.stop();
  console.table(TABLE);
});

async function start(given: Partial<CollectorInput>, at = place): Promise<Collector> {
  const input: CollectorInput = { role: "sidecar", settings: QUICK, routes: jsonRoutes(backend.url), ...given };
  const collector = await run({ workplace: at, input, env: { ECS_CONTAINER_METADATA_URI_V4: metadata.uri } });
  running.add(collector);
  return collector;
}

/** Sends for a while. */
async function sendFor(sender: Sender, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    await sender.send(ITEMS);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What came of it, item by item. */
function arrivals(sender: Sender, { spans, logs, metrics, written }: OtlpBackend) {
  const items = (one: Readonly<Record<string, string>>): string[] => (one["item"] === undefined ? [] : [one["item"]]);
  const points = [
    ...metrics.filter(({ name }) => name === "test.items").flatMap((metric) => metric.points.flatMap(items)),
    ...written
      .filter(({ labels }) => (labels["__name__"] ?? "").startsWith("test_items"))
      .flatMap(({ labels }) => items(labels)),
  ];
  const counted = { spans, points, logs };
  return (["spans", "points", "logs"] as const).map((kind) => {
    const unique = new Set(counted[kind]);
    const sent = sender.taken[kind];
    return {
      kind,
      sent: sent.length,
      received: unique.size,
      duplicates: counted[kind].length - unique.size,
      lost: sent.filter((name) => !unique.has(name)).length,
    };
  });
}

const lost = (sender: Sender, store = backend): number =>
  arrivals(sender, store).reduce((sum, one) => sum + one.lost, 0);

/** Waits for what is on its way, puts it down in the table, and gives what is lost. */
async function settled(fault: string, sender: Sender, store = backend): Promise<Readonly<Record<string, number>>> {
  await until(() => lost(sender, store) === 0, ARRIVAL_LIMIT_MS);
  const result = arrivals(sender, store);
  for (const one of result) TABLE.push({ fault, refused: sender.refused(), ...one });
  return Object.fromEntries(result.map((one) => [one.kind, one.lost]));
}

const NOTHING = { spans: 0, points: 0, logs: 0 };

describe.each<readonly [way: string, routes: () => CollectorInput["routes"]]>([
  ["OTLP", () => jsonRoutes(backend.url)],
  [
    "remote write",
    () => [writeRoute(backend.url), ...jsonRoutes(backend.url).filter(({ signal }) => signal !== "metrics")],
  ],
])("metrics by %s, logs and traces by OTLP", (way, routes) => {
  it.each<readonly [what: string, mood: Mood]>([
    ["answers 503", { kind: "failing", status: 503 }],
    ["answers 429 and says when to come back", { kind: "failing", status: 429, retryAfter: 2 }],
    ["takes requests and does not answer", { kind: "silent" }],
  ])("lose nothing while the store %s", async (what, mood) => {
    const sender = otlpSender({ url: (await start({ routes: routes() })).url });
    await sender.send(ITEMS);
    backend.be(mood);
    await sendFor(sender, OUTAGE_MS);
    expect(backend.refused()).toBeGreaterThan(0);
    backend.be({ kind: "well" });
    expect(await settled(`${way}: ${what}`, sender)).toEqual(NOTHING);
    expect(sender.refused()).toBe(0);
  });

  it("lose nothing while the store refuses connections", async () => {
    const sender = otlpSender({ url: (await start({ routes: routes() })).url });
    await backend.close();
    await sendFor(sender, OUTAGE_MS);
    await backend.open();
    expect(await settled(`${way}: connection refused`, sender)).toEqual(NOTHING);
    expect(sender.refused()).toBe(0);
  });

  it("lose nothing when the collector is killed in an outage and starts anew on its disk", async () => {
    const first = await start({ routes: routes() });
    const sender = otlpSender({ url: first.url });
    backend.be({ kind: "failing", status: 503 });
    await sendFor(sender, 3000);
    await first.kill();
    await start({ routes: routes() });
    await sendFor(sender, 1000);
    backend.be({ kind: "well" });
    expect(await settled(`${way}: killed in an outage`, sender)).toEqual(NOTHING);
  });

  it("lose nothing when the collector is killed at work and starts anew on its disk", async () => {
    const first = await start({ routes: routes() });
    const sender = otlpSender({ url: first.url });
    const sending = sendFor(sender, 5000);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await first.kill();
    await start({ routes: routes() });
    await sending;
    expect(sender.taken.spans.length).toBeGreaterThan(ITEMS * 5);
    expect(await settled(`${way}: killed at work`, sender)).toEqual(NOTHING);
  });

  it("are held up by nothing that the store refuses for good", async () => {
    const sender = otlpSender({ url: (await start({ routes: routes() })).url });
    backend.be({ kind: "failing", status: 400 });
    await sender.send(ITEMS);
    await until(() => backend.refused() >= 3, 10_000);
    backend.be({ kind: "well" });
    await sender.send(ITEMS);
    const received = () => arrivals(sender, backend).map((one) => one.received);
    await until(() => received().every((count) => count === ITEMS), 10_000);
    expect(received()).toEqual([ITEMS, ITEMS, ITEMS]);
  });

  it("leave nothing behind when the collector is stopped while all is well: a task's disk goes with it", async () => {
    const collector = await start({ routes: routes() });
    const sender = otlpSender({ url: collector.url });
    await sendFor(sender, 2000);
    expect(await collector.stop()).toBeLessThan(10_000);
    const left = Object.fromEntries(arrivals(sender, backend).map((one) => [one.kind, one.lost]));
    for (const one of arrivals(sender, backend))
      TABLE.push({ fault: `${way}: stopped`, refused: sender.refused(), ...one });
    // Known, and open: by remote write, points may still stand in the queue before the relay, which ends before it is empty.
    const { points, ...others } = left;
    expect(others).toEqual({ spans: 0, logs: 0 });
    expect(way === "remote write" ? 0 : points).toBe(0);
  });
});

describe("the exporter of remote write as its documentation shows it", () => {
  it("loses metrics in the same outage: that is what the relay before it is for", async () => {
    const text = stringify({
      extensions: { health_check: { endpoint: "127.0.0.1:13133" } },
      receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } } },
      exporters: { prometheus_remote_write: { endpoint: `${backend.url}/write` }, debug: {} },
      service: {
        extensions: ["health_check"],
        pipelines: {
          metrics: { receivers: ["otlp"], exporters: ["prometheus_remote_write"] },
          traces: { receivers: ["otlp"], exporters: ["debug"] },
          logs: { receivers: ["otlp"], exporters: ["debug"] },
        },
        telemetry: { metrics: { level: "none" } },
      },
    });
    const collector = await startCollector({ workplace: place, text });
    running.add(collector);
    const sender = otlpSender({ url: collector.url });
    backend.be({ kind: "failing", status: 503 });
    await sendFor(sender, OUTAGE_MS);
    backend.be({ kind: "well" });
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const points = arrivals(sender, backend).find(({ kind }) => kind === "points");
    TABLE.push({ fault: "without the relay: answers 503", refused: sender.refused(), kind: "points", ...points });
    expect(points?.lost).toBeGreaterThan(0);
  });
});

describe("a store that is down for good", () => {
  const memoryMegabytes = 200;

  it("leaves the application its answers, and the collector within its memory", async () => {
    const settings = { ...QUICK, queueMegabytes: 2, hostMemoryMegabytes: memoryMegabytes };
    const input: CollectorInput = { role: "host", settings, routes: jsonRoutes(backend.url) };
    const collector = await run({ workplace: place, input, env: { GOMEMLIMIT: goMemoryLimit(memoryMegabytes) } });
    running.add(collector);
    backend.be({ kind: "failing", status: 503 });
    const sender = otlpSender({ url: collector.url, limitMs: 500 });
    const slowest = { answer: 0, memory: 0 };
    for (let round = 0; round < 60; round += 1) {
      const begun = Date.now();
      const answered = await fetch(`${collector.url}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"resourceSpans":[]}',
      });
      expect([200, 503]).toContain(answered.status);
      slowest.answer = Math.max(slowest.answer, Date.now() - begun);
      await sender.send(1000);
      slowest.memory = Math.max(slowest.memory, collector.memory());
    }
    console.info(
      `down for good: slowest answer ${String(slowest.answer)} ms, most memory ${String(Math.round(slowest.memory / MEBIBYTE))} MiB of ${String(memoryMegabytes)}, ${String(sender.refused())} requests refused`,
    );
    expect(collector.isRunning()).toBe(true);
    expect(sender.refused()).toBeGreaterThan(0);
    expect(slowest.answer).toBeLessThan(1000);
    expect(slowest.memory).toBeLessThan(memoryMegabytes * MEBIBYTE);
    backend.be({ kind: "well" });
    expect(await settled("down until the queue was full", sender)).toEqual(NOTHING);
  });

  it("does not hold up the other one while telemetry moves", async () => {
    const dead = await startOtlpBackend();
    dead.be({ kind: "failing", status: 503 });
    const settings = { ...QUICK, queueMegabytes: 1 };
    const routes = [...jsonRoutes(backend.url, "old"), ...jsonRoutes(dead.url, "new")];
    const sender = otlpSender({ url: (await start({ settings, routes })).url, limitMs: 1000 });
    for (let round = 0; round < 30; round += 1) await sender.send(500);
    expect(await settled("one of two is down for good", sender)).toEqual(NOTHING);
    await dead.close();
    expect(sender.refused()).toBe(0);
    expect(arrivals(sender, backend).map(({ duplicates }) => duplicates)).toEqual([0, 0, 0]);
  });
});
