/** Whether tasks of ECS run as they should: how many, which revisions, what is replaced and restarted. */
import { prometheus } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { fromCount, NONE_ALLOWED } from "./count-thresholds";
import { byService, fromService, ofClusters, ofServices, SERVICE, tasks } from "./ecs-scope";

/** Every task tells of its memory, so that these series are the tasks. */
const running = tasks("ecs_task_memory_utilized_MiB");

const OPT_IN = "Needs Container Insights on the cluster, in the account and region chosen for CloudWatch.";

function insights(metric: string, statistic: "Average" | "Maximum", ...parts: readonly string[]) {
  return ofServices({ namespace: "ECS/ContainerInsights", metric, statistic }, ...parts);
}

export const tasksRunning: Signal = {
  id: "ecs-tasks-running",
  name: "Tasks running",
  description:
    "Tasks whose collector reports now, of all services chosen. A drop without a deployment: look at the replacements.",
  type: "gauge",
  unit: "short",
  query: prometheus(running.count().orZero()),
  judgement: { unjudged: "How many are right depends on the load; services without any are judged." },
};

const now = running.countBy(...SERVICE);
const withinTheHour = running.overTime("present_over_time", "1h").countBy(...SERVICE);

/** Also of services that have none left. */
const left = now.orZeroOf(withinTheHour);

export const tasksOfServices: JudgedSignal = {
  id: "ecs-tasks-of-services",
  name: "Tasks",
  description:
    "Tasks of each service whose collector reports now; 0 for a service that ran some within the last hour: read its events, and roll back what was deployed last.",
  type: "gauge",
  unit: "short",
  query: byService(left),
  judgement: { warnBelow: 0.75, badBelow: 0.5 },
  runbook: "ecs-service-down",
};

export const servicesDown: JudgedSignal = {
  id: "ecs-services-down",
  name: "Services without a task",
  description:
    "Services that ran tasks within the last hour and run none now. Either somebody scaled them to zero, or every task died: read the events of the service, and roll back what was deployed last.",
  type: "gauge",
  unit: "short",
  query: prometheus(withinTheHour.unless(now).count().orZero()),
  judgement: NONE_ALLOWED,
  runbook: "ecs-service-down",
};

/** Tasks that ended within the hour, for each one that runs. */
const replaced = withinTheHour.minus(left).dividedBy(left.apply("clamp_min", 1));

const REPLACEMENTS = { warnAbove: 1.5, badAbove: 3 } as const;

export const taskReplacements: JudgedSignal = {
  id: "ecs-task-replacements",
  name: "Task replacements",
  description:
    "Tasks that ended within the last hour, for each task that runs now. A deployment replaces each task once, which is 1; what stays above keeps starting and dying. Read the reason why the newest task stopped, then its logs.",
  type: "ratio",
  unit: "short",
  decimals: 1,
  query: byService(replaced),
  judgement: REPLACEMENTS,
  runbook: "ecs-tasks-keep-dying",
  drillDowns: fromService,
};

export const worstReplacements: JudgedSignal = {
  ...taskReplacements,
  id: "ecs-worst-task-replacements",
  name: "Replacements of the worst service",
  query: prometheus(replaced.max()),
  drillDowns: [],
};

const revisions = running.countBy(...SERVICE, "aws_ecs_task_revision").countBy(...SERVICE);

export const revisionsRunning: JudgedSignal = {
  id: "ecs-revisions-running",
  name: "Revisions running",
  description:
    "Revisions of the task definition that run side by side in each service. Two are a deployment under way; two that stay, or three, are one that does not end: roll back.",
  type: "gauge",
  unit: "short",
  query: byService(revisions),
  judgement: fromCount(2, 3),
  runbook: "ecs-deployment-stuck",
  drillDowns: fromService,
};

export const deploymentsUnderWay: Signal = {
  id: "ecs-deployments-under-way",
  name: "Deployments under way",
  description: "Services in which more than one revision of the task definition runs.",
  type: "gauge",
  unit: "short",
  query: prometheus(revisions.above(1).count().orZero()),
  judgement: { unjudged: "Deploying is no fault; revisions that stay side by side are judged." },
};

export const desiredTasks: Signal = {
  id: "ecs-desired-tasks",
  name: "Desired",
  description: `Tasks that each service should run. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...insights("DesiredTaskCount", "Average"),
  judgement: { unjudged: "It is what people and auto scaling ask for." },
};

export const runningTasks: Signal = {
  id: "ecs-running-tasks",
  name: "Running",
  description: `Tasks of each service in state RUNNING. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...insights("RunningTaskCount", "Average"),
  judgement: { unjudged: "Tasks that wait to run are judged." },
};

