/** A collector with a store behind it, and what has arrived there; one for each run, with a disk of its own. */
import type { CollectorInput } from "../../../constructs/telemetry/collector/collector-input";
import { jsonRoutes, QUICK, run, until } from "./collector-run";
import type { EcsMetadata } from "./ecs-metadata";
import { type Collector, workplace } from "./otelcol";
import { type OtlpBackend, startOtlpBackend } from "./otlp-backend";

export interface Bench {
  readonly collector: Collector;
  readonly backend: OtlpBackend;
  /** Port that stands for one of the collector's own. */
  port(written: number): number;
  /** Names of metrics that arrived by OTLP, each once, sorted. */
  names(): readonly string[];
  /** Series that arrived by OTLP: how many sets of name and attributes there are. */
  series(): number;
  /** Waits until all of them have arrived. */
  arrival(names: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** What of the input depends on the store. */
export type BenchInput = (backend: OtlpBackend) => Partial<CollectorInput>;

const ARRIVAL_MS = 20_000;

export async function startBench(metadata: EcsMetadata, given: BenchInput): Promise<Bench> {
  const place = await workplace();
  const backend = await startOtlpBackend();
  const input: CollectorInput = {
    role: "sidecar",
    settings: QUICK,
    routes: jsonRoutes(backend.url),
    ...given(backend),
  };
  const collector = await run({ workplace: place, input, env: { ECS_CONTAINER_METADATA_URI_V4: metadata.uri } });
  const names = (): readonly string[] => [...new Set(backend.metrics.map(({ name }) => name))].toSorted();
  return {
    collector,
    backend,
    port: (written) => place.port(written),
    names,
    series: () => {
      const all = backend.metrics.flatMap(({ name, resource, points }) =>
        points.map((point) => JSON.stringify([name, Object.entries({ ...resource, ...point }).toSorted()])),
      );
      return new Set(all).size;
    },
    arrival: (wanted) => until(() => wanted.every((name) => names().includes(name)), ARRIVAL_MS),
    stop: async () => {
      await collector.kill();
      await backend.close();
      place.remove();
    },
  };
}
