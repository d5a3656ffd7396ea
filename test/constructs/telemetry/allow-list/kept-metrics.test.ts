/** What is kept: what is asked for, whole, and what the config names, in whichever way it is written. */
import { describe, expect, it } from "vitest";
import { keptMetrics } from "../../../../constructs/telemetry/allow-list/kept-metrics";
import { catalogueOf, host, web } from "./tiny-catalogue";

const catalogue = catalogueOf(web, host);
const metrics = [...Object.keys(web.facts), ...Object.keys(host.facts)];

const kept = (series: readonly string[], keep: readonly string[]) => {
  const { names, prefixes, keeps } = keptMetrics({ series }, keep, catalogue);
  return { names, prefixes, metrics: metrics.filter(keeps) };
};

describe("what collectors keep", () => {
  it("is nothing where nobody asks", () => {
    expect(kept([], [])).toEqual({ names: [], prefixes: [], metrics: [] });
  });

  it("is a whole histogram where a part of it is asked for, by the name that collectors meet", () => {
    expect(kept(["web_request_duration_seconds_bucket", "host_load"], [])).toEqual({
      names: ["host_load", "web.request.duration"],
      prefixes: [],
      metrics: ["web_request_duration_seconds", "host_load"],
    });
  });

  it("is what the config names, as it is sent or as queries have it", () => {
    const asSent = kept(["host_load"], ["web.open", "orders.placed"]);
    expect(asSent).toEqual({
      names: ["host_load", "orders.placed", "web.open"],
      prefixes: [],
      metrics: ["web_open", "host_load"],
    });
    expect(kept(["host_load"], ["orders.placed", "web_open"])).toEqual(asSent);
  });

  it("is what begins as the config says, and nothing that is only like it", () => {
    expect(kept([], ["host_cpu*", "web.*", "web.*"])).toEqual({
      names: [],
      prefixes: ["host_cpu", "web."],
      metrics: ["web_request_duration_seconds", "web_open", "host_cpu_seconds_total"],
    });
    expect(kept([], ["web_*", "ost_load"]).metrics).toEqual([]);
  });
});
