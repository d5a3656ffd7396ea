/** What the overview asks itself: what fires, who has it, and how many services keep their objective. */
import { cloudWatch, type CloudWatchMetric, overRange, prometheus, promql, usage } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";
import { availabilityByService } from "./services";

const groups = promql("grafanacloud_oncall_instance_alert_groups_total");
const notified = promql("grafanacloud_oncall_instance_user_was_notified_of_alert_groups_total");

export const firingAlerts: JudgedSignal = {
  id: "home-firing-alerts",
  name: "Alerts that fire",
  description:
    "Alerts that fire now: of the rules in Grafana Cloud, or in the Alertmanager of Amazon Managed Prometheus. The list below names them, with what to do.",
  type: "gauge",
  unit: "short",
  query: usage(promql("grafanacloud_grafana_instance_alerting_alerts").where({ state: "alerting" }).sum().orZero()),
  elsewhere: [cloudWatch(alertmanager("ActiveAlerts"))],
  judgement: fromCount(1, 5),
  runbook: "alerts-fire",
};

export const unattendedAlerts: JudgedSignal = {
  id: "home-unattended-alerts",
  name: "Alerts that nobody has",
  description:
    "Alert groups of Grafana IRM that nobody has acknowledged or silenced. Amazon's platform does not know who is on call: there it is messages about alerts that did not get through in five minutes, so that nobody was told.",
  type: "gauge",
  unit: "short",
  query: usage(groups.where({ state: "firing" }).sum().orZero()),
  elsewhere: [
    cloudWatch({
      namespace: "AWS/Prometheus",
      metric: "AlertManagerNotificationsFailed",
      statistic: "Sum",
      period: FIVE_MINUTES,
      dimensions: { Workspace: "*" },
    }),
  ],
  judgement: fromCount(1, 3),
  runbook: "alerts-unattended",
};

export const alertsByTeam: Signal = {
  id: "home-alerts-by-team",
  name: "Alerts that nobody has, by team",
  description:
    "Alert groups that nobody has taken, by the team whose escalation runs: whom to call. On Amazon's platform, active alerts by workspace.",
  type: "gauge",
  unit: "short",
  query: usage(groups.where({ state: "firing" }).sumBy("team")),
  elsewhere: [cloudWatch(alertmanager("ActiveAlerts"))],
  judgement: fromCount(1, 3),
  runbook: "alerts-unattended",
};

export const onCall: Signal = {
  id: "home-on-call",
  name: "Who is being paged",
  description:
    "Alert groups of the range that each person was notified of: who is on call, and how much they carry. The schedule itself is in Grafana IRM. On Amazon's platform, alerts that were handed to the paging service, by workspace.",
  type: "counter",
  unit: "short",
  query: usage(notified.increase(overRange("1d")).sumBy("username")),
  elsewhere: [
    cloudWatch({
      namespace: "AWS/Prometheus",
      metric: "AlertManagerAlertsReceived",
      statistic: "Sum",
      dimensions: { Workspace: "*" },
    }),
  ],
  judgement: { unjudged: "How much is too much for one person is for the team to say." },
};

/** Percent of the requests that must succeed. */
const OBJECTIVE = "warnBelow" in availabilityByService.judgement ? availabilityByService.judgement.warnBelow : 100;

export const servicesInObjective: JudgedSignal = {
  id: "home-services-in-objective",
  name: "Services that keep their objective",
  description: `Share of the services of which at least ${String(OBJECTIVE)} % of the HTTP requests in the range succeeded.`,
  type: "ratio",
  unit: "percent",
  query: prometheus(availability().is(">=", OBJECTIVE).avg().times(100)),
  judgement: { warnBelow: 100, badBelow: 80 },
  runbook: "service-availability",
};

function availability() {
  const { query } = availabilityByService;
  if (query.language !== "promql") throw new Error("The availability of services is asked in PromQL.");
  return query.expr;
}

/** What Amazon Managed Prometheus counts of the alerts of each workspace. */
function alertmanager(resource: string): CloudWatchMetric {
  return {
    namespace: "AWS/Usage",
    metric: "ResourceCount",
    statistic: "Maximum",
    dimensions: { Service: "Prometheus", Type: "Resource", Class: "None", Resource: resource, ResourceId: "*" },
  };
}
