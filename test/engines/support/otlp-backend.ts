/** A store that takes OTLP as JSON and remote write, on loopback; it can be told to fail in several ways. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { readWriteRequest, type WrittenSeries } from "./remote-write";

/** What the store answers. */
export type Mood =
  | { readonly kind: "well" }
  | { readonly kind: "failing"; readonly status: number; readonly retryAfter?: number }
  /** Takes the request and never answers. */
  | { readonly kind: "silent" };

/** Attributes as OTLP's JSON writes them. */
export interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string | number };
}

export interface OtlpMetric {
  readonly name: string;
  readonly unit?: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly points: readonly Readonly<Record<string, string>>[];
}

export interface OtlpBackend {
  readonly url: string;
  /** Names of spans, in the order of their arrival, repeats included. */
  readonly spans: readonly string[];
  /** Texts of log records. */
  readonly logs: readonly string[];
  readonly metrics: readonly OtlpMetric[];
  readonly written: readonly WrittenSeries[];
  /** Requests that were not taken. */
  readonly refused: () => number;
  be(mood: Mood): void;
  /** Closes the port; `open` opens the same one again. */
  close(): Promise<void>;
  open(): Promise<void>;
}

type Json = Readonly<Record<string, unknown>>;

export async function startOtlpBackend(): Promise<OtlpBackend> {
  const spans: string[] = [];
  const logs: string[] = [];
  const metrics: OtlpMetric[] = [];
  const written: WrittenSeries[] = [];
  let mood: Mood = { kind: "well" };
  let refused = 0;
  const take = (path: string, body: Buffer): void => {
    if (path === "/write") written.push(...readWriteRequest(body));
    else {
      const request = JSON.parse(body.toString()) as Json;
      spans.push(...inside(request, ["resourceSpans", "scopeSpans", "spans"]).map(({ item }) => String(item["name"])));
      logs.push(
        ...inside(request, ["resourceLogs", "scopeLogs", "logRecords"]).map(({ item }) => textOf(item["body"])),
      );
      metrics.push(...inside(request, ["resourceMetrics", "scopeMetrics", "metrics"]).map(metricOf));
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (mood.kind !== "well") refused += 1;
    if (mood.kind === "silent") return;
    if (mood.kind === "failing") {
      const headers = mood.retryAfter === undefined ? {} : { "retry-after": String(mood.retryAfter) };
      response.writeHead(mood.status, headers).end();
      return;
    }
    take(request.url ?? "", body);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  };
  let server = listener(answer);
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    spans,
    logs,
    metrics,
    written,
    refused: () => refused,
    be: (next) => void (mood = next),
    close: () => shut(server),
    open: async () => {
      server = listener(answer);
      await listen(server, port);
    },
  };
}

function listener(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error));
    });
  });
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

interface Found {
  readonly item: Json;
  readonly resource: Readonly<Record<string, string>>;
}

/** Items below lists in lists: resources, scopes, and what they hold. */
function inside(request: Json, [outer = "", scopes = "", items = ""]: readonly string[]): Found[] {
  return list(request[outer]).flatMap((one) => {
    const resource = attributes((one["resource"] as Json | undefined)?.["attributes"]);
    return list(one[scopes]).flatMap((scope) => list(scope[items]).map((item) => ({ item, resource })));
  });
}

function metricOf({ item, resource }: Found): OtlpMetric {
  const kinds = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"];
  const data = kinds.map((kind) => item[kind] as Json | undefined).find((one) => one !== undefined);
  const points = list(data?.["dataPoints"]).map((point) => attributes(point["attributes"]));
  return { name: String(item["name"]), unit: typeof item["unit"] === "string" ? item["unit"] : "", resource, points };
}

function attributes(value: unknown): Readonly<Record<string, string>> {
  const all = Array.isArray(value) ? (value as readonly OtlpAttribute[]) : [];
  return Object.fromEntries(all.map(({ key, value: of }) => [key, String(of.stringValue ?? of.intValue ?? "")]));
}

function textOf(body: unknown): string {
  return (body as { readonly stringValue?: string } | undefined)?.stringValue ?? "";
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
