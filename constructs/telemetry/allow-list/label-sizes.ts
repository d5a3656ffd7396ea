/** How many values labels have: what the catalogue lists as examples is not how many there are. */
import type { UsageConfig } from "../../../config/sections/telemetry-allow-list";

export interface LabelSize {
  /** Labels that say it already, if a metric has one of them: a port belongs to its address. @default [] */
  readonly follows?: readonly string[];
  /** Values in what sends the metric. @default - as many as the catalogue lists */
  readonly count?: number;
}

export type LabelSizes = Readonly<Record<string, LabelSize>>;

/** `node_exporter` has about as many collectors on by default on Linux. */
const NODE_COLLECTORS = 40;

/** Memory pools of the JVM with its default collector. */
const JVM_POOLS = 8;

/** The loopback device and the one of the subnet. */
const NETWORK_DEVICES = 2;

/** Quantiles of a summary, as the Go client has them for its own. */
export const SUMMARY_QUANTILES = 5;

const ONE: LabelSize = { count: 1 };

/** What one process, task or host has one of. */
const OWN: LabelSizes = { service_version: ONE, service_instance_id: ONE };

/**
 * By family of the catalogue. What is missing here has as many values as the catalogue lists, and where it lists none, the
 * series of the metric are not known.
 */
export function labelSizes(usage: UsageConfig): Readonly<Record<string, LabelSizes>> {
  const applications = { ...calls(usage), ...runtimes() };
  return {
    ...Object.fromEntries(Object.entries(applications).map(([name, sizes]) => [name, { ...OWN, ...sizes }])),
    ...hosts(usage),
    ...containers(),
    otelcol: { ...OWN, data_type: follows("exporter") },
    probes: { config_version: ONE },
    "synthetic-monitoring": {
      config_version: ONE,
      check_name: ONE,
      frequency: ONE,
      alert_sensitivity: ONE,
      region: follows("probe"),
    },
  };
}

function calls({ routes, servers, tables, queues }: UsageConfig): Readonly<Record<string, LabelSizes>> {
  return {
    http: {
      http_route: { count: routes },
      http_request_method: follows("http_route"),
      error_type: follows("http_response_status_code"),
      server_address: { count: servers },
      server_port: follows("server_address"),
    },
    database: {
      db_namespace: ONE,
      db_system_name: follows("db_namespace"),
      server_address: follows("db_namespace"),
      server_port: follows("db_namespace"),
      db_collection_name: { count: tables },
      db_response_status_code: follows("error_type"),
      db_client_connection_pool_name: ONE,
    },
    messaging: {
      messaging_destination_name: { count: queues },
      messaging_system: follows("messaging_destination_name"),
      messaging_consumer_group_name: follows("messaging_destination_name"),
      server_address: follows("messaging_destination_name"),
      messaging_operation_type: follows("messaging_operation_name"),
    },
    rpc: {
      rpc_method: { count: routes },
      rpc_system_name: follows("rpc_method"),
      server_address: follows("rpc_method"),
      server_port: follows("rpc_method"),
      error_type: follows("rpc_status_code"),
    },
    functions: { faas_trigger: ONE },
  };
}

function runtimes(): Readonly<Record<string, LabelSizes>> {
  return {
    nodejs: {},
    jvm: {
      jvm_memory_pool_name: { count: JVM_POOLS },
      jvm_memory_type: follows("jvm_memory_pool_name"),
      jvm_gc_name: follows("jvm_gc_action"),
    },
    go: {},
  };
}

function hosts(usage: UsageConfig): Readonly<Record<string, LabelSizes>> {
  const cpu = { count: usage.hostCpus };
  return {
    "node-exporter": {
      cpu,
      mountpoint: { count: usage.hostDisks },
      device: { follows: ["mountpoint"], count: usage.hostDisks },
      fstype: follows("mountpoint"),
      collector: { count: NODE_COLLECTORS },
    },
    "node-network": { cpu, device: { count: NETWORK_DEVICES } },
    "node-systemd": { name: { count: usage.hostUnits }, type: follows("name"), version: ONE },
    "mysqld-exporter": { master_host: ONE, master_uuid: ONE, channel_name: ONE, connection_name: ONE },
    "postgres-exporter": { server: ONE, datname: { count: usage.hostDatabases }, datid: follows("datname") },
  };
}

/** What is said of the task is said of each of its containers. */
function containers(): Readonly<Record<string, LabelSizes>> {
  return {
    "ecs-containers": {
      aws_ecs_cluster_name: ONE,
      aws_ecs_service_name: ONE,
      aws_ecs_task_family: ONE,
      aws_ecs_task_revision: ONE,
      aws_ecs_task_id: ONE,
      aws_ecs_launchtype: ONE,
      cloud_availability_zone: ONE,
      container_image_tag: follows("container_name"),
    },
  };
}

function follows(...labels: readonly string[]): LabelSize {
  return { follows: labels };
}
