/**
 * How data leaves a collector without being lost: every exporter tries for ever, from a queue on disk that is bounded by
 * its size. What does not fit is refused, so that the sender knows.
 *
 * Some exporters have no such queue. The one of remote write tries for as long as one request may take, five seconds unless
 * told otherwise, and drops the rest of an outage; X-Ray's tries not at all. A relay stands before these: the queue of an
 * OTLP exporter, which delivers to the collector itself, to a receiver that takes nothing that the exporter behind it
 * could not send.
 */
import { hasQueueOnDisk, typeOf } from "../../../config/collector-components";
import { MADE } from "../../../config/collector-names";
import type { Components, Pipeline, Settings } from "./collector-config";
import type { CollectorInput, CollectorRoute } from "./collector-input";

/** First port of the relays; each route that needs one has the next, on loopback. */
export const FIRST_RELAY_PORT = 4320;

const MEGABYTE = 1024 * 1024;

/** The relay gives up before the request behind it does: a request that is cut off must be tried again, not dropped. */
const RELAY_TIMEOUT = "10s";
const RELAYED_TIMEOUT = "20s";

/** What it takes to send to one destination. */
export interface Delivery {
  /** What the pipelines of the route's signal send to. */
  readonly entrances: readonly string[];
  readonly receivers: Components;
  readonly exporters: Components;
  readonly extensions: Components;
  readonly pipelines: Readonly<Record<string, Pipeline>>;
}

/** Delivers to one route. @param port the next free one, of which a relay takes as many as the route has exporters */
export function delivery(route: CollectorRoute, input: CollectorInput, port: number): Delivery {
  const parts = Object.entries(route.exporters).map(([id, settings], index) =>
    hasQueueOnDisk(id) ? direct(id, settings, route, input) : relayed(id, settings, route, input, port + index),
  );
  return {
    entrances: parts.flatMap(({ entrances }) => entrances),
    receivers: joined(parts.map(({ receivers }) => receivers)),
    exporters: joined(parts.map(({ exporters }) => exporters)),
    extensions: route.extensions,
    pipelines: Object.assign({}, ...parts.map(({ pipelines }) => pipelines)) as Delivery["pipelines"],
  };
}

/** How many relays a route needs. */
export function relaysOf({ exporters }: CollectorRoute): number {
  return Object.keys(exporters).filter((id) => !hasQueueOnDisk(id)).length;
}

/** Settings of an exporter that has a queue on disk; what the route says itself wins. */
export function queued(
  settings: Settings,
  { signal }: Pick<CollectorRoute, "signal">,
  input: CollectorInput,
): Settings {
  return {
    ...settings,
    retry_on_failure: { enabled: true, initial_interval: "1s", max_interval: "30s", max_elapsed_time: "0s" },
    sending_queue: {
      ...diskQueue(signal, input),
      // Behind the queue: what is in a batch is on disk until it has been sent.
      batch: { flush_timeout: "1s", sizer: "items", min_size: 1000, max_size: 2000 },
    },
  };
}

function diskQueue(signal: CollectorRoute["signal"], { settings }: CollectorInput): Settings {
  return {
    enabled: true,
    storage: MADE.storage,
    sizer: "bytes",
    queue_size: settings.queueMegabytes * MEGABYTE,
    // Samples of a series have to arrive in the order of their time.
    num_consumers: signal === "metrics" ? 1 : 4,
  };
}

function direct(id: string, settings: Settings, route: CollectorRoute, input: CollectorInput): Delivery {
  const exporters = { [id]: queued(settings, route, input) };
  return { entrances: [id], receivers: {}, exporters, extensions: {}, pipelines: {} };
}

function relayed(id: string, settings: Settings, route: CollectorRoute, input: CollectorInput, port: number): Delivery {
  const name = `${route.signal}-${route.destination}`;
  const [relay, receiver] = [`otlp_grpc/${name}`, `otlp/${name}`];
  const endpoint = `127.0.0.1:${String(port)}`;
  const { sending_queue: _unused, ...tries } = queued({}, route, input);
  return {
    entrances: [relay],
    receivers: { [receiver]: { protocols: { grpc: { endpoint } } } },
    exporters: {
      [relay]: {
        endpoint,
        tls: { insecure: true },
        compression: "none",
        timeout: RELAY_TIMEOUT,
        ...tries,
        // Not batched: a batch that waits when the collector stops would find its receiver gone.
        sending_queue: diskQueue(route.signal, input),
      },
      [id]: { ...settings, ...atOnce(id) },
    },
    extensions: {},
    pipelines: {
      [`${route.signal}/${route.destination}-relayed`]: {
        receivers: [receiver],
        processors: [MADE.limiter],
        exporters: [id],
      },
    },
  };
}

/** Settings with which an exporter says at once whether it could send. */
function atOnce(id: string): Settings {
  if (typeOf(id) !== "prometheus_remote_write") return {};
  return {
    timeout: RELAYED_TIMEOUT,
    remote_write_queue: { enabled: false },
    retry_on_failure: { enabled: false },
  };
}

/** Components of several routes; two that share an id have to agree. */
export function joined(parts: readonly Components[]): Components {
  const all: Record<string, Settings> = {};
  for (const [id, settings] of parts.flatMap((part) => Object.entries(part))) {
    const other = all[id];
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(settings))
      throw new Error(`two routes set ${id} in different ways`);
    all[id] = settings;
  }
  return all;
}
