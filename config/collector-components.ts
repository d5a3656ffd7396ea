/** What the pinned collector image is made of; a config that names anything else does not start. */
import facts from "./facts/collector-components.json";

/** Kinds of components, as a config's sections are called. */
export const COMPONENT_KINDS = ["receivers", "processors", "exporters", "extensions"] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** The image by its version: `aws-otel-collector v0.49.0`. */
export const COLLECTOR_IMAGE = `aws-otel-collector ${facts.version}`;

/** Names of components of a kind that the image has. */
export function componentsOf(kind: ComponentKind): readonly string[] {
  return facts.components[kind];
}

/** The type of a component by its id: `otlp_http` of `otlp_http/tempo`. */
export function typeOf(id: string): string {
  return id.split("/", 1)[0] ?? id;
}

/** The name that is to be used in place of a deprecated one. */
export function currentName(kind: ComponentKind, type: string): string | undefined {
  const names: Readonly<Record<string, string>> = facts.deprecatedNames[kind];
  return Object.hasOwn(names, type) ? names[type] : undefined;
}

/** Whether an exporter takes `sending_queue`, which can be kept on disk, and `retry_on_failure`. */
export function hasQueueOnDisk(exporter: string): boolean {
  return facts.exportersWithQueueOnDisk.includes(typeOf(exporter));
}
