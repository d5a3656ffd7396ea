/**
 * How many series would be sent, how many of them are kept, and what both cost a month: an estimate from the catalogue of
 * metrics and from what the config assumes. What nobody knows is said, and never counted as nothing.
 */
import type { MetricFact } from "../../../dashboards";
import type { KeptMetrics } from "./kept-metrics";
import type { LabelSizes } from "./label-sizes";
import { metricSeries, type Shape } from "./metric-series";
import type { Known, Prices } from "./prices";
import type { SeriesPart, SeriesSource } from "./series-source";

export interface SeriesCounts {
  readonly kept: Known;
  readonly dropped: Known;
  /** US dollars a month. */
  readonly keptUsd: Known;
  /** US dollars a month that are not paid. */
  readonly droppedUsd: Known;
}

/** Log lines or traces, a month. */
export interface VolumeEstimate {
  readonly gigabytes: Known;
  readonly usd: Known;
}

export interface FamilyEstimate {
  readonly name: string;
  readonly kept: number;
  readonly dropped: number;
}

export interface SourceEstimate extends SeriesCounts {
  readonly name: string;
  readonly kind: SeriesSource["kind"];
  readonly instances: number;
  /** Families of the catalogue, in the order in which they were counted. */
  readonly families: readonly FamilyEstimate[];
  /** What is not in the counts. */
  readonly unknown: readonly string[];
  readonly logs: VolumeEstimate;
  readonly traces: VolumeEstimate;
}

export interface SeriesEstimate {
  readonly sources: readonly SourceEstimate[];
  /** Of what is known: at least so much, where a source has more. */
  readonly total: SeriesCounts & { readonly logs: VolumeEstimate; readonly traces: VolumeEstimate };
}

export interface EstimateProps {
  readonly sources: readonly SeriesSource[];
  readonly kept: Pick<KeptMetrics, "keeps">;
  /** By family of the catalogue. */
  readonly sizes: Readonly<Record<string, LabelSizes>>;
  readonly shape: Shape;
  readonly prices: Pick<Prices, "series" | "gigabytes">;
  /** Metrics that are not sent, by their names in the catalogue. @default - all are sent */
  readonly unsent?: ReadonlySet<string>;
}

/** Series and US dollars; the dollars are undefined where a price is not known. */
interface Amount {
  readonly series: number;
  readonly usd: number | undefined;
}

interface Counted {
  readonly family: string;
  readonly kept: Amount;
  readonly dropped: Amount;
  readonly unknown: readonly string[];
}

const NOTHING: Amount = { series: 0, usd: 0 };

export function seriesEstimate(props: EstimateProps): SeriesEstimate {
  const sources = props.sources.map((source) => estimateOf(source, props));
  return { sources: sources.map(({ shown }) => shown), total: totalOf(sources) };
}

/** A source as it is shown, and before it was rounded. */
interface Estimated {
  readonly shown: SourceEstimate;
  readonly exact: Readonly<Record<keyof SeriesCounts | "logUsd" | "traceUsd", number | undefined>>;
  readonly source: SeriesSource;
}

function estimateOf(source: SeriesSource, props: EstimateProps): Estimated {
  const counted = source.parts.map((part) => count(part, source, props));
  const unknown = [...source.unknown, ...new Set(counted.flatMap((part) => part.unknown))];
  // Nothing could be counted of something that is there.
  const isBlank = source.parts.length === 0 && unknown.length > 0;
  const kept = sum(counted.map((part) => part.kept));
  const dropped = sum(counted.map((part) => part.dropped));
  const isBilled = source.billing === "destinations" && !isBlank;
  const exact = {
    kept: isBlank ? undefined : kept.series,
    dropped: isBlank ? undefined : dropped.series,
    keptUsd: isBilled ? kept.usd : undefined,
    droppedUsd: isBilled || (dropped.series === 0 && !isBlank) ? dropped.usd : undefined,
    logUsd: usdOf("logs", source.logGigabytes, props),
    traceUsd: usdOf("traces", source.traceGigabytes, props),
  };
  const { name, kind, instances } = source;
  const shown = {
    name,
    kind,
    instances,
    families: byFamily(counted),
    ...countsOf(exact),
    unknown,
    logs: volume(source.logGigabytes, exact.logUsd),
    traces: volume(source.traceGigabytes, exact.traceUsd),
  };
  return { shown, exact, source };
}

