/** Names of environment variables through which a shipper learns about a destination. */
import type { Signal } from "../../core/intake";

/** `LOGS_OPENSEARCH_HOST`: the signal, the destination, what it holds. */
export function variableName(signal: Signal, destination: string, holds: string): string {
  return [signal, destination, holds]
    .join("_")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "_");
}
