/** Grafana unit ids in use. A closed set, so that a misspelt unit does not compile. */
export const UNITS = ["currencyUSD", "percent", "short"] as const;

export type Unit = (typeof UNITS)[number];

/** Digits after the point that people want to see for a unit. */
export const DECIMALS: Readonly<Record<Unit, number>> = { currencyUSD: 2, percent: 1, short: 0 };
