/** Web servers by their status pages. */
import { counter, family, flag, gauge, info } from "../family";

export const apacheExporter = family({
  name: "apache-exporter",
  source: "https://github.com/Lusitaniae/apache_exporter#collectors",
  values: {
    state: ["busy", "idle"],
    interval: ["1min", "5min", "15min"],
    type: ["system", "user"],
    mpm: ["event"],
  },
  metrics: {
    apache_up: flag(),
    apache_info: info("mpm", "version"),
    apache_accesses_total: counter("{request}"),
    apache_sent_kilobytes_total: counter("kBy"),
    apache_duration_ms_total: counter("ms"),
    apache_cpu_time_ms_total: counter("ms", "type"),
    apache_cpuload: gauge("1"),
    apache_load: gauge("{process}", "interval"),
    apache_uptime_seconds_total: counter("s"),
    apache_processes: { ...gauge("{process}", "state"), values: { state: ["all", "stopping"] } },
    apache_workers: gauge("{worker}", "state"),
    apache_connections: {
      ...gauge("{connection}", "state"),
      values: { state: ["total", "writing", "keepalive", "closing"] },
    },
    apache_scoreboard: {
      ...gauge("{worker}", "state"),
      values: {
        state: [
          "closing",
          "dns",
          "graceful_stop",
          "idle",
          "idle_cleanup",
          "keepalive",
          "logging",
          "open_slot",
          "read",
          "reply",
          "startup",
        ],
      },
    },
  },
});

export const nginxExporter = family({
  name: "nginx-exporter",
  source: "https://github.com/nginx/nginx-prometheus-exporter#metrics-for-nginx-oss",
  metrics: {
    nginx_up: flag(),
    nginx_connections_accepted: counter("{connection}"),
    nginx_connections_handled: counter("{connection}"),
    nginx_connections_active: gauge("{connection}"),
    nginx_connections_reading: gauge("{connection}"),
    nginx_connections_writing: gauge("{connection}"),
    nginx_connections_waiting: gauge("{connection}"),
    nginx_http_requests_total: counter("{request}"),
  },
});
