import { beforeAll, describe, expect, it } from "vitest";
import { type Grammars, loadGrammars, parse } from "../../../dashboards/core/lint/grammar";
import { quantityOf } from "../../../dashboards/core/lint/quantity";
import { catalogue } from "../core/support";

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadGrammars();
});

const D = "http_server_request_duration_seconds";

describe("what an expression measures", () => {
  it.each<readonly [string, object | undefined]>([
    ["container_memory_usage_bytes", { base: "bytes", perSecond: 0 }],
    ["max_over_time(sum(container_memory_usage_bytes)[1h:])", { base: "bytes", perSecond: 0 }],
    ["rate(system_network_io_bytes_total[5m])", { base: "bytes", perSecond: 1 }],
    ["sum(rate(system_network_io_bytes_total[5m] offset 1d)) * 8", { base: "bits", perSecond: 1 }],
    ["increase(system_network_io_bytes_total[5m])", { base: "bytes", perSecond: 0 }],
    ["rate(container_cpu_time_seconds_total[5m])", { base: "seconds", perSecond: 1 }],
    [`rate(${D}_count[5m])`, { base: "count", perSecond: 1 }],
    [`rate(${D}_sum[5m]) / rate(${D}_count[5m])`, { base: "seconds", perSecond: 0 }],
    [`histogram_quantile(0.9, sum by (le) (rate(${D}_bucket[5m])))`, { base: "seconds", perSecond: 0 }],
    [`rate(${D}_count{a="b"}[5m]) / (rate(${D}_count[5m]) > 0)`, { base: "share", perSecond: 0 }],
    [`1 - rate(${D}_count{a="b"}[5m]) / rate(${D}_count[5m])`, { base: "share", perSecond: 0 }],
    [`(rate(${D}_count[5m]) or vector(0)) / rate(${D}_count[5m]) * 100`, { base: "percent", perSecond: 0 }],
    ["time() - process_start_time_seconds", { base: "seconds", perSecond: 0 }],
    ["count(container_memory_usage_bytes)", { base: "count", perSecond: 0 }],
    ["container_memory_usage_bytes > bool 5", { base: "count", perSecond: 0 }],
    ["topk(5, container_memory_usage_bytes)", { base: "bytes", perSecond: 0 }],
    ["clamp_max(container_memory_usage_bytes, 100)", { base: "bytes", perSecond: 0 }],
    ["rate(messages_total[5m])", { base: "count", perSecond: 1 }],
    ["container_memory_usage_bytes * 3", undefined],
    ["container_memory_usage_bytes / 1024", undefined],
    ["system_cpu_utilization_ratio", undefined],
    ["unheard_of", undefined],
    ["2 * 3", { constant: 6 }],
  ])("%s", (query, quantity) => {
    expect(quantityOf(parse(grammars, "promql", query), catalogue)).toEqual(quantity);
  });
});
