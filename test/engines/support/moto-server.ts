/** moto, the AWS emulator, as a child process on loopback. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { pythonPath } from "../../../tools/lib/engines.mjs";

const startLimitMs = 60_000;

/** A running emulator; its state lives in memory and ends with it. */
export interface MotoServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts an emulator without any state.
 * @throws when the Python environment is not installed, or the server is not up within 60 s
 */
export async function startMoto(): Promise<MotoServer> {
  const python = pythonPath();
  if (!existsSync(python)) throw new Error("not run: moto is not installed: run `node tools/install-engines.mjs`");
  const args = ["-m", "moto.server", "--host", "127.0.0.1", "--port", "0"];
  const child = spawn(python, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PYTHONUNBUFFERED: "1" },
  });
  let said = "";
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`moto is not up after ${startLimitMs} ms:\n${said}`)),
      startLimitMs,
    );
    const listen = (chunk: Buffer): void => {
      if (said.length > 100_000) return;
      said += chunk.toString();
      const found = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`moto ended with ${code}:\n${said}`)));
    child.on("exit", () => clearTimeout(timer));
  });
  return {
    port,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}
