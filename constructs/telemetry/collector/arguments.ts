/** What a collector is started with besides the place of its config. */
import { typeOf } from "../../../config/collector-components";
import type { CollectorConfig } from "./collector-config";

/** Without it, what a store of remote write answers with 429 is dropped. */
const TRY_AGAIN_WHEN_ASKED_TO = "exporter.prometheusremotewritexporter.RetryOn429";

/** Arguments for the config's exporters. */
export function collectorArguments({ exporters }: CollectorConfig): readonly string[] {
  const writes = Object.keys(exporters).some((id) => typeOf(id) === "prometheus_remote_write");
  return writes ? [`--feature-gates=${TRY_AGAIN_WHEN_ASKED_TO}`] : [];
}

/** `GOMEMLIMIT` for a memory in MiB: the garbage collector works harder before the limiter has to refuse anything. */
export function goMemoryLimit(megabytes: number): string {
  return `${String(Math.floor(megabytes * 0.8))}MiB`;
}
