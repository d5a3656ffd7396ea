/** What instances of the fleet send: their exporters, which collectors scrape, and the collectors themselves. */
import { destinationsOf } from "../../../config/destinations";
import type { EstateConfig } from "../../../config/estate";
import type { ExportersConfig, PROBES } from "../../../config/sections/telemetry-exporters";
import type { FleetRoleConfig } from "../../../config/sections/telemetry-fleet";
import { familyOf, scrapedEndpoints } from "./scraped-endpoint";
import type { SeriesPart, SeriesSource } from "./series-source";

type Probe = (typeof PROBES)[number];

/** Families of the catalogue behind each exporter that has a program of its own to look at. */
const FAMILIES: Readonly<Record<Exclude<keyof ExportersConfig, "blackbox">, readonly string[]>> = {
  node: ["node-exporter", "node-network", "node-systemd"],
  process: ["process-exporter"],
  mysqld: ["mysqld-exporter"],
  postgres: ["postgres-exporter"],
  apache: ["apache-exporter"],
  nginx: ["nginx-exporter"],
};

const EVERY_PROBE = [
  "probe_success",
  "probe_duration_seconds",
  "probe_dns_lookup_time_seconds",
  "probe_ip_protocol",
] as const;

/** The host itself asks, so no probe is told apart from another. */
const ONE_PROBE = { probe: { count: 1 } } as const;

export function fleetSources(config: EstateConfig): readonly SeriesSource[] {
  return Object.entries(config.telemetry.fleet?.roles ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, role]) => roleSource(name, role, config));
}

function roleSource(name: string, role: FleetRoleConfig, config: EstateConfig): SeriesSource {
  const { allowList, collector, fleet } = config.telemetry;
  const each = allowList.usage.hostsByRole[name] ?? allowList.usage.hosts;
  const instances = each * (fleet?.accounts.length ?? 0);
  return {
    name: `hosts ${name}`,
    kind: "hosts",
    instances,
    parts: instances === 0 ? [] : partsOf(role.exporters, instances, collector.intervalSeconds, config),
    isFiltered: true,
    billing: "destinations",
    unknown: role.statsd ? ["what is sent by StatsD"] : [],
  };
}

function partsOf(
  { blackbox, ...programs }: ExportersConfig,
  instances: number,
  intervalSeconds: number,
  config: EstateConfig,
): readonly SeriesPart[] {
  const { metrics, traces } = destinationsOf(config);
  const given = Object.keys(FAMILIES)
    .filter(isProgram)
    .filter((program) => programs[program] !== undefined);
  const targets = Object.values(blackbox?.targets ?? {});
  const endpoints = given.length + targets.length;
  const groups = programs.process?.programs.length;
  return [
    ...given.flatMap((program) =>
      FAMILIES[program].map((family): SeriesPart => ({
        family: familyOf(family),
        instances,
        intervalSeconds,
        ...(program === "process" && groups !== undefined ? { sizes: { groupname: { count: groups } } } : {}),
      })),
    ),
    ...targets.map(({ probe }): SeriesPart => ({
      family: familyOf("probes"),
      instances,
      intervalSeconds,
      only: probedBy(probe),
      sizes: ONE_PROBE,
    })),
    ...(endpoints === 0 ? [] : [scrapedEndpoints(instances * endpoints, intervalSeconds)]),
    {
      family: familyOf("otelcol"),
      instances,
      intervalSeconds,
      sizes: { exporter: { count: metrics.length + traces.length } },
    },
  ];
}

/** What the blackbox exporter tells of a target. */
export function probedBy(probe: Probe): readonly string[] {
  const all = Object.keys(familyOf("probes").facts);
  const icmp = "probe_icmp_duration_seconds";
  switch (probe) {
    case "http":
      return all.filter((name) => name !== icmp);
    case "tcp":
      return [...EVERY_PROBE, "probe_failed_due_to_regex"];
    case "icmp":
      return [...EVERY_PROBE, icmp];
  }
}

function isProgram(name: string): name is keyof typeof FAMILIES {
  return Object.hasOwn(FAMILIES, name);
}