export const pendingTasks: JudgedSignal = {
  id: "ecs-pending-tasks",
  name: "Tasks waiting to start",
  description: `Tasks of each service in state PENDING. For minutes it is a start; longer, the cluster has no room, the image cannot be pulled, or a subnet has no address left: the events of the service say which. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...insights("PendingTaskCount", "Average"),
  judgement: fromCount(1, 3),
  runbook: "ecs-tasks-do-not-start",
};

export const deployments: JudgedSignal = {
  id: "ecs-deployments",
  name: "Deployments",
  description: `Deployments of each service, the one in place counted. Two are a roll-out; more than two are roll-outs started before the last had ended. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...insights("DeploymentCount", "Average"),
  judgement: fromCount(2, 3),
  runbook: "ecs-deployment-stuck",
};

export const containerRestarts: JudgedSignal = {
  id: "ecs-container-restarts",
  name: "Container restarts",
  description: `How often containers with a restart policy were started again within their task, the worst of each service. The task lives on, so nothing else shows it. Look for what ends the container: memory, a failed health check, its exit code. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...insights("RestartCount", "Maximum", "ContainerName"),
  judgement: fromCount(1, 3),
  runbook: "ecs-tasks-keep-dying",
};

export const unhealthyContainers: JudgedSignal = {
  id: "ecs-unhealthy-containers",
  name: "Container health",
  description: `Whether the health check of a container fails in any task of its service. Only containers with a health check are told of. ${OPT_IN} Its enhanced observability is needed as well.`,
  type: "gauge",
  unit: "none",
  ...insights("UnHealthyContainerHealthStatus", "Maximum", "ContainerName"),
  judgement: NONE_ALLOWED,
  runbook: "ecs-unhealthy-container",
  states: [
    { value: 0, text: "healthy", is: "good" },
    { value: 1, text: "unhealthy", is: "bad" },
  ],
};

/** What a service uses, told without a collector. */
function withoutCollector(metric: string, statistic: "Average" | "Maximum", texts: Texts): JudgedSignal {
  return {
    ...texts,
    type: "gauge",
    unit: "percent",
    ...ofServices({ namespace: "AWS/ECS", metric, statistic }),
    judgement: { warnAbove: 80, badAbove: 95 },
  };
}

type Texts = Pick<JudgedSignal, "id" | "name" | "description" | "runbook">;

const FREE = "CloudWatch has it of every service, in the account and region that are chosen for it.";

export const cpuByCloudWatch = withoutCollector("CPUUtilization", "Average", {
  id: "ecs-cpu-by-cloudwatch",
  name: "CPU by CloudWatch",
  description: `CPU that the tasks of each service use, of what they have reserved together. ${FREE} If it differs from what collectors report, some tasks have none.`,
  runbook: "ecs-cpu-full",
});

export const memoryByCloudWatch = withoutCollector("MemoryUtilization", "Maximum", {
  id: "ecs-memory-by-cloudwatch",
  name: "Memory by CloudWatch",
  description: `Memory that the fullest task of each service uses, of its reservation. ${FREE} If it differs from what collectors report, some tasks have none.`,
  runbook: "ecs-memory-full",
});

export const volumesByCloudWatch = withoutCollector("EBSFilesystemUtilization", "Maximum", {
  id: "ecs-volumes-by-cloudwatch",
  name: "EBS volumes of tasks",
  description:
    "How full the fullest EBS volume is that a task of each service has attached. Only services with such volumes have it. A task cannot write to a full one: clean up, or give new tasks a larger one.",
  runbook: "ecs-storage-full",
});

const onInstances = (metric: "CPUReservation" | "MemoryReservation", what: string): JudgedSignal => ({
  id: `ecs-cluster-${metric === "CPUReservation" ? "cpu" : "memory"}-reserved`,
  name: `${what} of clusters reserved`,
  description: `How much ${what} of the container instances of each cluster is promised to tasks. Near 100 no further task finds room: let the capacity provider add instances. Clusters on Fargate only do not have it.`,
  type: "gauge",
  unit: "percent",
  ...ofClusters({ namespace: "AWS/ECS", metric, statistic: "Average" }),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "ecs-cluster-full",
});

export const clusterCpuReserved = onInstances("CPUReservation", "CPU");
export const clusterMemoryReserved = onInstances("MemoryReservation", "Memory");

export const containerInstances: Signal = {
  id: "ecs-container-instances",
  name: "Container instances",
  description: `EC2 instances of each cluster that run tasks. ${OPT_IN}`,
  type: "gauge",
  unit: "short",
  ...ofClusters({ namespace: "ECS/ContainerInsights", metric: "ContainerInstanceCount", statistic: "Average" }),
  judgement: { unjudged: "How many are right depends on the load; what they have reserved is judged." },
};
