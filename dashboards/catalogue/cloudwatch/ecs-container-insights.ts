/**
 * Container Insights of ECS. Opt-in for each cluster; what is marked as enhanced needs its enhanced observability. Each
 * metric is sent with several sets of the dimensions that stand here.
 *
 * Left out: GPU and file system metrics of ECS Managed Instances.
 */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const SERVICE = ["ClusterName", "ServiceName"] as const;

/** Sums over the cluster, a service, a family of task definitions; enhanced: single tasks. */
const TASK = [...SERVICE, "TaskDefinitionFamily", "TaskId"] as const;

const CONTAINER = [...TASK, "ContainerName"] as const;

/** A container instance that runs the CloudWatch agent. */
const INSTANCE = ["ClusterName", "ContainerInstanceId", "InstanceId"] as const;

/** Told of tasks and, enhanced, of containers. CPU units are 1/1024 of a vCPU. */
function usage(prefix: "" | "Container", labels: readonly string[]): Readonly<Record<string, MetricEntry>> {
  return {
    [`${prefix}CpuUtilized`]: gauge("None", ...labels),
    [`${prefix}CpuReserved`]: gauge("None", ...labels),
    [`${prefix}MemoryUtilized`]: gauge("Megabytes", ...labels),
    [`${prefix}MemoryReserved`]: gauge("Megabytes", ...labels),
    [`${prefix}NetworkRxBytes`]: gauge("Bytes/Second", ...labels),
    [`${prefix}NetworkTxBytes`]: gauge("Bytes/Second", ...labels),
    [`${prefix}StorageReadBytes`]: counter("Bytes", ...labels),
    [`${prefix}StorageWriteBytes`]: counter("Bytes", ...labels),
  };
}

export const ecsContainerInsights = cloudWatchFamily({
  namespace: "ECS/ContainerInsights",
  source:
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html",
  metrics: {
    ContainerInstanceCount: gauge("Count", "ClusterName"),
    ServiceCount: gauge("Count", "ClusterName"),
    TaskCount: gauge("Count", "ClusterName"),
    DesiredTaskCount: gauge("Count", ...SERVICE),
    RunningTaskCount: gauge("Count", ...SERVICE),
    PendingTaskCount: gauge("Count", ...SERVICE),
    DeploymentCount: gauge("Count", ...SERVICE),
    TaskSetCount: gauge("Count", ...SERVICE),

    ...usage("", TASK),
    EphemeralStorageReserved: gauge("Gigabytes", ...TASK),
    EphemeralStorageUtilized: gauge("Gigabytes", ...TASK),
    EBSFilesystemSize: gauge("Gigabytes", ...SERVICE, "TaskDefinitionFamily", "VolumeName"),
    EBSFilesystemUtilized: gauge("Gigabytes", ...SERVICE, "TaskDefinitionFamily", "VolumeName"),
    // Of containers with a restart policy.
    RestartCount: gauge("Count", ...CONTAINER),

    // Enhanced.
    ...usage("Container", CONTAINER),
    ContainerCpuUtilization: gauge("Percent", ...CONTAINER),
    ContainerMemoryUtilization: gauge("Percent", ...CONTAINER),
    TaskCpuUtilization: gauge("Percent", ...TASK),
    TaskMemoryUtilization: gauge("Percent", ...TASK),
    TaskEphemeralStorageUtilization: gauge("Percent", ...TASK),
    TaskEBSFilesystemUtilization: gauge("Percent", ...TASK),
    // Of containers with a health check.
    UnHealthyContainerHealthStatus: { ...gauge("Count", ...CONTAINER), range: [0, 1] },

    instance_cpu_limit: gauge("None", "ClusterName"),
    instance_cpu_reserved_capacity: gauge("Percent", ...INSTANCE),
    instance_cpu_usage_total: gauge("None", "ClusterName"),
    instance_cpu_utilization: gauge("Percent", ...INSTANCE),
    instance_filesystem_utilization: gauge("Percent", ...INSTANCE),
    instance_memory_limit: gauge("Bytes", "ClusterName"),
    instance_memory_reserved_capacity: gauge("Percent", ...INSTANCE),
    instance_memory_utilization: gauge("Percent", ...INSTANCE),
    instance_memory_working_set: gauge("Bytes", "ClusterName"),
    instance_network_total_bytes: gauge("Bytes/Second", "ClusterName"),
    instance_number_of_running_tasks: gauge("Count", "ClusterName"),
  },
});
