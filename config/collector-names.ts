/** Names that the estate gives to what is in its collectors, as far as additions of a user may refer to them. */
import type { ComponentKind } from "./collector-components";

/** Where a collector runs. */
export const COLLECTOR_ROLES = ["sidecar", "gateway", "host"] as const;
export type CollectorRole = (typeof COLLECTOR_ROLES)[number];

/** Folder that is mounted for a collector: what it holds outlives the process. */
export const COLLECTOR_FOLDER = "/var/lib/otelcol";

/** Ids of generated components. */
export const MADE = {
  otlp: "otlp",
  scrape: "prometheus",
  containers: "awsecscontainermetrics",
  statsd: "statsd",
  limiter: "memory_limiter",
  detection: "resource_detection",
  own: "resource/own",
  measured: "resource/measured",
  slim: "resource/slim",
  allowList: "filter/allow_list",
  rates: "deltatorate/statsd",
  batch: "batch",
  sampling: "tail_sampling",
  gateway: "load_balancing/gateway",
  health: "health_check",
  storage: "file_storage/queue",
} as const;

const EVERYWHERE = { processors: [MADE.limiter], extensions: [MADE.health, MADE.storage], receivers: [MADE.otlp] };

/** Ids that additions may name without defining them. */
export function givenIds(role: CollectorRole): Readonly<Partial<Record<ComponentKind, readonly string[]>>> {
  if (role === "gateway") return EVERYWHERE;
  return { ...EVERYWHERE, processors: [MADE.limiter, MADE.detection] };
}

/** Ports on which every collector of a role listens, by the id of what listens. */
export function givenPorts(role: CollectorRole): readonly (readonly [id: string, port: number])[] {
  const grpc = [MADE.otlp, 4317] as const;
  const health = [MADE.health, 13133] as const;
  return role === "gateway" ? [grpc, health] : [grpc, [MADE.otlp, 4318], health];
}
