/**
 * Checks from outside. blackbox_exporter and the probes of Grafana Synthetic Monitoring share the code, hence the names;
 * Synthetic Monitoring adds where it asked from and its sums over all runs.
 */
import { family, flag, gauge, histogram, info, summary } from "../family";

/** `job` and `instance` are the check's name and target; the contract's labels come from the check's own labels. */
const PROBE = ["probe", "config_version"] as const;

export const probes = family({
  name: "probes",
  source: "https://grafana.com/docs/grafana-cloud/testing/synthetic-monitoring/analyze-results/metrics/",
  values: {
    probe: ["Frankfurt", "Ohio"],
    config_version: ["1700000000000000000"],
    phase: ["connect", "processing", "resolve", "tls", "transfer"],
    check_name: ["http", "ping", "dns", "tcp", "browser"],
    region: ["EMEA", "AMER"],
    version: ["TLS 1.3"],
  },
  metrics: {
    probe_success: flag(...PROBE),
    probe_duration_seconds: gauge("s", ...PROBE),
    probe_dns_lookup_time_seconds: gauge("s", ...PROBE),
    probe_failed_due_to_regex: flag(...PROBE),
    probe_http_status_code: { ...gauge("{code}", ...PROBE), range: [200, 200] },
    probe_http_duration_seconds: gauge("s", "phase", ...PROBE),
    probe_http_content_length: gauge("By", ...PROBE),
    probe_http_uncompressed_body_length: gauge("By", ...PROBE),
    probe_http_redirects: gauge("{redirect}", ...PROBE),
    probe_http_ssl: flag(...PROBE),
    probe_http_version: gauge("1", ...PROBE),
    probe_ip_protocol: gauge("{version}", ...PROBE),
    probe_ssl_earliest_cert_expiry: gauge("timestamp", ...PROBE),
    probe_ssl_last_chain_expiry_timestamp_seconds: gauge("timestamp", ...PROBE),
    probe_tls_version_info: info("version", ...PROBE),
    probe_icmp_duration_seconds: {
      ...gauge("s", "phase", ...PROBE),
      values: { phase: ["resolve", "setup", "rtt"] },
    },
  },
});

export const syntheticMonitoring = family({
  name: "synthetic-monitoring",
  source: "https://grafana.com/docs/grafana-cloud/testing/synthetic-monitoring/analyze-results/metrics/",
  values: {
    probe: ["Frankfurt", "Ohio"],
    config_version: ["1700000000000000000"],
    phase: ["connect", "processing", "resolve", "tls", "transfer"],
    check_name: ["http", "ping", "dns", "tcp", "browser"],
    region: ["EMEA", "AMER"],
    alert_sensitivity: ["none", "low", "medium", "high"],
    frequency: ["60000"],
  },
  metrics: {
    sm_check_info: info("check_name", "region", "frequency", "alert_sensitivity", "geohash", ...PROBE),
    probe_all_success: { ...summary("{run}", ...PROBE) },
    probe_all_duration_seconds: histogram("s", ...PROBE),
    probe_dns_lookup_all_time_seconds: histogram("s", ...PROBE),
    probe_http_all_duration_seconds: histogram("s", "phase", ...PROBE),
    probe_data_received_bytes: gauge("By", "scenario", ...PROBE),
    probe_iteration_duration_seconds: gauge("s", "scenario", ...PROBE),
  },
});