/** One family from one source. */
function count(part: SeriesPart, source: SeriesSource, { kept, sizes, shape, prices, unsent }: EstimateProps): Counted {
  const { family, instances, intervalSeconds, only } = part;
  const sent = Object.entries(family.facts).filter(
    ([name]) => unsent?.has(name) !== true && (only === undefined || only.includes(name)),
  );
  const all = sent.map(([name, fact]: [string, MetricFact]) => {
    const series = metricSeries(fact, { ...sizes[family.name], ...part.sizes }, shape);
    return { ...series, name, isKept: !source.isFiltered || kept.keeps(name) };
  });
  const amount = (isKept: boolean): Amount => {
    const series = all.reduce((total, one) => total + (one.isKept === isKept ? (one.count ?? 0) : 0), 0) * instances;
    return { series, usd: prices.series(series, intervalSeconds) };
  };
  const unknown = all.flatMap(({ count: series, name, unknown: labels }) =>
    series === undefined ? [`${name}: how many values ${labels.join(" and ")} has`] : [],
  );
  return { family: family.name, kept: amount(true), dropped: amount(false), unknown };
}

/** A source may have one family several times, such as checks of several kinds. */
function byFamily(counted: readonly Counted[]): readonly FamilyEstimate[] {
  return [...new Set(counted.map(({ family }) => family))].map((name) => {
    const parts = counted.filter(({ family }) => family === name);
    return {
      name,
      kept: sum(parts.map((part) => part.kept)).series,
      dropped: sum(parts.map((part) => part.dropped)).series,
    };
  });
}

function totalOf(sources: readonly Estimated[]): SeriesEstimate["total"] {
  const total = (key: keyof Estimated["exact"]) => known(sources.map(({ exact }) => exact[key]));
  const services = sources.filter(({ source }) => source.kind === "service").map(({ source }) => source);
  return {
    ...countsOf({
      kept: total("kept"),
      dropped: total("dropped"),
      keptUsd: total("keptUsd"),
      droppedUsd: total("droppedUsd"),
    }),
    logs: volume(known(services.map(({ logGigabytes }) => logGigabytes)), total("logUsd")),
    traces: volume(known(services.map(({ traceGigabytes }) => traceGigabytes)), total("traceUsd")),
  };
}

function countsOf(exact: Readonly<Record<keyof SeriesCounts, number | undefined>>): SeriesCounts {
  return {
    kept: shownNumber(exact.kept),
    dropped: shownNumber(exact.dropped),
    keptUsd: inCents(exact.keptUsd),
    droppedUsd: inCents(exact.droppedUsd),
  };
}

function usdOf(
  kind: "logs" | "traces",
  gigabytes: number | undefined,
  { prices }: Pick<EstimateProps, "prices">,
): number | undefined {
  return gigabytes === undefined ? undefined : prices.gigabytes(kind, gigabytes);
}

function volume(gigabytes: number | undefined, usd: number | undefined): VolumeEstimate {
  return { gigabytes: shownNumber(gigabytes), usd: inCents(usd) };
}

function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (total, { series, usd }) => ({
      series: total.series + series,
      usd: total.usd === undefined || usd === undefined ? undefined : total.usd + usd,
    }),
    NOTHING,
  );
}

/** The sum of what is known; undefined where there is something, and nothing of it is known. */
function known(numbers: readonly (number | undefined)[]): number | undefined {
  const given = numbers.filter((one) => one !== undefined);
  return given.length === 0 && numbers.length > 0 ? undefined : given.reduce((total, one) => total + one, 0);
}

function shownNumber(value: number | undefined): Known {
  return value ?? "unknown";
}

function inCents(usd: number | undefined): Known {
  return usd === undefined ? "unknown" : Math.round(usd * 100) / 100;
}
