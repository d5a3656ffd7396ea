/** Containers of the config as ECS reads them, before the decorator adds what telemetry needs. */
import type { ContainerConfig } from "../../../config/sections/service-container";
import { literal } from "../../core/escape";
import type { ContainerDefinition, Dependency } from "./container-definition";
import type { ServicePlace } from "./service-place";
import { cloudWatchLogging } from "./sidecar";

/** A dollar and a brace of the config are text, and not the beginning of a Terraform expression. */
export function appContainer(name: string, container: ContainerConfig, place: ServicePlace): ContainerDefinition {
  const { cpu, memory, essential, stopTimeout, user, readOnly } = container;
  return {
    name,
    image: container.image,
    cpu,
    memory,
    essential,
    stopTimeout,
    readonlyRootFilesystem: readOnly,
    ...(user === undefined ? {} : { user }),
    ...(container.command === undefined ? {} : { command: container.command.map(literal) }),
    ...(container.port === undefined
      ? {}
      : { portMappings: [{ containerPort: container.port, protocol: "tcp" as const }] }),
    environment: Object.entries(container.environment).map(([key, value]) => ({ name: key, value: literal(value) })),
    secrets: Object.entries(container.secrets).flatMap(([key, byAccount]) => {
      const valueFrom = byAccount[place.account.key];
      return valueFrom === undefined ? [] : [{ name: key, valueFrom }];
    }),
    dependsOn: dependencies(container),
    ...(container.healthCheck === undefined
      ? {}
      : { healthCheck: { ...container.healthCheck, command: container.healthCheck.command.map(literal) } }),
    ...(container.router ? { firelensConfiguration: { type: "fluentbit" as const } } : {}),
    ...logging(name, container, place),
  };
}

function dependencies({ dependsOn }: ContainerConfig): readonly Dependency[] {
  return Object.entries(dependsOn).map(([containerName, condition]) => ({
    containerName,
    condition: condition.toUpperCase() as Uppercase<typeof condition>,
  }));
}

/** Lines that go to the router are sent there by the decorator; a router's own lines never go through itself. */
function logging(name: string, { logs, router }: ContainerConfig, place: ServicePlace): Partial<ContainerDefinition> {
  const { names, region, settings } = place;
  const telemetry = { region, failClosed: settings.failClosed };
  if (router) return { logConfiguration: cloudWatchLogging(names.sidecarLogGroup, name, telemetry) };
  return logs === "cloudwatch" ? { logConfiguration: cloudWatchLogging(names.logGroup, name, telemetry) } : {};
}

/** Names of the containers whose lines the log router gets. */
export function routedContainers({ settings }: Pick<ServicePlace, "settings">): readonly string[] {
  const { containers, sidecars } = settings;
  const hasRouter = sidecars.router.enabled || Object.values(containers).some(({ router }) => router);
  return Object.entries(containers)
    .filter(([, { logs = hasRouter ? "router" : "none", router }]) => logs === "router" && !router)
    .map(([name]) => name);
}

/** Names of the containers whose lines go nowhere. */
export function silentContainers({ settings }: Pick<ServicePlace, "settings">): readonly string[] {
  return Object.entries(settings.containers)
    .filter(([, { logs }]) => logs === "none")
    .map(([name]) => name);
}

/** Whether lines of the service go to its log group in CloudWatch Logs straight from a container. */
export function logsToCloudWatch({ settings }: Pick<ServicePlace, "settings">): boolean {
  return Object.values(settings.containers).some(({ logs }) => logs === "cloudwatch");
}
