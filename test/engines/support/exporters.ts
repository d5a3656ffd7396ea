/** Real exporters, each scraped once while it looks at something real, or at a status page as the server writes it. */
import { once } from "node:events";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrometheusProgram } from "../../../tools/lib/engines.mjs";
import { startMariaDb, startPostgres } from "./databases";
import { answers, freePort, installed, start } from "./program";

interface Exporter {
  readonly program: PrometheusProgram;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the metrics are. @default "/metrics" */
  readonly path?: string;
}

/** Scrapes an exporter, given its port; `port` is put where its arguments say PORT. */
async function scrape({ program, args, env = {}, path = "/metrics" }: Exporter): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const running = await start({
    command: installed(program),
    args: args.map((arg) => arg.replace("PORT", `127.0.0.1:${String(port)}`)),
    env,
    ready: answers(`${url}/metrics`),
  });
  try {
    return await (await fetch(`${url}${path}`)).text();
  } finally {
    await running.stop();
  }
}

export function scrapeNode(): Promise<string> {
  return scrape({ program: "node-exporter", args: ["--web.listen-address=PORT"] });
}

/** Looks at the process that runs the test. */
export function scrapeProcesses(): Promise<string> {
  return scrape({ program: "process-exporter", args: ["-procnames", "node", "-web.listen-address", "PORT"] });
}

export async function scrapeMariaDb(): Promise<string> {
  const database = await startMariaDb();
  try {
    const env = { DATA_SOURCE_NAME: `root@(127.0.0.1:${String(database.port)})/` };
    return await scrape({ program: "mysqld-exporter", args: ["--web.listen-address=PORT"], env });
  } finally {
    await database.stop();
  }
}

export async function scrapePostgres(): Promise<string> {
  const database = await startPostgres();
  try {
    const place = `postgresql://postgres@127.0.0.1:${String(database.port)}/postgres?sslmode=disable`;
    const env = { DATA_SOURCE_NAME: place };
    return await scrape({ program: "postgres-exporter", args: ["--web.listen-address=PORT"], env });
  } finally {
    await database.stop();
  }
}

export function scrapeApache(): Promise<string> {
  return withPages((pages) =>
    scrape({
      program: "apache-exporter",
      args: ["--telemetry.address=PORT", `--scrape_uri=${pages}/server-status?auto`],
    }),
  );
}

export function scrapeNginx(): Promise<string> {
  return withPages((pages) =>
    scrape({
      program: "nginx-exporter",
      args: ["-web.listen-address", "PORT", "-nginx.scrape-uri", `${pages}/stub_status`],
    }),
  );
}

/** A probe by HTTP. */
export function scrapeProbe(): Promise<string> {
  return withPages(async (pages) => {
    const folder = await mkdtemp(join(tmpdir(), "blackbox-"));
    const config = join(folder, "blackbox.yml");
    await writeFile(config, "modules: { http: { prober: http } }\n");
    try {
      return await scrape({
        program: "blackbox-exporter",
        args: [`--config.file=${config}`, "--web.listen-address=PORT"],
        path: `/probe?module=http&target=${encodeURIComponent(pages)}`,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** Prometheus about itself, about what it scrapes, which is itself, and about an alert that fires at once. */
export async function scrapePrometheus(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "prometheus-"));
  const config = join(folder, "prometheus.yml");
  const port = await freePort();
  const address = `127.0.0.1:${String(port)}`;
  const rule = { alert: "always", expr: "vector(1)", labels: { severity: "info" } };
  await writeFile(join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "all", rules: [rule] }] }));
  await writeFile(
    config,
    JSON.stringify({
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: ["rules.yml"],
      scrape_configs: [{ job_name: "itself", static_configs: [{ targets: [address] }] }],
    }),
  );
  const stored = `http://${address}/federate?${new URLSearchParams({ "match[]": '{__name__=~".+"}' }).toString()}`;
  const running = await start({
    command: installed("prometheus"),
    args: [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`],
    ready: async () => {
      const text = await (await fetch(stored)).text();
      return text.includes("ALERTS_FOR_STATE{") && text.includes("scrape_series_added{");
    },
  });
  try {
    const pages = [stored, `http://${address}/metrics`];
    return (await Promise.all(pages.map(async (page) => (await fetch(page)).text()))).join("\n");
  } finally {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Apache's `mod_status` with `ExtendedStatus On`, and nginx' `stub_status`. */
const PAGES: Readonly<Record<string, string>> = {
  "/server-status?auto": [
    "ServerVersion: Apache/2.4.62 (Debian)",
    "ServerMPM: event",
    "ParentServerConfigGeneration: 1",
    "ParentServerMPMGeneration: 0",
    "ServerUptimeSeconds: 3600",
    "Load1: 0.10",
    "Load5: 0.20",
    "Load15: 0.30",
    "Total Accesses: 1200",
    "Total kBytes: 5600",
    "Total Duration: 91000",
    "CPUUser: 1.5",
    "CPUSystem: .5",
    "CPUChildrenUser: 0",
    "CPUChildrenSystem: 0",
    "CPULoad: .05",
    "Uptime: 3600",
    "BusyWorkers: 3",
    "IdleWorkers: 47",
    "Processes: 2",
    "Stopping: 0",
    "ConnsTotal: 4",
    "ConnsAsyncWriting: 1",
    "ConnsAsyncKeepAlive: 2",
    "ConnsAsyncClosing: 1",
    "Scoreboard: _WK......",
    "",
  ].join("\n"),
  "/stub_status": [
    "Active connections: 3 ",
    "server accepts handled requests",
    " 10 10 25 ",
    "Reading: 0 Writing: 1 Waiting: 2 ",
    "",
  ].join("\n"),
};

async function withPages<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer((request, response) => response.end(PAGES[request.url ?? ""] ?? "a page"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
