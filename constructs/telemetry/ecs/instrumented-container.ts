/** An application's container in a task with sidecars: it knows where to send, and starts after and stops before them. */
import { OTLP_PORTS } from "../../../config/ecs/sidecars";
import { imageVersion } from "../../../config/ecs/container-image";
import { attributeOf } from "../../../dashboards/core/labels";
import type { Signal } from "../../core/intake";
import type { ContainerDefinition, Dependency, Variable } from "./container-definition";
import { attributesText } from "./resource-attributes";
import { DRIVER_BUFFER_LINES } from "./router-sidecar";
import type { TaskTelemetry } from "./task-telemetry";

export interface Neighbours {
  /** Name of the collector. @default - there is none */
  readonly collector?: string | undefined;
  /** Name of the log router, the estate's or one of the application's own. @default - there is none */
  readonly router?: string | undefined;
  /** Names of containers whose lines go nowhere. */
  readonly silent: readonly string[];
}

export function instrumented<C extends ContainerDefinition>(
  container: C,
  telemetry: TaskTelemetry,
  { collector, router, silent }: Neighbours,
): C {
  const isRouter = container.firelensConfiguration !== undefined;
  const isRouted = router !== undefined && !isRouter && !silent.includes(container.name);
  return {
    ...container,
    ...(collector === undefined ? {} : { environment: withVariables(container, telemetry) }),
    ...(isRouted && container.logConfiguration === undefined ? { logConfiguration: ROUTED } : {}),
    // A router that waits for another is not started first by ECS.
    ...(isRouter ? {} : { dependsOn: withDependencies(container, [router, collector]) }),
  };
}

/** Everything else stands in the router's own configuration, its secrets among it. */
const ROUTED = {
  logDriver: "awsfirelens",
  options: { "log-driver-buffer-limit": String(DRIVER_BUFFER_LINES) },
};

/** What an application sets itself wins. */
function withVariables(container: ContainerDefinition, telemetry: TaskTelemetry): readonly Variable[] {
  const own = container.environment ?? [];
  const set = new Set([...own, ...(container.secrets ?? [])].map(({ name }) => name));
  const added = Object.entries(variables(container, telemetry)).map(([name, value]) => ({ name, value }));
  return [...own, ...added.filter(({ name }) => !set.has(name))];
}

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/, read 2026-11. */
function variables(
  { image }: ContainerDefinition,
  { resource, routes }: TaskTelemetry,
): Readonly<Record<string, string>> {
  const { [attributeOf("service")]: service = "", ...rest } = resource;
  const exporter = (signal: Signal) =>
    routes.some((route) => route.signal === signal && Object.keys(route.exporters).length > 0) ? "otlp" : "none";
  return {
    OTEL_SERVICE_NAME: service,
    OTEL_RESOURCE_ATTRIBUTES: attributesText({ ...rest, "service.version": imageVersion(image) }),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(OTLP_PORTS[1])}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    OTEL_METRICS_EXPORTER: exporter("metrics"),
    OTEL_TRACES_EXPORTER: exporter("traces"),
    OTEL_LOGS_EXPORTER: exporter("logs"),
    OTEL_PROPAGATORS: "tracecontext,baggage",
    OTEL_SEMCONV_STABILITY_OPT_IN: "http,database",
  };
}

/** Started is enough: an application that waited for healthy telemetry would not start while a destination is away. */
function withDependencies(
  container: ContainerDefinition,
  names: readonly (string | undefined)[],
): readonly Dependency[] {
  const own = container.dependsOn ?? [];
  return [
    ...own,
    ...names.flatMap((containerName): Dependency[] =>
      containerName === undefined || own.some((one) => one.containerName === containerName)
        ? []
        : [{ containerName, condition: "START" }],
    ),
  ];
}
