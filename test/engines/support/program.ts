/** A program on loopback, started for a test and stopped after it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type PrometheusProgram, prometheusPrograms } from "../../../tools/lib/engines.mjs";

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
const KEPT_OUTPUT = 20_000;

export interface Program {
  /** Sends SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

export interface ProgramProps {
  readonly command: string;
  readonly args: readonly string[];
  /** Nothing is inherited. @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** User and group to run as. @default - those of the test */
  readonly user?: number;
  /** Whether it is up; asked until it is. */
  readonly ready: () => Promise<boolean>;
}

/**
 * Path of a program of tools/prometheus.
 * @throws when it is not installed: then nothing was tested, which must not look like a pass
 */
export function installed(name: PrometheusProgram): string {
  const path = prometheusPrograms()[name];
  if (existsSync(path)) return path;
  throw new Error(`not run: ${name} is not installed: run \`node tools/prometheus/install.mjs\``);
}

/** Starts a program and waits until it is ready. Throws with its output when it ends or is not up within 30 s. */
export async function start({ command, args, env = {}, user, ready }: ProgramProps): Promise<Program> {
  const child = spawn(command, args, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  let said = "";
  const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const failed = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      reject(new Error(`${command} ended with ${String(code ?? signal)}:\n${said}`));
    });
  });
  failed.catch(() => undefined);
  const limit = Date.now() + START_LIMIT_MS;
  const up = async (): Promise<void> => {
    while (!(await ready().catch(() => false))) {
      if (Date.now() > limit) throw new Error(`${command} is not up after ${String(START_LIMIT_MS)} ms:\n${said}`);
      await delay(POLL_MS);
    }
  };
  try {
    await Promise.race([up(), failed]);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { stop: () => end(child) };
}

/** A port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Whether a page answers with 200. */
export function answers(url: string): () => Promise<boolean> {
  return async () => (await fetch(url)).ok;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}
