import { describe, expect, it } from "vitest";
import { counter, gauge, histogram, type MetricEntry } from "../../../dashboards/catalogue/family";
import { otlpFamily, prometheusLabel, prometheusName } from "../../../dashboards/catalogue/otlp";

describe("names of OpenTelemetry in Prometheus", () => {
  it.each<readonly [string, MetricEntry, string]>([
    ["http.server.request.duration", histogram("s"), "http_server_request_duration_seconds"],
    ["http.server.active_requests", gauge("{request}"), "http_server_active_requests"],
    ["http.server.request.body.size", histogram("By"), "http_server_request_body_size_bytes"],
    ["messaging.client.sent.messages", counter("{message}"), "messaging_client_sent_messages_total"],
    ["jvm.cpu.recent_utilization", gauge("1"), "jvm_cpu_recent_utilization_ratio"],
    ["requests.count", counter("1"), "requests_count_total"],
    ["jobs.total.started", counter("{job}"), "jobs_started_total"],
    ["disk.ratio.used", gauge("1"), "disk_used_ratio"],
    ["otelcol_process_cpu_seconds", counter("s"), "otelcol_process_cpu_seconds_total"],
    ["otelcol_process_memory_rss", gauge("By"), "otelcol_process_memory_rss_bytes"],
    ["network.rate.rx", gauge("Bytes/Second"), "network_rate_rx_Bytes_per_Second"],
    ["network.rate.rx", gauge("By/s"), "network_rate_rx_bytes_per_second"],
    ["requests.rate", gauge("{request}/s"), "requests_rate_per_second"],
    ["memory.utilized", gauge("Megabytes"), "memory_utilized_Megabytes"],
    ["cpu.utilization", gauge("%"), "cpu_utilization_percent"],
    ["drift.checked", gauge("timestamp"), "drift_checked_timestamp_seconds"],
  ])("%s", (name, entry, expected) => {
    expect(prometheusName(name, entry)).toBe(expected);
  });

  it("of attributes have underscores", () => {
    expect(prometheusLabel("http.response.status_code")).toBe("http_response_status_code");
  });
});

describe("a family that comes by OTLP", () => {
  it("has labels of the resource, and values by the names of Prometheus", () => {
    const { facts } = otlpFamily({
      name: "shop",
      source: "https://example.com/shop",
      values: { "shop.kind": ["retail"], "shop.other": ["no metric has it"] },
      metrics: { "shop.orders": counter("{order}", "shop.kind") },
    });
    expect(facts).toEqual({
      shop_orders_total: {
        unit: "{order}",
        type: "counter",
        labels: ["shop_kind", "service_version", "service_instance_id"],
        values: { shop_kind: ["retail"] },
        otlp: "shop.orders",
        source: "https://example.com/shop",
      },
    });
  });
});
