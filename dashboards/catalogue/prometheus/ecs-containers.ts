/**
 * Tasks and containers of ECS, as the receiver awsecscontainermetrics of the OpenTelemetry Collector reads them from the
 * task metadata endpoint. Its units are words, which Prometheus' names keep as they are, and its sums are not marked as
 * rising only, so their names lack `_total`. What it says of the resource has to be made labels by the collector.
 *
 * `Megabytes` are mebibytes, and `None` of the CPU is percent and vCPU: see the receiver's table.
 */
import { counter, family, gauge, type MetricEntry } from "../family";

const TASK = [
  "aws_ecs_cluster_name",
  "aws_ecs_service_name",
  "aws_ecs_task_family",
  "aws_ecs_task_revision",
  "aws_ecs_task_id",
  "aws_ecs_launch_type",
  "cloud_availability_zone",
] as const;

const CONTAINER = [...TASK, "container_name", "container_image_tag"] as const;

export const ecsContainers = family({
  name: "ecs-containers",
  source:
    "https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/awsecscontainermetricsreceiver#available-metrics",
  values: {
    aws_ecs_cluster_name: ["shop"],
    aws_ecs_service_name: ["checkout", "payments"],
    aws_ecs_task_family: ["shop-checkout"],
    aws_ecs_task_revision: ["42"],
    aws_ecs_task_id: ["0f2c9d1e", "7a51b3c8"],
    aws_ecs_launch_type: ["fargate", "ec2"],
    cloud_availability_zone: ["eu-central-1a"],
    container_name: ["app", "collector"],
    container_image_tag: ["1.4.2"],
  },
  metrics: {
    ...usage("ecs_task_", TASK),
    ...usage("container_", CONTAINER),
    ecs_task_ephemeral_storage_utilized_Megabytes: gauge("MiBy", ...TASK),
    ecs_task_ephemeral_storage_reserved_Megabytes: gauge("MiBy", ...TASK),
  },
});

/** What is told of tasks and containers alike. */
function usage(prefix: string, labels: readonly string[]): Record<string, MetricEntry> {
  const metrics: Readonly<Record<string, MetricEntry>> = {
    memory_usage_Bytes: gauge("By", ...labels),
    memory_usage_max_Bytes: gauge("By", ...labels),
    memory_usage_limit_Bytes: gauge("By", ...labels),
    memory_utilized_Megabytes: gauge("MiBy", ...labels),
    memory_reserved_Megabytes: gauge("MiBy", ...labels),
    cpu_usage_total_Nanoseconds: counter("ns", ...labels),
    cpu_usage_kernelmode_Nanoseconds: counter("ns", ...labels),
    cpu_usage_usermode_Nanoseconds: counter("ns", ...labels),
    cpu_usage_system_Nanoseconds: counter("ns", ...labels),
    cpu_usage_vcpu_vCPU: gauge("{vcpu}", ...labels),
    cpu_cores_Count: gauge("{cpu}", ...labels),
    cpu_onlines_Count: gauge("{cpu}", ...labels),
    cpu_reserved_None: gauge("{vcpu}", ...labels),
    cpu_utilized_None: gauge("%", ...labels),
    network_rate_rx_Bytes_per_Second: gauge("By/s", ...labels),
    network_rate_tx_Bytes_per_Second: gauge("By/s", ...labels),
    network_io_usage_rx_bytes_Bytes: counter("By", ...labels),
    network_io_usage_rx_packets_Count: counter("{packet}", ...labels),
    network_io_usage_rx_errors_Count: counter("{packet}", ...labels),
    network_io_usage_rx_dropped_Count: counter("{packet}", ...labels),
    network_io_usage_tx_bytes_Bytes: counter("By", ...labels),
    network_io_usage_tx_packets_Count: counter("{packet}", ...labels),
    network_io_usage_tx_errors_Count: counter("{packet}", ...labels),
    network_io_usage_tx_dropped_Count: counter("{packet}", ...labels),
    storage_read_bytes_Bytes: counter("By", ...labels),
    storage_write_bytes_Bytes: counter("By", ...labels),
  };
  return Object.fromEntries(Object.entries(metrics).map(([name, entry]) => [`${prefix}${name}`, entry]));
}
