/** What services send: what they measure about themselves, and what their collector sees of task and containers. */
import { destinationsOf } from "../../../config/destinations";
import type { EstateConfig } from "../../../config/estate";
import type { ServiceConfig } from "../../../config/sections/services";
import type { ServiceEcsConfig } from "../../../config/sections/service-ecs";
import type { UsageConfig } from "../../../config/sections/telemetry-allow-list";
import { familyOf, scrapedEndpoints } from "./scraped-endpoint";
import type { SeriesPart, SeriesSource } from "./series-source";

/** How often OpenTelemetry's SDKs send, unless told. */
const TOLD_SECONDS = 60;

interface Tasks {
  /** On ECS, with a collector of the estate beside them. */
  readonly onEcs: number;
  /** On ECS without one. */
  readonly silent: number;
  /** Elsewhere, or nobody knows. */
  readonly elsewhere: number;
}

export function serviceSources(config: EstateConfig): readonly SeriesSource[] {
  return Object.entries(config.services)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, service]) => serviceSource(name, service, config));
}

function serviceSource(name: string, service: ServiceConfig, config: EstateConfig): SeriesSource {
  const { usage } = config.telemetry.allowList;
  const own = usage.services[name] ?? {};
  const tasks = tasksOf(service, usage, own.tasks);
  const instances = tasks.onEcs + tasks.silent + tasks.elsewhere;
  const each = (gigabytes: number | undefined) => (gigabytes === undefined ? undefined : gigabytes * instances);
  return {
    name,
    kind: "service",
    instances,
    parts: [
      ...told(tasks.onEcs + tasks.elsewhere, own.instrumentation ?? usage.instrumentation, own.routes),
      ...(service.ecs === undefined ? [] : measured(service.ecs, tasks.onEcs, config)),
    ],
    isFiltered: true,
    billing: "destinations",
    unknown: unknownOf(service, tasks),
    logGigabytes: own.logGigabytes ?? each(usage.logGigabytes),
    traceGigabytes: own.traceGigabytes ?? each(usage.traceGigabytes),
  };
}

function tasksOf({ accounts, ecs }: ServiceConfig, usage: UsageConfig, own: number | undefined): Tasks {
  const assumed = own ?? usage.tasks;
  if (ecs === undefined) return { onEcs: 0, silent: 0, elsewhere: assumed * accounts.length };
  // Who runs a published task definition decides on the count.
  const each = own ?? (ecs.mode === "service" ? ecs.desiredCount : usage.tasks);
  const places = ecs.accounts?.length ?? accounts.length;
  const elsewhere = Math.max(accounts.length - places, 0) * assumed;
  return ecs.sidecars.collector.enabled
    ? { onEcs: each * places, silent: 0, elsewhere }
    : { onEcs: 0, silent: each * places, elsewhere };
}

function told(
  instances: number,
  instrumentation: UsageConfig["instrumentation"],
  routes: number | undefined,
): readonly SeriesPart[] {
  if (instances === 0) return [];
  const sizes = routes === undefined ? {} : { http_route: { count: routes }, rpc_method: { count: routes } };
  return [...new Set(instrumentation)].map((name) => ({
    family: familyOf(name),
    instances,
    intervalSeconds: TOLD_SECONDS,
    sizes,
  }));
}

function measured(ecs: ServiceEcsConfig, instances: number, config: EstateConfig): readonly SeriesPart[] {
  if (instances === 0) return [];
  const { intervalSeconds } = config.telemetry.collector;
  const { metrics, traces } = destinationsOf(config);
  const names = Object.values(ecs.containers);
  const sidecars = Object.values(ecs.sidecars).filter(({ enabled }) => enabled);
  const scraped = names.filter((container) => container.metrics !== undefined).length;
  return [
    {
      family: familyOf("ecs-containers"),
      instances,
      intervalSeconds,
      sizes: { container_name: { count: names.length + sidecars.length } },
    },
    {
      family: familyOf("otelcol"),
      instances,
      intervalSeconds,
      sizes: { exporter: { count: metrics.length + traces.length } },
    },
    ...(scraped === 0 ? [] : [scrapedEndpoints(instances * scraped, intervalSeconds)]),
  ];
}

function unknownOf({ ecs }: ServiceConfig, tasks: Tasks): readonly string[] {
  const scraped = Object.entries(ecs?.containers ?? {}).filter(([, { metrics }]) => metrics !== undefined);
  return [
    ...(tasks.elsewhere > 0 ? [`whether ${taskText(tasks.elsewhere)} not on ECS send through a collector`] : []),
    ...(tasks.silent > 0 ? [`what ${taskText(tasks.silent)} without the estate's collector send`] : []),
    ...scraped.map(([name, { metrics }]) => `what ${name} tells on port ${String(metrics?.port)}`),
  ];
}

function taskText(count: number): string {
  return `${String(count)} ${count === 1 ? "task" : "tasks"}`;
}
