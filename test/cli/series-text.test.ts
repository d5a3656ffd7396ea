/** The estimate of series as people read it. */
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { seriesText } from "../../cli/series-text";
import type { EstateSeries } from "../../stacks";
import { minimal } from "../support/fixtures";

const colours = pc.createColors(false);
const UNKNOWN = { gigabytes: "unknown", usd: "unknown" } as const;

const checkout: EstateSeries["sources"][number] = {
  name: "checkout",
  kind: "service",
  instances: 4,
  families: [{ name: "http", kept: 1234, dropped: 56_789 }],
  kept: 1234,
  dropped: 56_789,
  keptUsd: 8.02,
  droppedUsd: 369.1,
  unknown: [],
  logs: UNKNOWN,
  traces: UNKNOWN,
};

const { kept, dropped, keptUsd, droppedUsd } = checkout;

const series: EstateSeries = {
  sources: [checkout],
  total: { kept, dropped, keptUsd, droppedUsd, logs: { gigabytes: 10.5, usd: 5.25 }, traces: UNKNOWN },
  uncounted: ["own metrics"],
  assumptions: minimal().telemetry.allowList.usage,
  prices: [
    {
      of: "metrics",
      destination: "grafana-cloud",
      usd: 6.5,
      per: "1,000 active series a month",
      plan: "Grafana Cloud Pro",
      url: "https://grafana.com/pricing/",
      date: "2026-11-27",
      included: 10_000,
    },
    { of: "logs", destination: "s3", usd: "unknown", per: "a GB", plan: "no price is known" },
  ],
};

const ASSUMED =
  "tasks 2, instrumentation http database nodejs, optionalMetrics false, routes 20, servers 3, tables 10, queues 3, histogramBuckets 15, hosts 2, hostCpus 2, hostDisks 2, hostUnits 40, hostDatabases 2, checks 0, probesPerCheck 3";

describe("the estimate of series for people", () => {
  it("is a table with what it takes for granted", () => {
    expect(seriesText(series, colours)).toEqual([
      "",
      "Active series, estimated   instances        kept     dropped   USD a month   USD saved",
      "checkout                           4       1,234      56,789          8.02      369.10",
      "In all                                     1,234      56,789          8.02      369.10",
      "2 % of what is counted is kept.",
      "Logs: 10.5 GB a month, 5.25 USD.",
      "Traces: how many GB a month is unknown.",
      "Not known, and not counted",
      "  own metrics",
      "Assumed in telemetry.allowList.usage",
      `  ${ASSUMED}`,
      "Prices",
      "  metrics to grafana-cloud: 6.50 USD for 1,000 active series a month (Grafana Cloud Pro, read 2026-11-27, https://grafana.com/pricing/); the first 10,000 are included and not taken off",
      "  logs to s3: unknown (no price is known)",
      "",
    ]);
  });

  it("says of whom something is unknown, and that all is at least so much", () => {
    const silent = {
      ...checkout,
      name: "hosts database-servers-of-the-shop",
      kept: "unknown",
      dropped: "unknown",
      keptUsd: "unknown",
      droppedUsd: "unknown",
      unknown: ["what is sent by StatsD"],
    } as const;
    const usage = { ...series.assumptions, services: { checkout: {} }, hostsByRole: { web: 3 }, logGigabytes: 2 };
    const lines = seriesText({ ...series, sources: [checkout, silent], assumptions: usage }, colours);
    expect(lines.slice(1, 5)).toEqual([
      "Active series, estimated             instances        kept     dropped   USD a month   USD saved",
      "checkout                                     4       1,234      56,789          8.02      369.10",
      "hosts database-servers-of-the-shop           4     unknown     unknown       unknown     unknown",
      "In all, at least                                     1,234      56,789          8.02      369.10",
    ]);
    expect(lines.slice(8, 12)).toEqual([
      "Not known, and not counted",
      "  hosts database-servers-of-the-shop: what is sent by StatsD",
      "  own metrics",
      "Assumed in telemetry.allowList.usage",
    ]);
    expect(lines[12]).toBe(`  ${ASSUMED}, logGigabytes 2, services: checkout, hostsByRole: web`);
  });

  it("says that a price of GB is unknown, and nothing of a share of nothing", () => {
    const total = { ...series.total, kept: 0, dropped: 0, logs: { gigabytes: 3, usd: "unknown" } } as const;
    expect(seriesText({ ...series, total }, colours)[4]).toBe("Logs: 3 GB a month, at an unknown price.");
  });

  it("is one line where nothing sends metrics", () => {
    expect(seriesText({ ...series, sources: [] }, colours)).toEqual([
      "Series kept and dropped: nothing of the estate sends metrics.",
      "",
    ]);
  });
});
