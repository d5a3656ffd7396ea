/** PostgreSQL, as postgres_exporter tells it. What the statistics views count has no `_total` in its name. */
import { counter, family, flag, gauge, info } from "../family";

const DATABASE = ["datid", "datname", "server"] as const;

export const postgresExporter = family({
  name: "postgres-exporter",
  source: "https://www.postgresql.org/docs/15/monitoring-stats.html",
  values: {
    datname: ["orders", "payments"],
    datid: ["16384", "16385"],
    state: ["active", "idle", "idle in transaction", "idle in transaction (aborted)", "disabled"],
    mode: ["accesssharelock", "rowsharelock", "rowexclusivelock", "exclusivelock", "accessexclusivelock"],
    collector: ["database", "bgwriter"],
  },
  metrics: {
    pg_up: flag(),
    pg_static: info("server", "short_version", "version"),
    pg_exporter_last_scrape_error: flag(),
    pg_exporter_last_scrape_duration_seconds: gauge("s"),
    pg_exporter_scrapes_total: counter("{scrape}"),
    pg_scrape_collector_success: flag("collector"),
    pg_scrape_collector_duration_seconds: gauge("s", "collector"),

    pg_database_size_bytes: gauge("By", "datname", "server"),
    pg_locks_count: gauge("{lock}", "datname", "mode", "server"),
    pg_stat_activity_count: gauge("{connection}", "datname", "server", "state"),
    pg_stat_activity_max_tx_duration: gauge("s", "datname", "server", "state"),
    pg_stat_archiver_archived_count: counter("{file}", "server"),
    pg_stat_archiver_failed_count: counter("{file}", "server"),
    pg_stat_archiver_last_archive_age: gauge("s", "server"),

    pg_stat_database_numbackends: gauge("{connection}", ...DATABASE),
    pg_stat_database_xact_commit: counter("{transaction}", ...DATABASE),
    pg_stat_database_xact_rollback: counter("{transaction}", ...DATABASE),
    pg_stat_database_blks_read: counter("{block}", ...DATABASE),
    pg_stat_database_blks_hit: counter("{block}", ...DATABASE),
    pg_stat_database_blk_read_time: counter("ms", ...DATABASE),
    pg_stat_database_blk_write_time: counter("ms", ...DATABASE),
    pg_stat_database_tup_returned: counter("{row}", ...DATABASE),
    pg_stat_database_tup_fetched: counter("{row}", ...DATABASE),
    pg_stat_database_tup_inserted: counter("{row}", ...DATABASE),
    pg_stat_database_tup_updated: counter("{row}", ...DATABASE),
    pg_stat_database_tup_deleted: counter("{row}", ...DATABASE),
    pg_stat_database_conflicts: counter("{query}", ...DATABASE),
    pg_stat_database_deadlocks: counter("{deadlock}", ...DATABASE),
    pg_stat_database_temp_files: counter("{file}", ...DATABASE),
    pg_stat_database_temp_bytes: counter("By", ...DATABASE),

    pg_stat_bgwriter_checkpoints_timed_total: counter("{checkpoint}", "server"),
    pg_stat_bgwriter_checkpoints_req_total: counter("{checkpoint}", "server"),
    pg_stat_bgwriter_checkpoint_write_time_total: counter("ms", "server"),
    pg_stat_bgwriter_checkpoint_sync_time_total: counter("ms", "server"),
    pg_stat_bgwriter_buffers_checkpoint_total: counter("{buffer}", "server"),
    pg_stat_bgwriter_buffers_clean_total: counter("{buffer}", "server"),
    pg_stat_bgwriter_buffers_backend_total: counter("{buffer}", "server"),
    pg_stat_bgwriter_buffers_alloc_total: counter("{buffer}", "server"),

    pg_settings_max_connections: gauge("{connection}", "server"),
    pg_settings_shared_buffers_bytes: gauge("By", "server"),
    pg_settings_max_wal_size_bytes: gauge("By", "server"),
  },
});
