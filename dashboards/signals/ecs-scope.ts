/** What signals of ECS are filtered, grouped and called by. */
import { CLOUDWATCH_PLACE, onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import {
  type CloudWatchMetric,
  chosen,
  cloudWatch,
  prometheus,
  promql,
  type PromExpr,
  type PromSelector,
} from "../core/query";

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

/** Dimensions of CloudWatch by which its panels can be narrowed, called as the variables are. */
export const CLUSTER = "ClusterName";
export const SERVICE_NAME = "ServiceName";

/** UID of the dashboard; links from elsewhere rely on it. */
export const ECS = "ecs";

const ofCluster = { [CLUSTER]: chosen(CLUSTER) };
const ofService = { ...ofCluster, [SERVICE_NAME]: chosen(SERVICE_NAME) };

type Asked = Pick<CloudWatchMetric, "metric" | "statistic"> & {
  readonly namespace: "AWS/ECS" | "ECS/ContainerInsights";
};

/** What CloudWatch has of each service, or of its parts that the dimensions name. */
export function ofServices(asked: Asked, ...parts: readonly string[]) {
  const more = Object.fromEntries(parts.map((name) => [name, "*"]));
  return {
    query: cloudWatch({ ...asked, dimensions: { ...ofService, ...more } }),
    drillDowns: [{ title: "Only this one", dashboard: ECS, hand: [CLUSTER, SERVICE_NAME], keep: CLOUDWATCH_PLACE }],
  };
}

/** What CloudWatch has of each cluster. */
export function ofClusters(asked: Asked) {
  return {
    query: cloudWatch({ ...asked, dimensions: ofCluster }),
    drillDowns: [
      onlyThis(ECS, CLUSTER),
      { title: "Hosts", dashboard: "hosts", keep: ["account", "region", "environment", ...CLOUDWATCH_PLACE] },
    ],
  };
}
