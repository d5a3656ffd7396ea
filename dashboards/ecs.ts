/** The dashboard of ECS, as a table of contents. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable } from "./core/dimension-variable";
import { row } from "./core/grid";
import { stat, stateTimeline, table, timeSeries } from "./core/panels";
import { promql } from "./core/query";
import { type EstateScope, estateVariables, labelVariable } from "./core/variables";
import * as health from "./signals/ecs";
import { CLUSTER, ECS, SERVICE_NAME } from "./signals/ecs-scope";
import * as traffic from "./signals/ecs-traffic";
import * as usage from "./signals/ecs-usage";

/** Clusters, services, tasks and containers: whether they run, and what they use of what they have reserved. */
export function ecsDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: ECS,
      title: "ECS",
      description: "Whether the tasks of each service run, and what they use of what they have reserved.",
      folder: "Compute",
      tags: ["compute"],
      file: "dashboards/ecs.ts",
      from: "now-3h",
      refresh: "1m",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, ["account", "region", "environment", "service"]),
        clusters(scope),
        ...estateVariables(scope, ["cloudwatch_region"]),
        dimensionVariable(CLUSTER, "Cluster in CloudWatch", "Cluster that graphs of CloudWatch are about."),
        dimensionVariable(SERVICE_NAME, "Service in CloudWatch", "Service of ECS that graphs of CloudWatch are about."),
      ],
      rows: [
        row("Is it fine?", [
          stat(health.tasksRunning, { sparkline: true }),
          stat(health.servicesDown),
          stat(health.worstReplacements),
          stat(usage.busiestService),
          stat(usage.fullestTask),
          stat(usage.fullestStorage),
        ]),
        row("Services", [
          table(health.tasksOfServices, {
            title: "Services",
            description:
              "Each service with its tasks, how often they were replaced within the hour, and what they use of what they have reserved.",
            also: [health.taskReplacements, usage.serviceCpu, usage.serviceMemory, usage.serviceStorage],
          }).w(24),
        ]),
        row("Tasks wanted and running", [
          timeSeries(health.desiredTasks, {
            title: "Desired and running tasks",
            description:
              "Tasks that each service should run, and those that do. Running below desired for more than a start takes means that tasks cannot start or keep dying: look at the two rows below. Needs Container Insights on the cluster, in the account and region chosen for CloudWatch.",
            also: [health.runningTasks],
          }),
          timeSeries(health.pendingTasks),
        ]),
        row("Deployments", [
          stat(health.deploymentsUnderWay),
          timeSeries(health.revisionsRunning).w(10),
          timeSeries(health.deployments).w(10),
        ]),
        row("Restarts and health", [
          timeSeries(health.taskReplacements).w(8),
          timeSeries(health.containerRestarts).w(8),
          stateTimeline(health.unhealthyContainers).w(8),
        ]),
        row("CPU", [
          timeSeries(usage.serviceCpu).w(8),
          timeSeries(usage.containerCpu).w(8),
          timeSeries(usage.unusedCpu).w(8),
        ]),
        row("Memory", [
          timeSeries(usage.serviceMemory).w(8),
          timeSeries(usage.containerMemory).w(8),
          timeSeries(usage.unusedMemory).w(8),
        ]),
        row("Network and disk", [
          timeSeries(traffic.received, {
            title: "Network",
            description: "Bytes per second that the tasks of each service receive and send.",
            also: [traffic.sent],
          }).w(6),
          timeSeries(traffic.lostPackets).w(6),
          timeSeries(usage.serviceStorage).w(6),
          timeSeries(traffic.diskRead, {
            title: "Disk",
            description: "Bytes per second that the tasks of each service read from disk and write to it.",
            also: [traffic.diskWritten],
          }).w(6),
        ]),
        row("Tasks", [
          table(usage.taskMemory, {
            title: "Tasks",
            description:
              "Each task with what it uses of its own reservation. One that differs from its siblings is stuck or has all the load: stop it, and the service starts another.",
            also: [usage.taskCpu, usage.taskStorage],
          }).w(24),
        ]),
        row("Without a collector", [
          timeSeries(health.cpuByCloudWatch).w(8),
          timeSeries(health.memoryByCloudWatch).w(8),
          timeSeries(health.volumesByCloudWatch).w(8),
        ]),
        row("Clusters on EC2", [
          timeSeries(health.clusterCpuReserved).w(8),
          timeSeries(health.clusterMemoryReserved).w(8),
          timeSeries(health.containerInstances).w(8),
        ]),
      ],
    }),
  ];
}

/** Clusters that report; the estate need not know them. */
function clusters({ sources }: EstateScope) {
  return labelVariable({
    name: "cluster",
    label: "Cluster",
    description: "Cluster of ECS, by its name.",
    of: promql("ecs_task_memory_utilized_MiB").where({
      account: true,
      region: true,
      environment: true,
      service: true,
    }),
    values: "aws_ecs_cluster_name",
    sources,
  });
}
