/**
 * What Grafana Cloud counts and charges: in the stack's data source `grafanacloud-usage`, not among the estate's own
 * metrics. Amounts of an organisation are gauges that begin at nothing each month; usage is in gigabytes.
 */
import { family, gauge, info } from "../family";

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
  },
  metrics: {
    grafanacloud_instance_info: info(...STACK, "name"),
    grafanacloud_instance_active_series: gauge("{series}", ...STACK),
    grafanacloud_instance_samples_per_second: gauge("{sample}/s", ...STACK),
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
