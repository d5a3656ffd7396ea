/**
 * Tasks and containers of ECS, as the receiver awsecscontainermetrics of the OpenTelemetry Collector reads them from the
 * task metadata endpoint. Its units are words, which Prometheus' names keep as they are, and its sums are not marked as
 * rising only, so their names lack `_total`. What it says of the resource has to be made labels by the collector.
 *
 * `MiB` are mebibytes (`Megabytes` in older releases), and `None` of the CPU is percent and vCPU: see the receiver's table.
 */
import { counter, family, gauge, type MetricEntry } from "../family";

const TASK = [
  "aws_ecs_cluster_name",
  "aws_ecs_service_name",
  "aws_ecs_task_family",
  "aws_ecs_task_revision",
  "aws_ecs_task_id",
  "aws_ecs_launchtype",
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
    aws_ecs_launchtype: ["fargate", "ec2"],
    cloud_availability_zone: ["eu-central-1a"],
    container_name: ["app", "collector"],
    container_image_tag: ["1.4.2"],
  },
  metrics: {
    ...usage("ecs.task", TASK),
    ...usage("container", CONTAINER),
    ...metric("ecs.task.ephemeral_storage.utilized", "MiB", gauge("MiBy", ...TASK)),
    ...metric("ecs.task.ephemeral_storage.reserved", "MiB", gauge("MiBy", ...TASK)),
  },
});

/** What is told of tasks and containers alike. */
function usage(prefix: string, labels: readonly string[]): Record<string, MetricEntry> {
  const entries: readonly (readonly [name: string, unit: string, MetricEntry])[] = [
    ["memory.usage", "Bytes", gauge("By", ...labels)],
    ["memory.usage.max", "Bytes", gauge("By", ...labels)],
    ["memory.usage.limit", "Bytes", gauge("By", ...labels)],
    ["memory.utilized", "MiB", gauge("MiBy", ...labels)],
    ["memory.reserved", "MiB", gauge("MiBy", ...labels)],
    ["cpu.usage.total", "Nanoseconds", counter("ns", ...labels)],
    ["cpu.usage.kernelmode", "Nanoseconds", counter("ns", ...labels)],
    ["cpu.usage.usermode", "Nanoseconds", counter("ns", ...labels)],
    ["cpu.usage.system", "Nanoseconds", counter("ns", ...labels)],
    ["cpu.usage.vcpu", "vCPU", gauge("{vcpu}", ...labels)],
    ["cpu.cores", "Count", gauge("{cpu}", ...labels)],
    ["cpu.onlines", "Count", gauge("{cpu}", ...labels)],
    ["cpu.reserved", "None", gauge("{vcpu}", ...labels)],
    ["cpu.utilized", "None", gauge("%", ...labels)],
    ["network.rate.rx", "Bytes/Second", gauge("By/s", ...labels)],
    ["network.rate.tx", "Bytes/Second", gauge("By/s", ...labels)],
    ["network.io.usage.rx_bytes", "Bytes", counter("By", ...labels)],
    ["network.io.usage.rx_packets", "Count", counter("{packet}", ...labels)],
    ["network.io.usage.rx_errors", "Count", counter("{packet}", ...labels)],
    ["network.io.usage.rx_dropped", "Count", counter("{packet}", ...labels)],
    ["network.io.usage.tx_bytes", "Bytes", counter("By", ...labels)],
    ["network.io.usage.tx_packets", "Count", counter("{packet}", ...labels)],
    ["network.io.usage.tx_errors", "Count", counter("{packet}", ...labels)],
    ["network.io.usage.tx_dropped", "Count", counter("{packet}", ...labels)],
    ["storage.read_bytes", "Bytes", counter("By", ...labels)],
    ["storage.write_bytes", "Bytes", counter("By", ...labels)],
  ];
  return Object.fromEntries(
    entries.flatMap(([name, unit, entry]) => Object.entries(metric(`${prefix}.${name}`, unit, entry))),
  );
}

/** One metric by the name that Prometheus makes of the receiver's name and unit. */
function metric(otlp: string, unit: string, entry: MetricEntry): Record<string, MetricEntry> {
  const name = `${otlp}.${unit.replace("/", ".per.")}`.replaceAll(".", "_");
  return { [name]: { ...entry, otlp } };
}
