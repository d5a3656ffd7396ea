/** What every scrape leaves behind, and what a Prometheus server tells of itself and of its alerts. */
import { counter, family, flag, gauge, info, summary } from "../family";

export const prometheusServer = family({
  name: "prometheus",
  source: "https://prometheus.io/docs/concepts/jobs_instances/",
  values: {
    alertstate: ["pending", "firing"],
    alertname: ["service-errors", "disk-full"],
    severity: ["info", "warn", "page"],
    type: ["float", "histogram"],
    slice: ["inner_eval", "prepare_time", "queue_time", "result_sort"],
  },
  metrics: {
    up: flag(),
    scrape_duration_seconds: gauge("s"),
    scrape_samples_scraped: gauge("{sample}"),
    scrape_samples_post_metric_relabeling: gauge("{sample}"),
    scrape_series_added: gauge("{series}"),

    // Of rules that are evaluated, by Prometheus itself, Mimir and Amazon Managed Prometheus alike.
    ALERTS: info("alertname", "alertstate", "severity"),
    ALERTS_FOR_STATE: gauge("timestamp", "alertname", "severity"),

    prometheus_build_info: info("branch", "goarch", "goos", "goversion", "revision", "version"),
    prometheus_config_last_reload_successful: flag(),
    prometheus_tsdb_head_series: gauge("{series}"),
    prometheus_tsdb_head_samples_appended_total: counter("{sample}", "type"),
    prometheus_rule_evaluation_duration_seconds: summary("s"),
    prometheus_engine_query_duration_seconds: summary("s", "slice"),
    prometheus_notifications_dropped_total: counter("{notification}"),
    prometheus_notifications_queue_length: gauge("{notification}"),
  },
});
