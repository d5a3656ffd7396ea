/** The configurations of a service's sidecars, built and checked: what is wrong with one never reaches a task. */
import type { ServicePlace } from "./service-place";
import type { Route } from "../destinations/route";
import { collectorArguments } from "../collector/arguments";
import { collectorConfig } from "../collector/build";
import type { CollectorInput, ScrapeTarget } from "../collector/collector-input";
import { renderCollector } from "../collector/render";
import { fluentBitConfig, ROUTER_PORT } from "../fluent-bit/build";
import { renderFluentBit } from "../fluent-bit/render";
import { fluentBitFaults } from "../fluent-bit/validate";
import { routedContainers } from "./app-container";
import type { ConfigFile } from "./config-store";

export interface CollectorFile {
  readonly file: ConfigFile;
  /** What the collector is started with besides the place of its configuration. */
  readonly arguments: readonly string[];
}

/** What a service's collector is told besides what its place says. */
export type CollectorChoice = Pick<CollectorInput, "allowList" | "gateway">;

export function collectorFile(place: ServicePlace, routes: readonly Route[], choice: CollectorChoice): CollectorFile {
  const config = collectorConfig({
    role: "sidecar",
    settings: place.config.telemetry.collector,
    routes,
    attributes: place.resource,
    scrape: scrapeTargets(place),
    statsd: true,
    ...choice,
  });
  return {
    file: configFile(place, "collector", ".yaml", renderCollector(config)),
    arguments: collectorArguments(config),
  };
}

/** The router's configuration first, then its parsers, if there are any. */
export function routerFiles(place: ServicePlace, routes: readonly Route[]): readonly ConfigFile[] {
  const { settings, config, service, resource } = place;
  const logs = routes.filter(({ signal }) => signal === "logs");
  const built = fluentBitConfig({
    policy: config.telemetry.logs,
    service,
    containers: routedContainers(place).map((name) => {
      const multiline = settings.containers[name]?.multiline;
      return { name, ...(multiline === undefined ? {} : { multiline }) };
    }),
    routes: logs,
    resource,
    memory: settings.sidecars.router.memory,
  });
  const variables = logs.flatMap(({ environment, secrets }) => [...Object.keys(environment), ...Object.keys(secrets)]);
  const [fault] = fluentBitFaults(built, variables);
  if (fault !== undefined) throw new Error(`log router of ${service}: ${fault.where} ${fault.message}. ${fault.fix}`);
  const { main, parsers } = renderFluentBit(built);
  return [
    configFile(place, "router", ".conf", main),
    ...(parsers === undefined ? [] : [configFile(place, "parsers", ".conf", parsers)]),
  ];
}

/** Endpoints of the application, and the router's own numbers. */
function scrapeTargets({ settings }: ServicePlace): readonly ScrapeTarget[] {
  const own = Object.entries(settings.containers).flatMap(([job, { metrics }]) =>
    metrics === undefined ? [] : [{ job, port: metrics.port, path: metrics.path }],
  );
  const router = { job: "fluent-bit", port: ROUTER_PORT, path: "/api/v2/metrics/prometheus" };
  return settings.sidecars.router.enabled ? [...own, router] : own;
}

function configFile(
  { names, settings }: ServicePlace,
  name: string,
  ending: string,
  { text, sha256 }: { readonly text: string; readonly sha256: string },
): ConfigFile {
  return { name: `${names.path}/${name}`, ending, text, sha256, isPinned: settings.mode === "service" };
}
