/** What series and GB cost, by destination, worked out by hand from the price list. */
import { describe, expect, it } from "vitest";
import { defineEstate } from "../../../../config/define";
import type { EstateInput } from "../../../../config/estate";
import { pricesOf } from "../../../../constructs/telemetry/allow-list/prices";

function priced(parts: Pick<EstateInput, "destinations"> & { readonly prices?: object }) {
  const { prices = {}, destinations = {} } = parts;
  return pricesOf(
    defineEstate({
      name: "smallco",
      accounts: { main: { id: "111122223333", region: "eu-west-1" } },
      teams: { everyone: { name: "Everyone", email: "team@example.com" } },
      grafana: {
        owner: "everyone",
        stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
        dataSources: { xray: { account: "main" } },
      },
      destinations,
      telemetry: { allowList: { prices } },
    }),
  );
}

const workspace = { amazonPrometheus: { account: "main" } };

describe("prices", () => {
  it("of Grafana Cloud are by series with a point a minute: more points are more series, fewer are not less", () => {
    const prices = priced({});
    expect(prices.series(2000, 60)).toBe(13);
    expect(prices.series(2000, 15)).toBe(52);
    expect(prices.series(2000, 300)).toBe(13);
    expect(prices.gigabytes("logs", 30)).toBe(15);
    expect(prices.gigabytes("traces", 30)).toBe(15);
  });

  it("of Amazon Managed Prometheus are by samples: 1,000 series x 730 h x 3600 s / 60 s = 43.8 million, at 0.9 for 10", () => {
    const destinations = { metrics: ["amazon-managed-prometheus" as const], ...workspace };
    const prices = priced({ destinations });
    expect(prices.series(1000, 60)).toBeCloseTo(3.942, 10);
    expect(prices.series(1000, 300)).toBeCloseTo(0.7884, 10);
  });

  it("of two destinations are paid both", () => {
    const destinations = { metrics: ["grafana-cloud" as const, "amazon-managed-prometheus" as const], ...workspace };
    expect(priced({ destinations }).series(1000, 60)).toBeCloseTo(10.442, 10);
  });

  it("are unknown where one of the destinations has no price", () => {
    const prices = priced({ destinations: { metrics: ["grafana-cloud", "cloudwatch"], logs: ["loki", "cloudwatch"] } });
    expect(prices.series(1000, 60)).toBeUndefined();
    expect(prices.gigabytes("logs", 1)).toBeUndefined();
    expect(prices.gigabytes("traces", 1)).toBe(0.5);
    expect(prices.lines.map(({ of, destination, usd }) => `${of} ${destination} ${String(usd)}`)).toEqual([
      "metrics grafana-cloud 6.5",
      "metrics cloudwatch unknown",
      "logs loki 0.5",
      "logs cloudwatch unknown",
      "traces tempo 0.5",
    ]);
  });

  it("of the config are for all destinations together", () => {
    const destinations = { metrics: ["grafana-cloud" as const, "cloudwatch" as const], traces: ["xray" as const] };
    const prices = priced({ destinations, prices: { thousandSeries: 4, logGigabyte: 0, traceGigabyte: 0.25 } });
    expect(prices.series(1000, 60)).toBe(4);
    expect(prices.series(1000, 30)).toBe(8);
    expect(prices.gigabytes("logs", 100)).toBe(0);
    expect(prices.gigabytes("traces", 100)).toBe(25);
    expect(prices.lines[0]).toEqual({
      of: "metrics",
      destination: "all",
      usd: 4,
      per: "1,000 active series a month",
      plan: "telemetry.allowList.prices",
    });
  });
});
