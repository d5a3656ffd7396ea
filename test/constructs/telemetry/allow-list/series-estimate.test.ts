/** The estimate over a catalogue that can be counted on paper, and what holds for every catalogue. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SeriesSource } from "../../../../constructs/telemetry/allow-list/series-source";
import { type EstimateProps, seriesEstimate } from "../../../../constructs/telemetry/allow-list/series-estimate";
import { counter, family, gauge, histogram, summary } from "../../../../dashboards/catalogue/family";
import { host, web } from "./tiny-catalogue";

/** 10 US dollars for 1,000 series, 2 for a GB of lines, and no price for traces. */
const prices: EstimateProps["prices"] = {
  series: (count, seconds) => (count / 1000) * 10 * Math.max(1, 60 / seconds),
  gigabytes: (kind, count) => (kind === "logs" ? count * 2 : undefined),
};

const keeping = (...names: readonly string[]) => ({ keeps: (metric: string) => names.includes(metric) });

const source: SeriesSource = {
  name: "checkout",
  kind: "service",
  instances: 2,
  parts: [{ family: web, instances: 2, intervalSeconds: 60 }],
  isFiltered: true,
  billing: "destinations",
  unknown: [],
};

const props: EstimateProps = {
  sources: [source],
  kept: keeping("web_request_duration_seconds"),
  sizes: { web: { route: { count: 4 }, method: { follows: ["route"] } } },
  shape: { histogramBuckets: 5 },
  prices,
};

const UNKNOWN = { gigabytes: "unknown", usd: "unknown" };

describe("the estimate", () => {
  it("counts each metric in each instance: 2 x 84 series kept, 2 x 2 dropped", () => {
    expect(seriesEstimate(props)).toEqual({
      sources: [
        {
          name: "checkout",
          kind: "service",
          instances: 2,
          families: [{ name: "web", kept: 168, dropped: 4 }],
          kept: 168,
          dropped: 4,
          keptUsd: 1.68,
          droppedUsd: 0.04,
          unknown: [],
          logs: UNKNOWN,
          traces: UNKNOWN,
        },
      ],
      total: { kept: 168, dropped: 4, keptUsd: 1.68, droppedUsd: 0.04, logs: UNKNOWN, traces: UNKNOWN },
    });
  });

  it("takes what is known better of a source: 2 x 2 routes x 3 statuses x 7", () => {
    const parts = [{ family: web, instances: 2, intervalSeconds: 60, sizes: { route: { count: 2 } } }];
    expect(seriesEstimate({ ...props, sources: [{ ...source, parts }] }).total.kept).toBe(84);
  });

  it("asks the price for the points that there are: six times of what comes every 10 seconds", () => {
    const parts = [{ family: web, instances: 2, intervalSeconds: 10 }];
    expect(seriesEstimate({ ...props, sources: [{ ...source, parts }] }).total).toMatchObject({
      keptUsd: 10.08,
      droppedUsd: 0.24,
    });
  });

  it("says which metric it cannot count, and does not take it for nothing: 2 x (6 + 7 + 1 + 1), one kept", () => {
    const hosts: SeriesSource = {
      ...source,
      name: "hosts",
      kind: "hosts",
      parts: [{ family: host, instances: 2, intervalSeconds: 60 }],
    };
    const { sources } = seriesEstimate({ ...props, kept: keeping("host_load", "host_mounts"), sources: [hosts] });
    expect(sources).toMatchObject([
      { kept: 2, dropped: 28, unknown: ["host_mounts: how many values owner and mount has"] },
    ]);
  });

  it("counts only what is sent", () => {
    const parts = [{ family: host, instances: 1, intervalSeconds: 60, only: ["host_load", "host_pause_seconds"] }];
    const sources = [{ ...source, parts }];
    expect(seriesEstimate({ ...props, sources }).total).toMatchObject({ kept: 0, dropped: 8 });
    expect(seriesEstimate({ ...props, sources, unsent: new Set(["host_pause_seconds"]) }).total).toMatchObject({
      kept: 0,
      dropped: 1,
    });
  });

  it("drops nothing that passes no collector, and knows no cost of what is billed otherwise", () => {
    const checks: SeriesSource = { ...source, kind: "checks", isFiltered: false, billing: "unknown" };
    expect(seriesEstimate({ ...props, sources: [checks] }).sources).toMatchObject([
      { kept: 172, dropped: 0, keptUsd: "unknown", droppedUsd: 0 },
    ]);
  });

  it("adds up one family of several kinds", () => {
    const part = { family: host, instances: 1, intervalSeconds: 60 };
    const parts = [
      { ...part, only: ["host_load"] },
      { ...part, only: ["host_info"] },
    ];
    expect(seriesEstimate({ ...props, sources: [{ ...source, parts }] }).sources).toMatchObject([
      { families: [{ name: "host", kept: 0, dropped: 2 }] },
    ]);
  });

  it("is unknown for what is there and cannot be counted at all, and adds up the rest", () => {
    const silent: SeriesSource = { ...source, name: "silent", parts: [], unknown: ["what it sends"] };
    const { sources, total } = seriesEstimate({ ...props, sources: [source, silent] });
    const unknown = { kept: "unknown", dropped: "unknown", keptUsd: "unknown", droppedUsd: "unknown" };
    expect(sources[1]).toMatchObject({ ...unknown, unknown: ["what it sends"] });
    expect(total).toMatchObject({ kept: 168, dropped: 4, keptUsd: 1.68, droppedUsd: 0.04 });
    expect(seriesEstimate({ ...props, sources: [silent] }).total).toMatchObject(unknown);
  });

  it("is nothing for a service that is scaled to nothing, which is known", () => {
    const idle: SeriesSource = { ...source, instances: 0, parts: [] };
    expect(seriesEstimate({ ...props, sources: [idle] }).total).toMatchObject({ kept: 0, keptUsd: 0 });
  });

  it("knows no cost where a price is not known", () => {
    const unpriced = { ...prices, series: () => undefined };
    expect(seriesEstimate({ ...props, prices: unpriced }).total).toMatchObject({
      kept: 168,
      keptUsd: "unknown",
      droppedUsd: "unknown",
    });
  });

  it("adds GB of logs and traces as far as they are known, at the prices that are known", () => {
    const sources = [{ ...source, logGigabytes: 10, traceGigabytes: 3 }, source, { ...source, logGigabytes: 0.5 }];
    expect(seriesEstimate({ ...props, sources }).total).toMatchObject({
      logs: { gigabytes: 10.5, usd: 21 },
      traces: { gigabytes: 3, usd: "unknown" },
    });
  });
});

