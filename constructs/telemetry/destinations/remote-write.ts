/**
 * Metrics by remote write. Attributes of the resource become labels here, so that the label contract holds whatever the
 * store promotes by itself. The exporter has no queue on disk; the collector's relay before it has one (delivery.ts).
 */
import type { Settings } from "../collector/collector-config";

/** Settings of the exporter, for an address and a way to prove who sends. */
export function remoteWrite(endpoint: string, access: Settings): Settings {
  return {
    endpoint,
    ...access,
    resource_to_telemetry_conversion: { enabled: true },
    target_info: { enabled: false },
  };
}
