/** Where telemetry goes, with the defaults of the platform filled in. */
import type { EstateConfig } from "./estate";
import type { LogDestination, MetricDestination, TraceDestination } from "./sections/destinations";

/** Destinations by kind of telemetry: one, or two during a move; the first is the one that is read. */
export interface Destinations {
  readonly metrics: readonly MetricDestination[];
  readonly logs: readonly LogDestination[];
  readonly traces: readonly TraceDestination[];
}

const DEFAULTS: Readonly<Record<EstateConfig["grafana"]["platform"], Destinations>> = {
  "grafana-cloud": { metrics: ["grafana-cloud"], logs: ["loki"], traces: ["tempo"] },
  "amazon-managed": { metrics: ["amazon-managed-prometheus"], logs: ["cloudwatch"], traces: ["xray"] },
};

export function destinationsOf({
  destinations,
  grafana,
}: Pick<EstateConfig, "destinations" | "grafana">): Destinations {
  const { metrics, logs, traces } = DEFAULTS[grafana.platform];
  return {
    metrics: destinations.metrics ?? metrics,
    logs: destinations.logs ?? logs,
    traces: destinations.traces ?? traces,
  };
}
