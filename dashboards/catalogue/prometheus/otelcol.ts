/**
 * The OpenTelemetry Collector about itself. The names are those by OTLP; its own endpoint for scraping adds `_total` and
 * units only where `without_type_suffix` and `without_units` are off.
 */
import { counter, gauge, histogram } from "../family";
import { otlpFamily } from "../otlp";

const RECEIVER = ["receiver", "transport"] as const;

export const otelcol = otlpFamily({
  name: "otelcol",
  source: "https://opentelemetry.io/docs/collector/internal-telemetry/#lists-of-internal-metrics",
  values: {
    receiver: ["otlp", "awsecscontainermetrics"],
    transport: ["grpc", "http"],
    exporter: ["otlp_http/grafana"],
    data_type: ["logs", "metrics", "traces"],
    processor: ["memory_limiter", "batch"],
    otel_signal: ["logs", "metrics", "traces"],
    scraper: ["hostmetrics"],
  },
  metrics: {
    otelcol_receiver_accepted_spans: counter("{span}", ...RECEIVER),
    otelcol_receiver_accepted_metric_points: counter("{datapoint}", ...RECEIVER),
    otelcol_receiver_accepted_log_records: counter("{record}", ...RECEIVER),
    otelcol_receiver_refused_spans: counter("{span}", ...RECEIVER),
    otelcol_receiver_refused_metric_points: counter("{datapoint}", ...RECEIVER),
    otelcol_receiver_refused_log_records: counter("{record}", ...RECEIVER),
    otelcol_receiver_failed_spans: counter("{span}", ...RECEIVER),
    otelcol_receiver_failed_metric_points: counter("{datapoint}", ...RECEIVER),
    otelcol_receiver_failed_log_records: counter("{record}", ...RECEIVER),
    otelcol_scraper_scraped_metric_points: counter("{datapoint}", "receiver", "scraper"),
    otelcol_scraper_errored_metric_points: counter("{datapoint}", "receiver", "scraper"),

    otelcol_processor_incoming_items: counter("{item}", "processor", "otel_signal"),
    otelcol_processor_outgoing_items: counter("{item}", "processor", "otel_signal"),
    otelcol_processor_memory_limiter_refused_spans: counter("{span}", "processor"),
    otelcol_processor_memory_limiter_refused_metric_points: counter("{datapoint}", "processor"),
    otelcol_processor_memory_limiter_refused_log_records: counter("{record}", "processor"),
    otelcol_processor_batch_batch_send_size: histogram("{unit}", "processor"),

    otelcol_exporter_sent_spans: counter("{span}", "exporter"),
    otelcol_exporter_sent_metric_points: counter("{datapoint}", "exporter"),
    otelcol_exporter_sent_log_records: counter("{record}", "exporter"),
    otelcol_exporter_send_failed_spans: counter("{span}", "exporter"),
    otelcol_exporter_send_failed_metric_points: counter("{datapoint}", "exporter"),
    otelcol_exporter_send_failed_log_records: counter("{record}", "exporter"),
    otelcol_exporter_enqueue_failed_spans: counter("{span}", "exporter"),
    otelcol_exporter_enqueue_failed_metric_points: counter("{datapoint}", "exporter"),
    otelcol_exporter_enqueue_failed_log_records: counter("{record}", "exporter"),
    otelcol_exporter_queue_size: gauge("{batch}", "exporter", "data_type"),
    otelcol_exporter_queue_capacity: gauge("{batch}", "exporter", "data_type"),

    otelcol_process_uptime: counter("s"),
    otelcol_process_cpu_seconds: counter("s"),
    otelcol_process_memory_rss: gauge("By"),
    otelcol_process_runtime_heap_alloc_bytes: gauge("By"),
    otelcol_process_runtime_total_sys_memory_bytes: gauge("By"),
  },
});
