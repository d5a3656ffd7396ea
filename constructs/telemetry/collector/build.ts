/**
 * The config of a collector as a pure function: from where it runs and what it is to collect, to data. Each destination
 * has pipelines of its own, and every pipeline begins with the memory limiter.
 */
import { MADE } from "../../../config/collector-names";
import { withAdditions } from "./additions";
import type { CollectorConfig, Components } from "./collector-config";
import type { CollectorInput, CollectorRoute } from "./collector-input";
import { delivery, FIRST_RELAY_PORT, joined, relaysOf } from "./delivery";
import { throughGateway } from "./gateway";
import { ownTelemetry } from "./own-telemetry";
import { type Delivered, pipelinesOf } from "./pipelines";
import { QUEUE_FOLDER } from "./queue-folder";
import { measuringReceivers, statsdReceivers, toldReceivers } from "./receivers";
import { stepsOf } from "./steps";

/** Where the health check of the pinned image asks. */
const HEALTH = "127.0.0.1:13133";

/** @throws when two routes, or a route and an addition, disagree about a component that they share */
export function collectorConfig(input: CollectorInput): CollectorConfig {
  const delivered = deliver(
    throughGateway(input).filter(({ exporters }) => Object.keys(exporters).length > 0),
    input,
  );
  const sources = {
    told: toldReceivers(input),
    measured: joined([measuringReceivers(input), statsdReceivers(input)]),
  };
  const steps = stepsOf(input);
  const config: CollectorConfig = {
    receivers: joined([sources.told, sources.measured, ...delivered.map(({ to }) => to.receivers)]),
    processors: steps.all,
    exporters: joined(delivered.map(({ to }) => to.exporters)),
    extensions: joined([storage(), ...delivered.map(({ to }) => to.extensions), health()]),
    service: {
      extensions: [],
      pipelines: pipelinesOf(delivered, sources, steps, input),
      telemetry: ownTelemetry(input),
    },
  };
  return started(used(withAdditions(config, input)));
}

/** Each relay has a port of its own. */
function deliver(routes: readonly CollectorRoute[], input: CollectorInput): readonly Delivered[] {
  let port = FIRST_RELAY_PORT;
  return routes.map((route) => {
    const to = delivery(route, input, port);
    port += relaysOf(route);
    return { route, to };
  });
}

function storage(): Components {
  return {
    [MADE.storage]: {
      directory: QUEUE_FOLDER,
      create_directory: true,
      // A damaged file is put aside; without this the collector would not start any more.
      recreate: true,
      compaction: { directory: QUEUE_FOLDER, on_start: true, on_rebound: true, cleanup_on_start: true },
    },
  };
}

function health(): Components {
  return { [MADE.health]: { endpoint: HEALTH } };
}

/** Without what no pipeline names: the collector would not start it, and readers would wonder. */
function used(config: CollectorConfig): CollectorConfig {
  const pipelines = Object.values(config.service.pipelines);
  const named = new Set(pipelines.flatMap((one) => [...one.receivers, ...one.processors]));
  const only = (components: Components): Components =>
    Object.fromEntries(Object.entries(components).filter(([id]) => named.has(id)));
  return { ...config, receivers: only(config.receivers), processors: only(config.processors) };
}

function started(config: CollectorConfig): CollectorConfig {
  return { ...config, service: { ...config.service, extensions: Object.keys(config.extensions) } };
}
