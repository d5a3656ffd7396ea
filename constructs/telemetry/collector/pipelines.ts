/**
 * From sources to destinations. With one destination, an application is answered when what it sent is on disk. Two have a
 * pipeline each, and each its own batch before the queue, so that one which takes nothing more does not make applications
 * send twice to the other; what came in the last 200 ms is then lost with the process.
 */
import type { Components, Pipeline } from "./collector-config";
import type { CollectorInput, CollectorRoute } from "./collector-input";
import type { Delivery } from "./delivery";
import { samplingOf, type Source, type Steps } from "./steps";

export type Sources = Readonly<Record<Source, Components>>;
export type Pipelines = Readonly<Record<string, Pipeline>>;

export interface Delivered {
  readonly route: CollectorRoute;
  readonly to: Delivery;
}

export function pipelinesOf(
  delivered: readonly Delivered[],
  sources: Sources,
  steps: Steps,
  input: CollectorInput,
): Pipelines {
  const sampled = samplingOf(input) === undefined ? [] : delivered.filter(({ route }) => route.signal === "traces");
  const others = delivered.filter((one) => !sampled.includes(one));
  const relays = delivered.map(({ to }) => to.pipelines);
  return Object.assign(
    {},
    ...others.map((one) => pipelines(one, delivered, sources, steps)),
    sampledPipeline(sampled, sources, steps),
    ...relays,
  ) as Pipelines;
}

function pipelines({ route, to }: Delivered, all: readonly Delivered[], sources: Sources, steps: Steps): Pipelines {
  const { signal, destination } = route;
  const id = `${signal}/${destination}`;
  const apart = all.filter((other) => other.route.signal === signal).length > 1;
  const pipeline = (source: Source): Pipeline => ({
    receivers: Object.keys(sources[source]),
    processors: steps.of(signal, source, apart),
    exporters: to.entrances,
  });
  const measures = signal === "metrics" && Object.keys(sources.measured).length > 0;
  return { [id]: pipeline("told"), ...(measures ? { [`${id}-measured`]: pipeline("measured") } : {}) };
}

/** A trace is held and decided on once, wherever it goes then; nobody waits for an answer any more. */
function sampledPipeline(sampled: readonly Delivered[], { told }: Sources, steps: Steps): Pipelines {
  if (sampled.length === 0) return {};
  return {
    "traces/sampled": {
      receivers: Object.keys(told),
      processors: steps.of("traces", "told", false),
      exporters: sampled.flatMap(({ to }) => to.entrances),
    },
  };
}
