/** Everything that sends metrics to the estate's stores, as far as the config says it. */
import { destinationsOf } from "../../../config/destinations";
import type { EstateConfig } from "../../../config/estate";
import type { CloudWatchUse } from "../../../dashboards";
import { fleetSources, probedBy } from "./fleet-sources";
import { familyOf } from "./scraped-endpoint";
import { serviceSources } from "./service-sources";
import type { SeriesSource } from "./series-source";

/** Seconds between two runs of a check, unless told. */
const CHECK_SECONDS = 60;

export function seriesSources(config: EstateConfig): readonly SeriesSource[] {
  return [...serviceSources(config), ...fleetSources(config), ...checkSources(config)];
}

/** Grafana's probes write to its own store, through no collector, and are billed by their runs. */
function checkSources(config: EstateConfig): readonly SeriesSource[] {
  const { checks, probesPerCheck } = config.telemetry.allowList.usage;
  if (checks === 0) return [];
  const sizes = { probe: { count: probesPerCheck } };
  const part = { instances: checks, intervalSeconds: CHECK_SECONDS, sizes };
  return [
    {
      name: "checks",
      kind: "checks",
      instances: checks,
      parts: [
        { ...part, family: familyOf("probes"), only: probedBy("http") },
        { ...part, family: familyOf("synthetic-monitoring") },
      ],
      isFiltered: false,
      billing: "unknown",
      unknown: ["their cost, which is billed by runs"],
    },
  ];
}

/** What no source counts, and why: nothing of it is taken for nothing. */
export function uncounted(config: EstateConfig, cloudWatch: readonly CloudWatchUse[]): readonly string[] {
  const { metrics, traces } = destinationsOf(config);
  const { namespaces } = config.telemetry.cloudwatch;
  return [
    "an application's own metrics, dropped unless a dashboard or telemetry.allowList.keep names them",
    "what libraries and exporters send beyond the catalogue of metrics, all of it dropped",
    ...(traces.includes("tempo") && metrics.includes("grafana-cloud")
      ? ["what Grafana Cloud counts in traces, all of it kept, for each kind of span"]
      : []),
    ...Object.entries(namespaces).map(([namespace, way]) => {
      const asked = cloudWatch.filter((use) => use.namespace === namespace);
      return `${namespace} of CloudWatch by ${way}: ${String(asked.length)} metrics of each resource, all of them kept`;
    }),
  ];
}
