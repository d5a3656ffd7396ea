/**
 * Everything that makes one component of a role, as one text in S3: files, programs and services, each on a line that says
 * what follows. Its digest names it and stands in the association, so that an instance takes nothing else.
 */
import { createHash } from "node:crypto";
import type { Architecture } from "../../../config/fleet-programs";

/** What is installed and changed together. */
export const COMPONENTS = ["collector", "router", "exporters"] as const;
export type Component = (typeof COMPONENTS)[number];

export interface BundleFile {
  readonly path: string;
  readonly executable?: boolean;
  /** Ends with a line break. */
  readonly text: string;
}

/** A program in an archive: the member is put at the target. */
export interface BundleArchive {
  readonly architecture: Architecture;
  readonly sha256: string;
  readonly file: string;
  readonly member: string;
  readonly target: string;
}

/** A package of the distribution's format, with what it needs from the distribution itself. */
export interface BundlePackage {
  readonly architecture: Architecture;
  readonly sha256: string;
  readonly file: string;
  readonly name: string;
  readonly version: string;
}

export interface BundleService {
  readonly unit: string;
  /** Answers while the service is well. */
  readonly health: string;
  readonly files: readonly BundleFile[];
  readonly archives: readonly BundleArchive[];
  readonly packages: readonly BundlePackage[];
  /** Services of its packages that must not run beside it. */
  readonly idle: readonly string[];
}

export interface Bundle {
  readonly component: Component;
  readonly architectures: readonly Architecture[];
  readonly services: readonly BundleService[];
}

export interface RenderedBundle {
  readonly component: Component;
  readonly text: string;
  /** Of the text, in hexadecimal digits. */
  readonly sha256: string;
}

/** Where files of a bundle may be: the script on the instance refuses every other path. */
const PATHS =
  /^(\/etc\/estate\/[\w./-]+|\/opt\/estate\/bin\/[\w.-]+|\/etc\/systemd\/system\/(estate-[\w.-]+\.service|aws-otel-collector\.service\.d\/estate\.conf))$/;

export function renderBundle({ component, architectures, services }: Bundle): RenderedBundle {
  const files = new Map(services.flatMap((service) => service.files).map((file) => [file.path, file]));
  const text = [
    words("architectures", ...architectures),
    ...services.flatMap(({ archives }) =>
      archives.map((one) => words("archive", one.architecture, one.sha256, one.file, one.member, one.target)),
    ),
    ...services.flatMap(({ packages }) =>
      packages.map((one) => words("package", one.architecture, one.sha256, one.file, one.name, one.version)),
    ),
    ...services.flatMap(({ idle }) => idle.map((unit) => words("idle", unit))),
    ...[...files.values()].map(fileText),
    ...services.map((service) => words("unit", service.unit, digestOf(JSON.stringify(service)), service.health)),
  ].join("");
  return { component, text, sha256: digestOf(text) };
}

function fileText({ path, executable = false, text }: BundleFile): string {
  if (!PATHS.test(path) || path.includes("..")) throw new Error(`a bundle must not hold ${path}`);
  if (!text.endsWith("\n") || /[\r\0]/.test(text)) throw new Error(`${path} is no text that ends with a line break`);
  const lines = text.split("\n").length - 1;
  return `${words("file", executable ? "0755" : "0644", String(lines), path)}${text}`;
}

function words(...all: readonly string[]): string {
  const wrong = all.find((word) => !/^[!-~]+$/.test(word));
  if (wrong !== undefined) throw new Error(`a bundle must not hold ${JSON.stringify(wrong)} as a word`);
  return `${all.join(" ")}\n`;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
