/** An application that sends OTLP as JSON over HTTP, and sends again what was not taken, as an SDK does. */
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

export interface Sender {
  /** Items that were taken, by their names. */
  readonly taken: Readonly<Record<"spans" | "points" | "logs", readonly string[]>>;
  /** Requests that were not answered with success. */
  readonly refused: () => number;
  /** Sends one request of each kind with so many items in it; gives up after the limit. */
  send(items: number): Promise<void>;
}

export interface SenderProps {
  readonly url: string;
  /** @default [] */
  readonly resource?: readonly (readonly [key: string, value: string])[];
  /** How long it tries to send one request. @default 20000 */
  readonly limitMs?: number;
}

const RETRY_MS = 100;

export function otlpSender({ url, resource = [["service.name", "checkout"]], limitMs = 20_000 }: SenderProps): Sender {
  const taken = { spans: [] as string[], points: [] as string[], logs: [] as string[] };
  let refused = 0;
  let sequence = 0;
  const about = { attributes: resource.map(([key, value]) => ({ key, value: { stringValue: value } })) };
  const post = async (path: string, body: object): Promise<boolean> => {
    const end = Date.now() + limitMs;
    while (Date.now() < end) {
      const answered = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      );
      if (answered) return true;
      refused += 1;
      await delay(RETRY_MS);
    }
    return false;
  };
  const names = (kind: string, items: number): string[] =>
    Array.from({ length: items }, () => `${kind}-${String((sequence += 1))}`);
  return {
    taken,
    refused: () => refused,
    send: async (items) => {
      const [spans, points, logs] = ["span", "point", "log"].map((kind) => names(kind, items)) as [
        string[],
        string[],
        string[],
      ];
      if (await post("/v1/traces", { resourceSpans: [{ resource: about, scopeSpans: [{ spans: spans.map(span) }] }] }))
        taken.spans.push(...spans);
      if (
        await post("/v1/metrics", {
          resourceMetrics: [{ resource: about, scopeMetrics: [{ metrics: [gauge(points)] }] }],
        })
      )
        taken.points.push(...points);
      if (
        await post("/v1/logs", { resourceLogs: [{ resource: about, scopeLogs: [{ logRecords: logs.map(record) }] }] })
      )
        taken.logs.push(...logs);
    },
  };
}

function span(name: string): object {
  const now = nanoseconds();
  return {
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    name,
    kind: 2,
    startTimeUnixNano: now,
    endTimeUnixNano: now,
  };
}

/** One metric with a point for each name. */
function gauge(names: readonly string[]): object {
  const dataPoints = names.map((name) => ({
    timeUnixNano: nanoseconds(),
    asDouble: 1,
    attributes: [{ key: "item", value: { stringValue: name } }],
  }));
  return { name: "test.items", unit: "{item}", gauge: { dataPoints } };
}

function record(name: string): object {
  return { timeUnixNano: nanoseconds(), severityText: "INFO", body: { stringValue: name } };
}

export function nanoseconds(): string {
  return `${String(Date.now())}000000`;
}
