/** Collectors of the estate between a sender and a backend, as the engine tests run them. */
import { collectorSchema } from "../../../config/sections/telemetry-collector";
import { collectorArguments } from "../../../constructs/telemetry/collector/arguments";
import { collectorConfig } from "../../../constructs/telemetry/collector/build";
import type { CollectorInput, CollectorRoute } from "../../../constructs/telemetry/collector/collector-input";
import { renderCollector } from "../../../constructs/telemetry/collector/render";
import { assertSound } from "../../../constructs/telemetry/collector/validate";
import { type Collector, startCollector, type Workplace } from "./otelcol";

/** As the estate sets it, but for how often it measures: a test does not wait for a minute. */
export const QUICK = { ...collectorSchema.parse({}), intervalSeconds: 1 };

/** Routes to a backend that takes JSON, for all that is sent by OTLP. */
export function jsonRoutes(url: string, destination = "store"): readonly CollectorRoute[] {
  return (["metrics", "logs", "traces"] as const).map((signal) => ({
    destination,
    signal,
    exporters: {
      [`otlp_http/${signal}-${destination}`]: { endpoint: url, encoding: "json", compression: "none", timeout: "3s" },
    },
    extensions: {},
  }));
}

/** Metrics by remote write. */
export function writeRoute(url: string): CollectorRoute {
  return {
    destination: "written",
    signal: "metrics",
    exporters: {
      "prometheus_remote_write/written": {
        endpoint: `${url}/write`,
        resource_to_telemetry_conversion: { enabled: true },
        target_info: { enabled: false },
      },
    },
    extensions: {},
  };
}

export interface RunProps {
  readonly workplace: Workplace;
  readonly input: CollectorInput;
  /** Of the collector, besides what keeps it away from AWS. @default {} */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the collector that the estate would make of the input. */
export async function run({ workplace, input, env = {} }: RunProps): Promise<Collector> {
  const config = collectorConfig(input);
  assertSound([{ name: input.role, config }]);
  return startCollector({
    workplace,
    text: renderCollector(config).text,
    env,
    args: collectorArguments(config),
  });
}

/** Waits until it is so; gives up after the limit, and leaves it to the test to say what is not so. */
export async function until(isSo: () => boolean, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  while (!isSo() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
}
