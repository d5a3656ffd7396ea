/** What a collector's config is made from. Everything is known when the plan is made; no value may hold a reference. */
import type { CollectorRole } from "../../../config/collector-names";
import type { CollectorSettings } from "../../../config/sections/telemetry-collector";
import type { Route } from "../destinations/route";

/** The part of a route that a collector sends by. */
export type CollectorRoute = Pick<Route, "destination" | "signal" | "exporters" | "extensions">;

/** An endpoint that tells metrics in the format of Prometheus, on the collector's own task or host. */
export interface ScrapeTarget {
  /** Name of the job, unique among the targets. */
  readonly job: string;
  readonly port: number;
  /** @default /metrics */
  readonly path?: string;
  /**
   * Parameters of the request, such as `module` and `target` of the blackbox exporter.
   * @default {}
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Labels that every series of the target gets.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The gateway that decides on whole traces. */
export interface TraceGateway {
  /** Name that resolves to the addresses of all gateways; one answer of DNS holds up to 8. */
  readonly host: string;
}

export interface CollectorInput {
  readonly role: CollectorRole;
  readonly settings: CollectorSettings;
  /** In the order of the config: the first of a signal is the one that is read. A gateway takes those of traces. */
  readonly routes: readonly CollectorRoute[];
  /**
   * Resource attributes by OpenTelemetry's names: the label contract, as far as it is known. Values may name variables of
   * the environment. A gateway has none: what it forwards says itself where it is from.
   * @default {}
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Metrics to keep, by the name of OpenTelemetry or of Prometheus, as the catalogue has them both; what it does not know is
   * named as the collector meets it. `shop.*` stands for all names that begin with `shop.`.
   * @default - every metric is kept
   */
  readonly allowList?: readonly string[];
  /** @default [] */
  readonly scrape?: readonly ScrapeTarget[];
  /**
   * Listen for StatsD on UDP port 8125.
   * @default false
   */
  readonly statsd?: boolean;
  /**
   * Where traces go first.
   * @default - straight to their destinations
   */
  readonly gateway?: TraceGateway;
}
