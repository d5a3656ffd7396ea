/** What telemetry costs a month, by the destinations that take it and the price list, or by the prices of the config. */
import { destinationsOf } from "../../../config/destinations";
import type { EstateConfig } from "../../../config/estate";
import facts from "../../../config/facts/telemetry-prices.json" with { type: "json" };

/** A number, or the word for what nobody knows: never taken for nothing. */
export type Known = number | "unknown";

/** Hours of an average month. */
const MONTH_HOURS = 730;

/** One price with where it is from. */
export interface PriceLine {
  readonly of: "metrics" | "logs" | "traces";
  readonly destination: string;
  readonly usd: Known;
  /** What it is for: `1,000 active series a month`. */
  readonly per: string;
  readonly plan: string;
  /** Where it was read. @default - the config says it, or it is not known */
  readonly url?: string;
  /** When. @default - see `url` */
  readonly date?: string;
  /** What the plan includes, in the unit that is counted; it is not taken off. @default - nothing */
  readonly included?: number;
}

export interface Prices {
  readonly lines: readonly PriceLine[];
  /** US dollars a month for series with a point each so many seconds; undefined where a price is not known. */
  series(count: number, intervalSeconds: number): number | undefined;
  /** US dollars for so many GB. */
  gigabytes(kind: "logs" | "traces", count: number): number | undefined;
}

type Rate = (series: number, intervalSeconds: number) => number;

interface Priced {
  readonly line: PriceLine;
  readonly rate: Rate | undefined;
}

export function pricesOf(config: EstateConfig): Prices {
  const own = config.telemetry.allowList.prices;
  const destinations = destinationsOf(config);
  const metrics =
    own.thousandSeries === undefined
      ? destinations.metrics.map(metricPrice)
      : [given("metrics", own.thousandSeries, SERIES, perSeries(own.thousandSeries, 1))];
  const volumes = {
    logs: volumePrices("logs", destinations.logs, own.logGigabyte),
    traces: volumePrices("traces", destinations.traces, own.traceGigabyte),
  };
  return {
    lines: [...metrics, ...volumes.logs, ...volumes.traces].map(({ line }) => line),
    series: (count, intervalSeconds) => added(metrics.map(({ rate }) => rate?.(count, intervalSeconds))),
    gigabytes: (kind, count) => added(volumes[kind].map(({ rate }) => rate?.(count, MONTH_HOURS))),
  };
}

const SERIES = "1,000 active series a month";
const GIGABYTE = "a GB";

function metricPrice(destination: string): Priced {
  const of = "metrics";
  if (destination === "grafana-cloud") {
    const {
      usdPerThousandSeries: usd,
      pointsPerMinute,
      includedSeries: included,
      ...rest
    } = facts.metrics[destination];
    const { plan, url, date } = rest;
    const line = { of, destination, usd, per: SERIES, plan, url, date, included } as const;
    return { line, rate: perSeries(usd, pointsPerMinute) };
  }
  if (destination === "amazon-managed-prometheus") {
    const { usdPerTenMillionSamples: usd, plan, url, date } = facts.metrics[destination];
    const line = { of, destination, usd, per: "10 million samples", plan, url, date } as const;
    return { line, rate: (series, seconds) => ((series * MONTH_HOURS * 3600) / seconds / 1e7) * usd };
  }
  return unpriced(of, destination, SERIES);
}

/** Points beyond those that a series includes count as further series. */
function perSeries(usd: number, pointsPerMinute: number): Rate {
  return (series, seconds) => (series / 1000) * Math.max(1, 60 / seconds / pointsPerMinute) * usd;
}

function volumePrices(
  of: "logs" | "traces",
  destinations: readonly string[],
  own: number | undefined,
): readonly Priced[] {
  if (own !== undefined) return [given(of, own, GIGABYTE, (count) => count * own)];
  return destinations.map((destination) => {
    if (!GRAFANA_STORES.has(destination)) return unpriced(of, destination, GIGABYTE);
    const { usdPerGigabyte: usd, includedGigabytes: included, plan, url, date } = facts[of]["grafana-cloud"];
    return { line: { of, destination, usd, per: GIGABYTE, plan, url, date, included }, rate: (count) => count * usd };
  });
}

/** Stores of logs and traces that Grafana Cloud runs. */
const GRAFANA_STORES: ReadonlySet<string> = new Set(["loki", "loki-otlp", "tempo"]);

function given(of: PriceLine["of"], usd: number, per: string, rate: Rate): Priced {
  const line = { of, destination: "all", usd, per, plan: "telemetry.allowList.prices" };
  return { line, rate };
}

function unpriced(of: PriceLine["of"], destination: string, per: string): Priced {
  return { line: { of, destination, usd: "unknown", per, plan: "no price is known" }, rate: undefined };
}

function added(amounts: readonly (number | undefined)[]): number | undefined {
  return amounts.reduce<number | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0,
  );
}
