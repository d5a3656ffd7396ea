/** What the collector and the log router have in common. */
import type { Route } from "../destinations/route";
import type { ContainerDefinition, LogConfiguration, SecretVariable, Variable } from "./container-definition";
import type { SidecarSettings, TaskTelemetry } from "./task-telemetry";

/** Seconds that a sidecar must have run before ECS starts it again, the least that ECS takes. */
const RESTART_SECONDS = 60;

/** Memory for lines of a container that CloudWatch does not take at the moment. */
const LOG_MEMORY = "10m";

/**
 * A sidecar whose end leaves the application running, and which ECS starts again with the task's volumes as they are.
 * An essential one is started again as well, before ECS stops the task.
 */
export function sidecarBase(settings: SidecarSettings, { failClosed }: Pick<TaskTelemetry, "failClosed">) {
  return {
    image: settings.image,
    cpu: settings.cpu,
    memory: settings.memory,
    essential: settings.essential ?? failClosed,
    restartPolicy: { enabled: true, restartAttemptPeriod: RESTART_SECONDS },
  } satisfies Partial<ContainerDefinition>;
}

/**
 * Lines in CloudWatch Logs. A full buffer drops lines of an application that must not wait for its telemetry, and holds up
 * one that must.
 */
export function cloudWatchLogging(logGroup: string, prefix: string, telemetry: LoggingPlace): LogConfiguration {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroup,
      "awslogs-region": telemetry.region,
      "awslogs-stream-prefix": prefix,
      ...(telemetry.failClosed ? { mode: "blocking" } : { mode: "non-blocking", "max-buffer-size": LOG_MEMORY }),
    },
  };
}

export type LoggingPlace = Pick<TaskTelemetry, "region" | "failClosed">;

/** Variables through which routes tell addresses and tokens, in a stable order. */
export function routeVariables(
  routes: readonly Route[],
  region: string,
): { readonly environment: readonly Variable[]; readonly secrets: readonly SecretVariable[] } {
  const environment = merged([{ AWS_REGION: region }, ...routes.map((route) => route.environment)]);
  const secrets = merged(routes.map((route) => route.secrets));
  return {
    environment: environment.map(([name, value]) => ({ name, value })),
    secrets: secrets.map(([name, valueFrom]) => ({ name, valueFrom })),
  };
}

function merged(parts: readonly Readonly<Record<string, string>>[]): readonly (readonly [string, string])[] {
  const all = Object.assign({}, ...parts) as Record<string, string>;
  return Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
