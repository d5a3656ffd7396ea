/** How each exporter is started: where it listens, what it asks, as whom. */
import type { Exporter } from "../../../config/fleet-programs";
import type { BlackboxConfig, ExportersConfig } from "../../../config/sections/telemetry-exporters";
import type { BundleFile } from "./bundle";

/** The ports that each exporter is known by; all on loopback. */
export const PORTS: Readonly<Record<Exporter, number>> = {
  node: 9100,
  process: 9256,
  mysqld: 9104,
  postgres: 9187,
  apache: 9117,
  nginx: 9113,
  blackbox: 9115,
};

export interface ExporterDefinition {
  readonly exporter: Exporter;
  readonly description: string;
  /** Name of the program in its archive. */
  readonly binary: string;
  readonly arguments: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** By variable, the ARN of its secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly capabilities?: readonly string[];
  readonly files?: readonly BundleFile[];
}

/** The exporters of a role in an account, in a fixed order. */
export function definitions(exporters: ExportersConfig, account: string): readonly ExporterDefinition[] {
  const { node, process, mysqld, postgres, apache, nginx, blackbox } = exporters;
  return [
    ...(node === undefined ? [] : [nodeExporter(node)]),
    ...(process === undefined ? [] : [processExporter(process)]),
    ...(mysqld === undefined ? [] : [mysqldExporter(mysqld, account)]),
    ...(postgres === undefined ? [] : [postgresExporter(postgres, account)]),
    ...(apache === undefined ? [] : [apacheExporter(apache)]),
    ...(nginx === undefined ? [] : [nginxExporter(nginx)]),
    ...(blackbox === undefined ? [] : [blackboxExporter(blackbox)]),
  ];
}

type Settings<Name extends Exporter> = NonNullable<ExportersConfig[Name]>;

function listen(exporter: Exporter): string {
  return `--web.listen-address=127.0.0.1:${String(PORTS[exporter])}`;
}

function nodeExporter({ units }: Settings<"node">): ExporterDefinition {
  return {
    exporter: "node",
    description: "Metrics of the host",
    binary: "node_exporter",
    arguments: [listen("node"), "--collector.systemd", `--collector.systemd.unit-include=${units}`],
  };
}

/** Files and disk use of other users' processes are told to nobody without these capabilities. */
function processExporter({ programs }: Settings<"process">): ExporterDefinition {
  return {
    exporter: "process",
    description: "Metrics of programs",
    binary: "process-exporter",
    arguments: [listen("process"), `--procnames=${programs.join(",")}`, "--threads=false"],
    capabilities: ["CAP_DAC_READ_SEARCH", "CAP_SYS_PTRACE"],
  };
}

function mysqldExporter({ address, user, passwords }: Settings<"mysqld">, account: string): ExporterDefinition {
  return {
    exporter: "mysqld",
    description: "Metrics of MySQL",
    binary: "mysqld_exporter",
    arguments: [listen("mysqld"), `--mysqld.address=${address}`, `--mysqld.username=${user}`],
    secrets: { MYSQLD_EXPORTER_PASSWORD: passwordOf(passwords, account) },
  };
}

function postgresExporter(settings: Settings<"postgres">, account: string): ExporterDefinition {
  const { address, database, user, tls, passwords } = settings;
  return {
    exporter: "postgres",
    description: "Metrics of PostgreSQL",
    binary: "postgres_exporter",
    arguments: [listen("postgres")],
    variables: { DATA_SOURCE_URI: `${address}/${database}?sslmode=${tls}`, DATA_SOURCE_USER: user },
    secrets: { DATA_SOURCE_PASS: passwordOf(passwords, account) },
  };
}

function apacheExporter({ url }: Settings<"apache">): ExporterDefinition {
  return {
    exporter: "apache",
    description: "Metrics of Apache",
    binary: "apache_exporter",
    arguments: [listen("apache"), `--scrape_uri=${url}`],
  };
}

function nginxExporter({ url }: Settings<"nginx">): ExporterDefinition {
  return {
    exporter: "nginx",
    description: "Metrics of nginx",
    binary: "nginx-prometheus-exporter",
    arguments: [listen("nginx"), `--nginx.scrape-uri=${url}`],
  };
}

const BLACKBOX_FILE = "/etc/estate/exporters/blackbox.yml";

/** Only a ping needs a right: to make packets of its own. */
function blackboxExporter({ targets }: BlackboxConfig): ExporterDefinition {
  const probes = [...new Set(Object.values(targets).map(({ probe }) => probe))].toSorted();
  const modules = probes.map((probe) => `  ${probe}:\n    prober: ${probe}\n    timeout: 5s\n`);
  return {
    exporter: "blackbox",
    description: "Checks from the host",
    binary: "blackbox_exporter",
    arguments: [listen("blackbox"), `--config.file=${BLACKBOX_FILE}`],
    capabilities: probes.includes("icmp") ? ["CAP_NET_RAW"] : [],
    files: [{ path: BLACKBOX_FILE, text: `modules:\n${modules.join("")}` }],
  };
}

function passwordOf(passwords: Readonly<Record<string, string>>, account: string): string {
  const arn = passwords[account];
  if (arn === undefined) throw new Error(`no password for ${account}; the config check lets no such pass`);
  return arn;
}
