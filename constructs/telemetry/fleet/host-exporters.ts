/** The exporters of a role, each a service of its own that answers on loopback alone. */
import { programFile, versionOf, type Exporter } from "../../../config/fleet-programs";
import type { ExportersConfig } from "../../../config/sections/telemetry-exporters";
import type { ScrapeTarget } from "../collector/collector-input";
import type { Bundle, BundleFile, BundleService } from "./bundle";
import { definitions, PORTS, type ExporterDefinition } from "./exporter-definitions";
import type { Host } from "./host";
import { LAUNCHER, launcherPath } from "./launcher";
import { startText } from "./start-file";
import { unitText } from "./systemd-unit";

const COMPONENT = "exporters";

/** Most memory of an exporter, in MiB; that of the AWS CLI, which reads its secret first, is within it. */
const MEMORY = 192;

/** Undefined where the role has none. */
export function exportersBundle(host: Host): Bundle | undefined {
  const services = definitions(host.settings.exporters, host.account.key).map((one) => serviceOf(one, host));
  return services.length === 0 ? undefined : { component: COMPONENT, architectures: host.architectures, services };
}

/** What the collector scrapes. */
export function exporterTargets(exporters: ExportersConfig): readonly ScrapeTarget[] {
  const { blackbox, ...others } = exporters;
  return [
    ...(Object.keys(others) as Exclude<Exporter, "blackbox">[])
      .filter((exporter) => others[exporter] !== undefined)
      .map((exporter) => ({ job: exporter, port: PORTS[exporter] })),
    ...Object.entries(blackbox?.targets ?? {}).map(([name, { probe, target }]) => ({
      job: `probe-${name}`,
      port: PORTS.blackbox,
      path: "/probe",
      parameters: { module: probe, target },
      labels: { check: name, target },
    })),
  ];
}

/** ARNs of secrets that the exporters of an account read. */
export function exporterSecrets(exporters: ExportersConfig, account: string): readonly string[] {
  return definitions(exporters, account).flatMap(({ secrets = {} }) => Object.values(secrets));
}

function serviceOf(definition: ExporterDefinition, { architectures, digests }: Host): BundleService {
  const { exporter, binary, description, capabilities = [], files = [] } = definition;
  const version = versionOf(exporter);
  const program = `/opt/estate/bin/${binary}-${version}`;
  const start = `/etc/estate/exporters/${exporter}.start`;
  const unit = unitText({ description, component: COMPONENT, starts: [start], memory: MEMORY, capabilities });
  const all: readonly BundleFile[] = [
    { path: launcherPath(COMPONENT), executable: true, text: LAUNCHER },
    ...files,
    { path: start, text: startText({ ...definition, program }) },
    { path: `/etc/systemd/system/${unitName(exporter)}`, text: unit },
  ];
  return {
    unit: unitName(exporter),
    health: `http://127.0.0.1:${String(PORTS[exporter])}/`,
    files: all,
    packages: [],
    idle: [],
    archives: architectures.map((architecture) => {
      const { name, sha256 } = programFile(exporter, architecture, digests);
      if (sha256 === undefined) throw new Error(`no digest of ${name}; the config check lets no such pass`);
      return { architecture, sha256, file: name, member: memberOf(exporter, name, binary), target: program };
    }),
  };
}

/** Archives hold a folder with their own name; that of nginx's exporter holds the program alone. */
function memberOf(exporter: Exporter, file: string, binary: string): string {
  return exporter === "nginx" ? binary : `${file.replace(/\.tar\.gz$/, "")}/${binary}`;
}

function unitName(exporter: Exporter): string {
  return `estate-${exporter}-exporter.service`;
}
