/** What a collector tells of itself: it sends its own metrics to its own receiver, so that they go where all others go. */
import type { CollectorConfig, Settings } from "./collector-config";
import type { CollectorInput } from "./collector-input";

/** Milliseconds. A collector that stops tries once more, when its receiver has stopped already, and must not wait for it. */
const PATIENCE = 1000;

/** Name of the service where the input knows none. */
const UNNAMED = "otel-collector";

export function ownTelemetry({
  attributes = {},
  role,
  settings,
}: CollectorInput): CollectorConfig["service"]["telemetry"] {
  const known = role === "gateway" ? attributes : { "service.name": attributes["service.name"] };
  const resource: Settings = { "service.name": UNNAMED, ...present(known) };
  return {
    // Lines of a collector are billed like any others: what it does not lose is not worth one.
    logs: { level: "warn", encoding: "json" },
    metrics: {
      level: "normal",
      readers: [
        {
          periodic: {
            interval: settings.intervalSeconds * 1000,
            timeout: PATIENCE,
            exporter: {
              otlp: { protocol: "grpc", endpoint: "http://127.0.0.1:4317", insecure: true, timeout: PATIENCE },
            },
          },
        },
      ],
    },
    resource,
  };
}

function present(values: Readonly<Record<string, string | undefined>>): Settings {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
