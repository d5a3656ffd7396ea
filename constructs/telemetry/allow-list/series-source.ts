/** Something that sends metrics, as plain data: what of the catalogue, from how many places, and how often. */
import type { MetricFamily } from "../../../dashboards/catalogue";
import type { LabelSizes } from "./label-sizes";

/** Who bills what comes from a source: a destination of metrics, or nobody knows. */
export type Billing = "destinations" | "unknown";

export interface SeriesPart {
  readonly family: MetricFamily;
  /** Tasks, hosts or endpoints that send it. */
  readonly instances: number;
  /** Seconds between two points of a series. */
  readonly intervalSeconds: number;
  /** Names of the metrics that are sent. @default - all of the family */
  readonly only?: readonly string[];
  /** Values of labels, where they are known for this source. @default - as for every source */
  readonly sizes?: LabelSizes;
}

export interface SeriesSource {
  /** `checkout`, `hosts web`. */
  readonly name: string;
  readonly kind: "service" | "hosts" | "checks";
  /** Tasks, hosts or checks. */
  readonly instances: number;
  readonly parts: readonly SeriesPart[];
  /** Whether it comes through a collector of the estate, which drops what nobody asks for. */
  readonly isFiltered: boolean;
  readonly billing: Billing;
  /** What else it sends or may send, of which nobody knows how much it is. */
  readonly unknown: readonly string[];
  /** GB of log lines a month. @default - not known */
  readonly logGigabytes?: number | undefined;
  /** GB of traces a month. @default - not known */
  readonly traceGigabytes?: number | undefined;
}
