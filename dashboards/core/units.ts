/** Grafana unit ids in use, each with the digits that people want to see. A closed set: a misspelt unit does not compile. */
export const DECIMALS = {
  currencyUSD: 2,
  percent: 1,
  /** A share, 0-1. */
  percentunit: 1,
  /** A number, shortened: 1.2 K. */
  short: 0,
  /** A number as it is. */
  none: 0,
  /** Text. */
  string: 0,
  /** Yes and no. */
  bool_yes_no: 0,
  ns: 0,
  µs: 0,
  ms: 0,
  s: 1,
  m: 0,
  h: 1,
  d: 1,
  /** A moment in milliseconds since 1970. */
  dateTimeAsIso: 0,
  dateTimeFromNow: 0,
  /** Powers of 1024. */
  bytes: 1,
  /** Powers of 1000. */
  decbytes: 1,
  bits: 1,
  binBps: 1,
  Bps: 1,
  bps: 1,
  pps: 1,
  reqps: 2,
  ops: 2,
  iops: 1,
  rps: 1,
  wps: 1,
  mps: 1,
  cps: 2,
  eps: 2,
  opm: 1,
  hertz: 0,
  celsius: 1,
  rotrpm: 0,
  watt: 0,
  volt: 1,
} as const;

export type Unit = keyof typeof DECIMALS;

export const UNITS = Object.keys(DECIMALS) as readonly Unit[];
