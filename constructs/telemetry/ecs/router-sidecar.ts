/** The log router beside an application: Fluent Bit behind FireLens, whose init image reads its configuration from S3. */
import { SIDECARS } from "../../../config/ecs/sidecars";
import { GRACE_SECONDS, ROUTER_FOLDER, ROUTER_PORT } from "../fluent-bit/build";
import { configMarks } from "./config-object";
import type { ContainerDefinition, TaskVolume } from "./container-definition";
import { cloudWatchLogging, routeVariables, sidecarBase } from "./sidecar";
import type { RouterSettings, TaskTelemetry } from "./task-telemetry";

/** Holds lines on their way, so that a router that is started again sends what the one before could not. */
export const ROUTER_VOLUME: TaskVolume = { name: "log-buffer" };

/** Lines that the log driver keeps in memory while the router starts: five seconds of 3000 lines. */
export const DRIVER_BUFFER_LINES = 16_384;

export function routerSidecar(settings: RouterSettings, telemetry: TaskTelemetry): ContainerDefinition {
  const { environment, secrets } = routeVariables(
    telemetry.routes.filter(({ output }) => output !== undefined),
    telemetry.region,
  );
  const files = settings.configs.map(({ arn }, index) => ({
    name: `aws_fluent_bit_init_s3_${String(index + 1)}`,
    value: arn,
  }));
  return {
    name: SIDECARS.router.name,
    ...sidecarBase(settings, telemetry),
    // Fields of the task are added by its own configuration, behind the filter that joins lines.
    firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "false" } },
    environment: [...files, ...environment, ...configMarks(settings.configs)],
    secrets,
    // FireLens mounts socket and configuration for root, and the image writes into its own folders when it starts: neither
    // another user nor a read-only file system works.
    user: "0",
    mountPoints: [{ sourceVolume: ROUTER_VOLUME.name, containerPath: ROUTER_FOLDER, readOnly: false }],
    // Whether it answers, not whether a destination does: a task is not replaced for that, and its disk not lost.
    healthCheck: {
      command: ["CMD-SHELL", `curl -sf http://127.0.0.1:${String(ROUTER_PORT)}/api/v1/uptime || exit 1`],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
    stopTimeout: GRACE_SECONDS + 10,
    logConfiguration: cloudWatchLogging(telemetry.sidecarLogGroup, "router", telemetry),
  };
}
