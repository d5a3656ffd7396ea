/** The collector of a role: AWS's distribution from AWS's own package, with the estate's configuration over the package's. */
import { shipsLogs } from "../../../config/fleet-programs";
import { collectorArguments, goMemoryLimit } from "../collector/arguments";
import { collectorConfig } from "../collector/build";
import type { CollectorConfig } from "../collector/collector-config";
import type { ScrapeTarget } from "../collector/collector-input";
import { renderCollector } from "../collector/render";
import { assertSound } from "../collector/validate";
import { ROUTER_PORT } from "../fluent-bit/build";
import type { Bundle } from "./bundle";
import type { Host } from "./host";
import { exporterTargets } from "./host-exporters";
import { LAUNCHER, launcherPath } from "./launcher";
import { startText } from "./start-file";
import { dropInText } from "./systemd-unit";

const COMPONENT = "collector";

/** What AWS's package brings: program, service and user. */
const PACKAGE = {
  program: "/opt/aws/aws-otel-collector/bin/aws-otel-collector",
  unit: "aws-otel-collector.service",
  user: "aoc",
};

const CONFIG = "/etc/estate/collector/config.yaml";
const START = "/etc/estate/collector/start";

/** Where what the plan did not know stands on the instance. */
export const COLLECTOR_ENVIRONMENT = "/etc/estate/collector/environment";

export function collectorBundle(host: Host): Bundle {
  const config = hostCollectorConfig(host);
  const { hostMemoryMegabytes: memory } = host.config.telemetry.collector;
  const unit = dropInText({
    description: "Collector of metrics and traces",
    component: COMPONENT,
    starts: [START, COLLECTOR_ENVIRONMENT],
    // The limiter works first; this holds where it cannot.
    memory: memory * 2,
    user: PACKAGE.user,
    state: "otelcol",
    variables: { GOMEMLIMIT: goMemoryLimit(memory) },
  });
  return {
    component: COMPONENT,
    architectures: host.architectures,
    services: [
      {
        unit: PACKAGE.unit,
        health: "http://127.0.0.1:13133/",
        archives: [],
        packages: [],
        idle: [],
        files: [
          { path: launcherPath(COMPONENT), executable: true, text: LAUNCHER },
          { path: CONFIG, text: renderCollector(config).text },
          {
            path: START,
            text: startText({
              program: PACKAGE.program,
              arguments: [`--config=${CONFIG}`, ...collectorArguments(config)],
            }),
          },
          { path: `/etc/systemd/system/${PACKAGE.unit}.d/estate.conf`, text: unit },
        ],
      },
    ],
  };
}

/** @throws with everything that is wrong with it */
export function hostCollectorConfig({ config, role, settings, routes, resource, ...choice }: Host): CollectorConfig {
  const built = collectorConfig({
    role: "host",
    settings: config.telemetry.collector,
    routes,
    attributes: resource,
    scrape: [...exporterTargets(settings.exporters), ...routerTargets(shipsLogs(settings))],
    statsd: settings.statsd,
    ...(choice.allowList === undefined ? {} : { allowList: choice.allowList }),
    ...(choice.gateway === undefined ? {} : { gateway: choice.gateway }),
  });
  assertSound([{ name: `collector of the role ${role}`, config: built }]);
  return built;
}

/** The log router's own numbers. */
function routerTargets(ships: boolean): readonly ScrapeTarget[] {
  return ships ? [{ job: "fluent-bit", port: ROUTER_PORT, path: "/api/v2/metrics/prometheus" }] : [];
}