const label = fc.constantFrom("a", "b", "c", "d");
const entry = fc
  .tuple(fc.constantFrom(counter, gauge, histogram, summary), fc.uniqueArray(label, { maxLength: 4 }))
  .map(([kind, labels]) => kind("1", ...labels));
const values = fc.dictionary(label, fc.array(fc.constant("x"), { minLength: 1, maxLength: 9 }));
const anyFamily = fc
  .tuple(
    fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 }),
    values,
    fc.array(entry, { minLength: 8, maxLength: 8 }),
  )
  .map(([names, known, entries]) => {
    const metrics = names.flatMap((name, index) => {
      const metric = entries[index];
      return metric === undefined ? [] : [[`m_${name}`, metric] as const];
    });
    return family({ name: "any", source: "https://example.com/", values: known, metrics: Object.fromEntries(metrics) });
  });

describe("kept and dropped", () => {
  it("are all that is sent, whatever is asked for", () => {
    fc.assert(
      fc.property(anyFamily, fc.nat(50), fc.func(fc.boolean()), (any, instances, keeps) => {
        const sources = [{ ...source, parts: [{ family: any, instances, intervalSeconds: 60 }] }];
        const some = seriesEstimate({ ...props, sources, kept: { keeps } });
        const all = seriesEstimate({ ...props, sources, kept: { keeps: () => true } });
        const none = seriesEstimate({ ...props, sources, kept: { keeps: () => false } });
        expect(all.total.dropped).toBe(0);
        expect(none.total.kept).toBe(0);
        expect(none.total.dropped).toBe(all.total.kept);
        expect(Number(some.total.kept) + Number(some.total.dropped)).toBe(all.total.kept);
        expect(some.sources[0]?.unknown).toEqual(all.sources[0]?.unknown);
      }),
    );
  });
});
