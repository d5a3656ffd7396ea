/**
 * The metadata endpoint of a task on Fargate, on loopback: three containers, in the form that AWS documents.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const TASK_ID = "7a51b3c8d0e94f6b8a2c4d6e8f0a1b2c";
const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const TASK_ARN = `arn:aws:ecs:${REGION}:${ACCOUNT}:task/shop/${TASK_ID}`;

/** Containers of the task; the collector asks for itself under the last one. */
const CONTAINERS = [
  { name: "app", image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/checkout:1.4.2`, cpu: 256, memory: 512 },
  { name: "log-router", image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.15", cpu: 64, memory: 128 },
  {
    name: "otel-collector",
    image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
    cpu: 128,
    memory: 256,
  },
] as const;

export interface EcsMetadata {
  /** What ECS puts into `ECS_CONTAINER_METADATA_URI_V4`. */
  readonly uri: string;
  stop(): Promise<void>;
}

export async function startEcsMetadata(): Promise<EcsMetadata> {
  const pages: Readonly<Record<string, () => unknown>> = {
    "/v4/2": () => containerMetadata(2),
    "/v4/2/task": taskMetadata,
    "/v4/2/task/stats": taskStats,
  };
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(page?.() ?? {}));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${String(port)}/v4/2`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function dockerId(index: number): string {
  return `${TASK_ID}-${String(1000000000 + index)}`;
}

function containerMetadata(index: number): object {
  const { name, image, cpu, memory } = CONTAINERS[index] ?? CONTAINERS[0];
  return {
    DockerId: dockerId(index),
    Name: name,
    DockerName: name,
    Image: image,
    ImageID: `sha256:${String(index).repeat(64)}`,
    Labels: {
      "com.amazonaws.ecs.cluster": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`,
      "com.amazonaws.ecs.container-name": name,
      "com.amazonaws.ecs.task-arn": TASK_ARN,
      "com.amazonaws.ecs.task-definition-family": "shop-checkout",
      "com.amazonaws.ecs.task-definition-version": "42",
    },
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Limits: { CPU: cpu, Memory: memory },
    CreatedAt: "2026-11-01T10:00:00.000000000Z",
    StartedAt: "2026-11-01T10:00:02.000000000Z",
    Type: "NORMAL",
    LogDriver: "awslogs",
    LogOptions: {
      "awslogs-group": "/estate/services/checkout",
      "awslogs-region": REGION,
      "awslogs-stream": `${name}/${name}/${TASK_ID}`,
    },
    ContainerARN: `arn:aws:ecs:${REGION}:${ACCOUNT}:container/shop/${TASK_ID}/${String(index)}`,
    Networks: [{ NetworkMode: "awsvpc", IPv4Addresses: ["10.20.1.17"], AttachmentIndex: 0 }],
  };
}

function taskMetadata(): object {
  return {
    Cluster: "shop",
    TaskARN: TASK_ARN,
    Family: "shop-checkout",
    Revision: "42",
    ServiceName: "checkout",
    DesiredStatus: "RUNNING",
    KnownStatus: "RUNNING",
    Limits: { CPU: 0.5, Memory: 1024 },
    PullStartedAt: "2026-11-01T09:59:50.000000000Z",
    PullStoppedAt: "2026-11-01T09:59:58.000000000Z",
    AvailabilityZone: `${REGION}a`,
    LaunchType: "FARGATE",
    EphemeralStorageMetrics: { Utilized: 261, Reserved: 20_496 },
    Containers: CONTAINERS.map((_, index) => containerMetadata(index)),
  };
}

/** What Docker tells of each container, by its id. */
function taskStats(): object {
  return Object.fromEntries(CONTAINERS.map((_, index) => [dockerId(index), stats(index)]));
}

function stats(index: number): object {
  const bytes = (1 + index) * 1024 * 1024;
  const cpu = (used: number) => ({
    cpu_usage: {
      total_usage: used,
      percpu_usage: [used / 2, used / 2],
      usage_in_kernelmode: used / 10,
      usage_in_usermode: used / 2,
    },
    system_cpu_usage: used * 10,
    online_cpus: 2,
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  });
  return {
    id: dockerId(index),
    name: CONTAINERS[index]?.name,
    read: "2026-11-01T10:05:10.000000000Z",
    preread: "2026-11-01T10:05:00.000000000Z",
    num_procs: 0,
    cpu_stats: cpu(8_000_000_000),
    precpu_stats: cpu(6_000_000_000),
    memory_stats: {
      usage: 50 * bytes,
      max_usage: 60 * bytes,
      limit: 512 * bytes,
      stats: { cache: 10 * bytes, rss: 40 * bytes },
    },
    networks: {
      eth1: {
        rx_bytes: bytes,
        rx_packets: 1000,
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: 2 * bytes,
        tx_packets: 900,
        tx_errors: 0,
        tx_dropped: 1,
      },
    },
    network_rate_stats: { rx_bytes_per_sec: 1200.5, tx_bytes_per_sec: 800.25 },
    blkio_stats: {
      io_service_bytes_recursive: [
        { major: 202, minor: 26_368, op: "Read", value: 638_976 },
        { major: 202, minor: 26_368, op: "Write", value: 12_288 },
        { major: 202, minor: 26_368, op: "Total", value: 651_264 },
      ],
    },
  };
}
