/** Home: the health of everything at a glance, a tile for each subject, and from each tile to its dashboard. */
import { alertList } from "./core/alert-list";
import { ifAnswerable } from "./core/answerable";
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { CLOUDWATCH_PLACE } from "./core/dimension-variable";
import { row } from "./core/grid";
import type { PanelCell } from "./core/panel-cell";
import { barGauge, stat } from "./core/panels";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import { whole } from "./core/whole";
import { worst } from "./core/worst";
import { apiServerErrors, HTTP, REST } from "./signals/api";
import { waitingApprovals } from "./signals/automation";
import { oldestNewestBackup } from "./signals/backups";
import { networkUnhealthyTargets, unhealthyTargets } from "./signals/balancer-targets";
import { failingEdges } from "./signals/calls";
import { driftedResources, failedRuns } from "./signals/delivery";
import { servicesDown } from "./signals/ecs";
import * as home from "./signals/home";
import { hostsSilent } from "./signals/host-system";
import { regionErrorShare } from "./signals/lambda";
import { oldestMessage } from "./signals/queues";
import { highestCpu } from "./signals/rds";
import { severeDetections } from "./signals/security-detections";
import { openCritical, overdue } from "./signals/security-posture";
import { securityContext, type SecurityQuestion, securitySignal } from "./signals/security-question";
import { spend } from "./signals/spend";
import { failing } from "./signals/synthetics";
import { lostShare } from "./signals/telemetry-collectors";
import { platformCost } from "./signals/telemetry-cost";
import { logBytes } from "./signals/telemetry-stores";

/** What is left of the filters of each subject. */
const FILTER = { environment: true } as const;

/** To dashboards over the estate's own metrics, and to those over CloudWatch. */
const CHOSEN = ["environment"];
const PLACE = CLOUDWATCH_PLACE;

export function homeDashboards(scope: EstateScope): readonly DashboardDefinition[] {
  return [
    dashboard({
      uid: "home",
      title: "Home",
      description: "The health of everything: what fires and who has it, a tile for each subject, findings and spend.",
      folder: "Estate",
      tags: ["home"],
      file: "dashboards/home.ts",
      from: "now-24h",
      // Not more often: some tiles ask Athena, which charges by what it reads.
      refresh: "5m",
      sources: scope.sources,
      variables: estateVariables(scope, ["environment", CLOUDWATCH_REGION]),
      rows: [
        row("Is everything fine?", [
          worst(home.firingAlerts).w(4),
          worst(home.unattendedAlerts).w(4),
          stat(to("services", "Services", home.servicesInObjective, CHOSEN)).w(4),
          stat(to("ecs", "ECS", servicesDown, CHOSEN), { title: "ECS services without a task" }).w(4),
          stat(to("hosts", "EC2 hosts", hostsSilent, CHOSEN)).w(4),
          stat(to("synthetics", "Synthetic monitoring", failing, CHOSEN), { title: "Checks from outside that fail" }).w(
            4,
          ),
        ]),
        row("What fires, and who has it", [
          alertList({
            title: "Alerts now",
            description:
              "Every alert that fires or is about to, of all folders. Open one for its runbook; silence it only with a reason.",
          }).w(12),
          barGauge(home.alertsByTeam).w(6),
          barGauge(home.onCall).w(6),
        ]),
        row("Managed services", [
          stat(to("rds", "RDS", highestCpu, PLACE), { title: "Databases, busiest processor" }).w(4),
          stat(to("lambda", "Lambda", regionErrorShare, PLACE), { title: "Functions, failing invocations" }).w(5),
          worst(to("load-balancers", "Load balancers", unhealthyTargets, PLACE), {
            title: "Load balancers, unhealthy targets",
            also: [whole(networkUnhealthyTargets)],
          }).w(5),
          worst(to("api", "APIs", apiServerErrors(REST), PLACE), {
            title: "APIs, server errors",
            also: [whole(apiServerErrors(HTTP))],
          }).w(5),
          worst(to("queues", "Queues and topics", oldestMessage, PLACE), { title: "Queues, oldest message" }).w(5),
        ]),
        row("Logs, traces and their way here", [
          stat(to("logs", "Logs explorer", logBytes, CHOSEN)).w(8),
          stat(to("traces", "Traces and service graph", failingEdges, CHOSEN), {
            title: "Failing calls between services",
          }).w(8),
          stat(to("telemetry", "Telemetry pipeline", lostShare, CHOSEN), { title: "Telemetry lost" }).w(8),
        ]),
        row("Delivery and operations", [
          stat(to("delivery", "Delivery", failedRuns, CHOSEN), { title: "Pipelines, failed runs" }).w(6),
          stat(to("delivery", "Delivery", driftedResources, CHOSEN)).w(6),
          stat(to("backups", "Backups and automation", oldestNewestBackup, CHOSEN)).w(6),
          stat(to("backups", "Backups and automation", waitingApprovals, CHOSEN), {
            title: "Runbooks waiting for approval",
          }).w(6),
        ]),
        row("Security", security(scope)),
        row("Spend", [
          ...spend(scope.billing).flatMap((signal) => ifAnswerable(scope.sources, signal, (one) => stat(one).w(6))),
          stat(to("telemetry", "Telemetry pipeline", platformCost, CHOSEN)).w(6),
        ]),
      ],
    }),
  ];
}

/** Tiles of what is open and seen, where a store of findings can be asked. */
function security(scope: EstateScope): PanelCell[] {
  const context = securityContext(scope);
  if (context === undefined) return [];
  const tile = (question: SecurityQuestion, uid: string, title: string): PanelCell[] => {
    const signal = securitySignal(context, question);
    return signal === undefined ? [] : [stat(to(uid, title, signal, [])).w(8)];
  };
  return [
    ...tile(openCritical, "security-posture", "Security posture"),
    ...tile(overdue, "security-posture", "Security posture"),
    ...tile(severeDetections, "security-events", "Security events"),
  ];
}

/** A signal of a subject as Home asks it, which leads to the subject's dashboard and nowhere else. */
function to(uid: string, title: string, signal: Signal, keep: readonly string[]): Signal {
  return { ...whole(signal, FILTER), drillDowns: [{ title, dashboard: uid, keep }] };
}
