/** A real Prometheus with given series, on loopback. */
import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { END, RANGE, type Series, STEP, valueAt } from "./metric-series";
import { answers, freePort, installed, start } from "./program";

/** One series of an answer. */
export interface Answer {
  readonly labels: Readonly<Record<string, string>>;
  /** Pairs of seconds since 1970 and value; one pair where it was asked for one moment. */
  readonly values: readonly (readonly [time: number, value: number])[];
}

export interface Prometheus {
  /** Asks for one moment. @param at seconds since 1970 @default - the last sample */
  query(expr: string, at?: number): Promise<Answer[]>;
  /** Asks for all moments between the first sample and the last. */
  queryRange(expr: string): Promise<Answer[]>;
  /** Values of a label among the series of a selector. */
  labelValues(selector: string, label: string): Promise<string[]>;
  stop(): Promise<void>;
}

interface Reply {
  readonly status: "success" | "error";
  readonly error?: string;
  readonly data?: unknown;
}

interface ResultData {
  readonly resultType: "vector" | "matrix" | "scalar" | "string";
  readonly result: unknown;
}

type Pair = readonly [number, string];

/** Loads the series as blocks, as `promtool` makes them of OpenMetrics, and starts Prometheus over them. */
export async function startPrometheus(series: readonly Series[]): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), "prometheus-"));
  const input = join(folder, "series.om");
  const data = join(folder, "data");
  await mkdir(data);
  await pipeline(openMetrics(series), createWriteStream(input));
  await promisify(execFile)(
    installed("promtool"),
    ["tsdb", "create-blocks-from", "openmetrics", "--quiet", input, data],
    { env: {}, maxBuffer: 2 ** 26 },
  );
  await rm(input);
  const config = join(folder, "prometheus.yml");
  await writeFile(config, "{}\n");
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const program = await start({
    command: installed("prometheus"),
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      "--storage.tsdb.retention.time=100y",
      `--web.listen-address=127.0.0.1:${String(port)}`,
      "--log.level=warn",
    ],
    ready: answers(`${url}/-/ready`),
  });
  return {
    query: async (expr, at = END) => read(await ask(url, "query", { query: expr, time: String(at) })),
    queryRange: async (expr) =>
      read(
        await ask(url, "query_range", {
          query: expr,
          start: String(END - RANGE / 2),
          end: String(END),
          step: String(STEP),
        }),
      ),
    labelValues: async (selector, label) => {
      const found = await ask(url, "series", { "match[]": selector, start: String(END - RANGE), end: String(END) });
      const values = (found as readonly Readonly<Record<string, string>>[]).map((labels) => labels[label] ?? "");
      return [...new Set(values)].filter((value) => value !== "").toSorted();
    },
    stop: async () => {
      await program.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, path: string, parameters: Readonly<Record<string, string>>): Promise<unknown> {
  const reply = await fetch(`${url}/api/v1/${path}`, { method: "POST", body: new URLSearchParams(parameters) });
  const { status, error, data } = (await reply.json()) as Reply;
  if (status !== "success") throw new Error(`Prometheus refused ${JSON.stringify(parameters)}: ${error ?? ""}`);
  return data;
}

function read(data: unknown): Answer[] {
  const { resultType, result } = data as ResultData;
  if (resultType === "scalar") return [{ labels: {}, values: [pair(result as Pair)] }];
  const series = result as readonly {
    readonly metric: Answer["labels"];
    readonly value?: Pair;
    readonly values?: readonly Pair[];
  }[];
  return series.map(({ metric, value, values = value === undefined ? [] : [value] }) => ({
    labels: metric,
    values: values.map(pair),
  }));
}

function pair([time, value]: Pair): readonly [number, number] {
  return [time, value === "+Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value)];
}

/** All samples, series by series. */
function* openMetrics(series: readonly Series[]): Generator<string> {
  for (const one of series) {
    const labels = Object.entries(one.labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const head = `${one.name}{${labels.join(",")}}`;
    const lines: string[] = [];
    for (let time = END - RANGE; time <= END; time += STEP)
      lines.push(`${head} ${String(valueAt(one, time))} ${String(time)}\n`);
    yield lines.join("");
  }
  yield "# EOF\n";
}
