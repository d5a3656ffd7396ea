/** The OpenTelemetry collector beside an application: AWS's distribution, which reads its configuration from S3. */
import { COLLECTOR_FOLDER } from "../../../config/collector-names";
import { SIDECARS } from "../../../config/ecs/sidecars";
import { goMemoryLimit } from "../collector/arguments";
import { configMarks, configUri } from "./config-object";
import type { ContainerDefinition, TaskVolume } from "./container-definition";
import { cloudWatchLogging, routeVariables, sidecarBase } from "./sidecar";
import type { CollectorSettings, TaskTelemetry } from "./task-telemetry";

/** Holds the queues, so that a collector that is started again sends what the one before could not. */
export const COLLECTOR_VOLUME: TaskVolume = { name: "collector-queue" };

/** Seconds in which it sends what it has when the task stops; what it cannot send is gone with the task's disk. */
const STOP_SECONDS = 30;

export function collectorSidecar(settings: CollectorSettings, telemetry: TaskTelemetry): ContainerDefinition {
  const { environment, secrets } = routeVariables(
    telemetry.routes.filter(({ exporters }) => Object.keys(exporters).length > 0),
    telemetry.region,
  );
  return {
    name: SIDECARS.collector.name,
    ...sidecarBase(settings, telemetry),
    command: [`--config=${configUri(settings.config)}`, ...settings.arguments],
    environment: [
      ...environment,
      { name: "GOMEMLIMIT", value: goMemoryLimit(settings.memory) },
      ...configMarks([settings.config]),
    ],
    secrets,
    // A volume of ECS belongs to root (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html), and
    // the image's own user could not write to it. Root keeps no capability and cannot write anywhere else.
    user: "0:0",
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    mountPoints: [{ sourceVolume: COLLECTOR_VOLUME.name, containerPath: COLLECTOR_FOLDER, readOnly: false }],
    // A program of AWS's image, which has no shell; it asks the extension health_check.
    healthCheck: { command: ["CMD", "/healthcheck"], interval: 30, timeout: 5, retries: 3, startPeriod: 30 },
    stopTimeout: STOP_SECONDS,
    logConfiguration: cloudWatchLogging(telemetry.sidecarLogGroup, "collector", telemetry),
  };
}
