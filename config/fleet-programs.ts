/** What is installed on instances, in the versions that were tested, and by which digest a file is known. */
import facts from "./facts/fleet-programs.json" with { type: "json" };

/** Exporters that a role may have. */
export const EXPORTERS = ["node", "process", "mysqld", "postgres", "apache", "nginx", "blackbox"] as const;
export type Exporter = (typeof EXPORTERS)[number];

/** What is installed from files of the user's bucket. */
export type Program = Exporter | "router";

/** Processors that instances may have, as EC2 calls them. */
export const ARCHITECTURES = ["x86_64", "arm64"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** A file that the user's bucket has to hold. */
export interface ProgramFile {
  readonly name: string;
  readonly architecture: Architecture;
  /** Of its content; undefined where neither the facts nor the estate know it. */
  readonly sha256: string | undefined;
  /** Page of the release that it comes from. */
  readonly url: string;
}

/** AWS's package with the collector, by the name that Distributor knows it by. */
export const COLLECTOR_PACKAGE: { readonly name: string; readonly version: string } = {
  name: facts.collector.package,
  version: facts.collector.version,
};

/** Regions in which AWS publishes the package. */
export const PACKAGE_REGIONS: readonly string[] = facts.collector.regions;

/** Version of a program. */
export function versionOf(program: Program): string {
  return facts.programs[program].version;
}

/** The file of a program for a processor. @param digests those of the estate, by the file's name; they win */
export function programFile(
  program: Program,
  architecture: Architecture,
  digests: Readonly<Record<string, string | undefined>>,
): ProgramFile {
  const { files, url } = facts.programs[program];
  const { name, sha256 } = files[architecture];
  const known = /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined;
  return { name, architecture, sha256: digests[name] ?? known, url };
}

/** What a role has to have installed besides the collector. */
export interface RolePrograms {
  readonly exporters?: Readonly<Partial<Record<Exporter, unknown>>> | undefined;
  readonly journal?: boolean | undefined;
  readonly logFiles?: object | undefined;
}

/** Programs of a role, in the order of the list of exporters; the log router where there are lines to ship. */
export function programsOf(role: RolePrograms): readonly Program[] {
  const { exporters = {} } = role;
  return [...EXPORTERS.filter((exporter) => exporters[exporter] !== undefined), ...(shipsLogs(role) ? ROUTER : [])];
}

const ROUTER = ["router"] as const;

/** Whether a role has lines to ship. */
export function shipsLogs({ journal = false, logFiles = {} }: RolePrograms): boolean {
  return journal || Object.keys(logFiles).length > 0;
}
