/** A real OpenTelemetry Collector on loopback, with the very text that the estate gives to its collectors. */
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { QUEUE_FOLDER } from "../../../constructs/telemetry/collector/queue-folder";
import { otelcolPath } from "../../../tools/lib/engines.mjs";
import { answers, freePort } from "./program";

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
const KEPT_OUTPUT = 200_000;

/** Ports that stand in the text of a collector; each gets another one, so that tests do not meet. */
const PORTS = [4317, 4318, 8125, 13133, 4320, 4321, 4322, 4323];

/** Nothing of AWS is reached: keys that sign nothing, and metadata of an instance that does not answer. */
const NOWHERE = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_REGION: "eu-central-1",
  AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:9",
  AWS_EC2_METADATA_DISABLED: "true",
};

export interface Workplace {
  readonly folder: string;
  /** The port that stands for one of the text. */
  port(written: number): number;
  /** The text with ports and the folder of the queue replaced, and nothing else. */
  moved(text: string): string;
  remove(): void;
}

export interface CollectorProps {
  readonly workplace: Workplace;
  /** Before its ports and folder are moved. */
  readonly text: string;
  /** @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** @default [] */
  readonly args?: readonly string[];
}

export interface Collector {
  /** Where applications send OTLP over HTTP. */
  readonly url: string;
  /** Bytes that the process holds in memory of its own, without files that are mapped. */
  memory(): number;
  /** What it has said. */
  said(): string;
  isRunning(): boolean;
  /** SIGTERM, and the end. @returns how long it took, in milliseconds */
  stop(): Promise<number>;
  /** SIGKILL: nothing is written, nothing is told. */
  kill(): Promise<void>;
}

/** @throws when it is not installed: then nothing was tested, which must not look like a pass */
export function installedCollector(): string {
  if (existsSync(otelcolPath())) return otelcolPath();
  throw new Error("not run: otelcol is not installed: run `node tools/otelcol/install.mjs`");
}

export async function workplace(): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), "otelcol-"));
  const ports = new Map<number, number>();
  for (const port of PORTS) ports.set(port, await freePort());
  const port = (written: number): number => {
    const found = ports.get(written);
    if (found === undefined) throw new Error(`port ${String(written)} has no stand-in`);
    return found;
  };
  return {
    folder,
    port,
    moved: (text) =>
      text
        .replaceAll(/(127\.0\.0\.1|0\.0\.0\.0):(\d+)/g, (whole, _, written: string) =>
          ports.has(Number(written)) ? `127.0.0.1:${String(port(Number(written)))}` : whole,
        )
        .replaceAll(QUEUE_FOLDER, join(folder, "queue")),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Names of the components of a kind that the collector has: `receivers`. */
export function builtIn(): Readonly<Record<string, readonly string[]>> {
  const { stdout } = spawnSync(installedCollector(), ["components"], { env: {}, encoding: "utf8" });
  const found: Record<string, string[]> = {};
  let kind = "";
  for (const line of stdout.split("\n")) {
    kind = /^(\w+):/.exec(line)?.[1] ?? kind;
    const name = /^ {4}- name: ([\w]+)/.exec(line)?.[1];
    if (name !== undefined) (found[kind] ??= []).push(name);
  }
  return found;
}

/** What the collector says against a config; empty when it would start. */
export async function refusal(text: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "otelcol-"));
  try {
    const file = join(folder, "config.yaml");
    writeFileSync(file, text.replaceAll(QUEUE_FOLDER, join(folder, "queue")));
    return await refusalOf(file, env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same of a config at an address. */
export function refusalOf(address: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  return promisify(execFile)(installedCollector(), ["validate", `--config=${address}`], {
    env: { ...NOWHERE, ...env },
  }).then(
    () => "",
    (error: unknown) => (error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error)),
  );
}

export async function startCollector({
  workplace: place,
  text,
  env = {},
  args = [],
}: CollectorProps): Promise<Collector> {
  const file = join(place.folder, "config.yaml");
  writeFileSync(file, place.moved(text));
  const child = spawn(installedCollector(), [`--config=${file}`, ...args], {
    env: { ...NOWHERE, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const healthy = answers(`http://127.0.0.1:${String(place.port(13133))}/`);
  const end = Date.now() + START_LIMIT_MS;
  while (!(await healthy().catch(() => false))) {
    if (!isRunning() || Date.now() > end) {
      await ended(child, "SIGKILL");
      throw new Error(`the collector did not start:\n${said}`);
    }
    await delay(POLL_MS);
  }
  return {
    url: `http://127.0.0.1:${String(place.port(4318))}`,
    memory: () => memoryOf(child),
    said: () => said,
    isRunning,
    stop: async () => {
      const begun = Date.now();
      await ended(child, "SIGTERM");
      return Date.now() - begun;
    },
    kill: () => ended(child, "SIGKILL"),
  };
}

/** Of /proc: memory that no file stands behind, which is what a limit of a container cannot do without. */
function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}
