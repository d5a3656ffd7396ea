/** Every destination: one line each. Where telemetry goes is one value of the config; all that follows from it is here. */
import { destinationsOf } from "../../../config/destinations";
import type { Signal } from "../../core/intake";
import { amazonManagedPrometheus } from "./amazon-managed-prometheus";
import { cloudWatchLogs } from "./cloud-watch-logs";
import { cloudWatchMetrics } from "./cloud-watch-metrics";
import { cloudWatchTraces } from "./cloud-watch-traces";
import { elasticsearch } from "./elasticsearch";
import { grafanaCloudMetrics } from "./grafana-cloud-metrics";
import { jaeger } from "./jaeger";
import { loki } from "./loki";
import { lokiOtlp } from "./loki-otlp";
import { opensearch } from "./opensearch";
import type { Destination, Route, RouteContext } from "./route";
import { s3Archive } from "./s3-archive";
import { tempo } from "./tempo";
import { xray } from "./xray";

export type { Destination, FluentBitOutput, Route, RouteContext } from "./route";

export const DESTINATIONS: readonly Destination[] = [
  grafanaCloudMetrics,
  amazonManagedPrometheus,
  cloudWatchMetrics,
  loki,
  lokiOtlp,
  opensearch,
  elasticsearch,
  cloudWatchLogs,
  s3Archive,
  tempo,
  xray,
  jaeger,
  cloudWatchTraces,
];

/** The destination of a kind of telemetry by its name in the config. */
export function destination(signal: Signal, name: string): Destination {
  const found = DESTINATIONS.find((one) => one.signal === signal && one.name === name);
  if (found === undefined) throw new Error(`no destination ${name} for ${signal}`);
  return found;
}

/** The routes that an estate's shippers take, for each kind of telemetry those of the config, in its order. */
export function routesOf(context: RouteContext): readonly Route[] {
  const chosen = destinationsOf(context.config);
  return (["metrics", "logs", "traces"] as const).flatMap((signal) =>
    chosen[signal].map((name) => destination(signal, name).route(context)),
  );
}
