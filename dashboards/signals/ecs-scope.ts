/** What signals of ECS are filtered, grouped and called by. */
import type { DrillDown } from "../core/drill-down";
import { type CloudWatchMetric, chosen, cloudWatch, prometheus, promql, type PromExpr } from "../core/query";
import type { PromSelector } from "../core/query";

/** Labels of a service of ECS; a task that no service has started has an empty name there. */
export const SERVICE = ["environment", "service", "aws_ecs_cluster_name", "aws_ecs_service_name"] as const;
export const TASK = [...SERVICE, "aws_ecs_task_revision", "aws_ecs_task_id"] as const;
export const CONTAINER = [...SERVICE, "container_name"] as const;

const NAMES = ["environment", "aws_ecs_cluster_name", "aws_ecs_service_name"] as const;

/** Where to read on about a service. */
export const fromService: readonly DrillDown[] = [
  { title: "Requests of the service", dashboard: "services", hand: ["service", "environment"], keep: ["account"] },
  { title: "Logs of the service", dashboard: "logs", hand: ["service", "environment"], keep: ["account"] },
];

/** Series of a metric of the collector beside the containers, of the tasks that people have chosen. */
export function tasks(metric: string): PromSelector {
  return promql(metric).where({
    account: true,
    region: true,
    environment: true,
    service: true,
    aws_ecs_cluster_name: chosen("cluster"),
  });
}

/** A question with one answer for each service. */
export function byService(expr: PromExpr) {
  return prometheus(expr, { legend: NAMES });
}

/** A question with one answer for each container of a service. */
export function byContainer(expr: PromExpr) {
  return prometheus(expr, { legend: [...NAMES, "container_name"] });
}

/** A metric of every service of every cluster in the account and region that are chosen for CloudWatch. */
export function insightsOfServices(
  metric: string,
  statistic: CloudWatchMetric["statistic"],
  ...more: readonly string[]
) {
  const dimensions = Object.fromEntries(["ClusterName", "ServiceName", ...more].map((name) => [name, "*"]));
  return cloudWatch({ namespace: "ECS/ContainerInsights", metric, statistic, dimensions });
}
