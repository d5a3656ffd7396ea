/**
 * What Grafana Cloud counts and charges: in the stack's data source `grafanacloud-usage`, not among the estate's own
 * metrics. Amounts of an organisation are gauges that begin at nothing each month; usage is in gigabytes. What Grafana
 * Alerting tells of its rules, and Grafana IRM of alert groups and the people whom it notified, stands there as well.
 */
import { counter, family, gauge, histogram, info } from "../family";

const STACK = ["id", "org_id", "stack_id"] as const;
const ORGANISATION = ["org_id"] as const;

export const grafanaCloud = family({
  name: "grafana-cloud",
  source: "https://grafana.com/docs/grafana-cloud/cost-management-and-billing/understand-usage-cost/",
  contract: false,
  values: {
    id: ["1001"],
    org_id: ["276038"],
    stack_id: ["555001"],
    limit_name: [
      "max_global_series_per_user",
      "ingestion_rate",
      "ingestion_burst_size",
      "max_global_series_per_metric",
      "ruler_max_rule_groups_per_tenant",
    ],
    reason: ["per_user_series_limit", "rate_limited"],
  },
  metrics: {
    grafanacloud_instance_info: info(...STACK, "name"),
    grafanacloud_instance_active_series: gauge("{series}", ...STACK),
    grafanacloud_instance_samples_per_second: gauge("{sample}/s", ...STACK),
    grafanacloud_instance_samples_discarded_per_second: gauge("{sample}/s", ...STACK, "reason"),
    grafanacloud_instance_billable_usage: gauge("{series}", ...STACK),
    grafanacloud_instance_metrics_limits: gauge("{limit}", ...STACK, "limit_name"),
    grafanacloud_logs_instance_bytes_received_per_second: gauge("By/s", ...STACK),
    grafanacloud_logs_instance_billable_bytes_received_per_second: gauge("By/s", ...STACK),
    grafanacloud_logs_instance_discarded_bytes_per_second: gauge("By/s", ...STACK),
    grafanacloud_logs_instance_limits: {
      ...gauge("{limit}", ...STACK, "limit_name"),
      values: { limit_name: ["max_global_streams_per_user", "ingestion_rate_mb", "retention_period"] },
    },
    grafanacloud_traces_instance_bytes_received_per_second: gauge("By/s", ...STACK),
    grafanacloud_traces_instance_billable_bytes_received_per_second: gauge("By/s", ...STACK),
    grafanacloud_traces_instance_limits: {
      ...gauge("{limit}", ...STACK, "limit_name"),
      values: { limit_name: ["ingestion_rate_limit_bytes", "ingestion_burst_size_bytes"] },
    },

    grafanacloud_org_metrics_billable_series: gauge("{series}", ...ORGANISATION),
    grafanacloud_org_metrics_included_series: gauge("{series}", ...ORGANISATION),
    grafanacloud_org_metrics_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_logs_usage: gauge("GBy", ...ORGANISATION),
    grafanacloud_org_logs_included_usage: gauge("GBy", ...ORGANISATION),
    grafanacloud_org_logs_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_traces_usage: gauge("GBy", ...ORGANISATION),
    grafanacloud_org_traces_included_usage: gauge("GBy", ...ORGANISATION),
    grafanacloud_org_traces_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_fe_o11y_billable_sessions: gauge("{session}", ...ORGANISATION),
    grafanacloud_org_fe_o11y_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_sm_billable_check_executions: gauge("{run}", ...ORGANISATION),
    grafanacloud_org_sm_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_irm_users: gauge("{user}", ...ORGANISATION),
    grafanacloud_org_irm_users_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_grafana_billable_users: gauge("{user}", ...ORGANISATION),
    grafanacloud_org_grafana_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_total_overage: gauge("USD", ...ORGANISATION),
    grafanacloud_org_spend_commit_credit_total: gauge("USD", ...ORGANISATION),
    grafanacloud_org_spend_commit_balance_total: gauge("USD", ...ORGANISATION),
  },
});

/** Rules of Grafana itself and of the stack's Alertmanager; `:rate5m` is a rate already. */
export const grafanaAlerting = family({
  name: "grafana-alerting",
  source: "https://grafana.com/docs/grafana-cloud/alerting-and-irm/alerting/set-up/meta-monitoring/",
  contract: false,
  values: { id: ["1001"], state: ["alerting", "pending", "nodata", "normal", "error"] },
  metrics: {
    grafanacloud_grafana_instance_alerting_alerts: gauge("{alert}", "id", "state"),
    "grafanacloud_grafana_instance_alerting_rule_evaluations_total:rate5m": gauge("{evaluation}/s", "id"),
    "grafanacloud_grafana_instance_alerting_rule_evaluation_failures_total:rate5m": gauge("{evaluation}/s", "id"),
    grafanacloud_instance_alertmanager_notifications_per_second: gauge("{notification}/s", "id"),
    grafanacloud_instance_alertmanager_notifications_failed_per_second: gauge("{notification}/s", "id"),
  },
});

const INSTANCE = ["id", "slug", "org_id"] as const;
const ALERT_GROUPS = [...INSTANCE, "team", "integration"] as const;

export const grafanaIrm = family({
  name: "grafana-irm",
  source: "https://grafana.com/docs/grafana-cloud/alerting-and-irm/irm/measure-and-improve/alert-group-insights/",
  contract: false,
  values: {
    id: ["1001"],
    slug: ["acmeestate"],
    org_id: ["276038"],
    team: ["Platform", "Payments"],
    integration: ["Grafana Alerting"],
    state: ["firing", "acknowledged", "resolved", "silenced"],
    username: ["alex", "sam"],
  },
  metrics: {
    // A gauge in spite of its name: how many there are in each state.
    grafanacloud_oncall_instance_alert_groups_total: gauge("{group}", ...ALERT_GROUPS, "state"),
    grafanacloud_oncall_instance_alert_groups_response_time_seconds: histogram("s", ...ALERT_GROUPS),
    grafanacloud_oncall_instance_alert_groups_resolution_time_seconds: histogram("s", ...ALERT_GROUPS),
    grafanacloud_oncall_instance_user_was_notified_of_alert_groups_total: counter("{group}", ...INSTANCE, "username"),
  },
});
