/**
 * The log router of a role: Fluent Bit with the same policy as beside a container. What FireLens does there, inputs do
 * here: they tag lines as FireLens would, so that the same filters hold.
 */
import { programFile, shipsLogs, versionOf } from "../../../config/fleet-programs";
import { fluentBitConfig, ROUTER_FOLDER, ROUTER_PORT } from "../fluent-bit/build";
import { type FluentBitConfig, type Property, type Section, valueOf } from "../fluent-bit/fluent-bit-config";
import { renderFluentBit } from "../fluent-bit/render";
import { fluentBitFaults } from "../fluent-bit/validate";
import type { Route } from "../destinations/route";
import type { Bundle, BundleFile } from "./bundle";
import type { Host } from "./host";
import { HOST_FIELDS, journalFilters, onHosts, sentFromHosts } from "./host-record";
import { LAUNCHER, launcherPath } from "./launcher";
import { startText } from "./start-file";
import { unitText } from "./systemd-unit";

const COMPONENT = "router";
const UNIT = "estate-router.service";
const MAIN = "/etc/estate/router/main.conf";
const PARSERS = "/etc/estate/router/parsers.conf";
const START = "/etc/estate/router/start";

/** Where what the plan did not know stands on the instance. */
export const ROUTER_ENVIRONMENT = "/etc/estate/router/environment";

/** Most memory, in MiB: half of it is for lines. */
const MEMORY = 256;

/** Undefined where the role ships no lines. */
export function routerBundle(host: Host): Bundle | undefined {
  if (!shipsLogs(host.settings)) return undefined;
  const { architectures, digests } = host;
  return {
    component: COMPONENT,
    architectures,
    services: [
      {
        unit: UNIT,
        health: `http://127.0.0.1:${String(ROUTER_PORT)}/api/v1/uptime`,
        files: files(host),
        archives: [],
        packages: architectures.map((architecture) => {
          const { name: file, sha256 } = programFile("router", architecture, digests);
          if (sha256 === undefined) throw new Error(`no digest of ${file}; the config check lets no such pass`);
          return { architecture, sha256, file, name: "fluent-bit", version: versionOf("router") };
        }),
        idle: ["fluent-bit.service"],
      },
    ],
  };
}

export interface HostRouterConfig extends FluentBitConfig {
  /** Properties of each input. */
  readonly inputs: readonly (readonly Property[])[];
}

/** @throws with the first thing that is wrong with it */
export function hostRouterConfig(host: Host): HostRouterConfig {
  const { config, role, settings, service } = host;
  const resource = { ...host.resource, ...HOST_FIELDS.instance };
  const logs = logRoutes(host).map((route) => sentFromHosts(route, resource));
  const built = fluentBitConfig({
    policy: config.telemetry.logs,
    service,
    containers: sources(host).map(({ name, multiline }) => ({
      name,
      ...(multiline === undefined ? {} : { multiline }),
    })),
    routes: logs,
    resource,
    memory: MEMORY,
  });
  const changed: FluentBitConfig = {
    ...built,
    filters: [
      ...(settings.journal ? journalFilters(tagOf("journal")) : []),
      // Tail joins lines itself, before any filter.
      ...built.filters.filter((section) => !isMultiline(section)).flatMap(onHosts),
    ],
  };
  const [fault] = fluentBitFaults(changed, [HOST_FIELDS.variable, ...variablesOf(logs)]);
  if (fault !== undefined)
    throw new Error(`log router of the role ${role}: ${fault.where} ${fault.message}. ${fault.fix}`);
  return { ...changed, inputs: inputs(host, built) };
}

function logRoutes({ routes }: Host): readonly Route[] {
  return routes.filter(({ signal }) => signal === "logs");
}

function variablesOf(routes: readonly Route[]): readonly string[] {
  return routes.flatMap(({ environment, secrets }) => [...Object.keys(environment), ...Object.keys(secrets)]);
}

function sources({ settings }: Host) {
  const journal = { name: "journal", path: undefined, multiline: undefined };
  const logFiles = Object.entries(settings.logFiles).map(([name, { path, multiline }]) => ({ name, path, multiline }));
  return [...(settings.journal ? [journal] : []), ...logFiles];
}

/** As FireLens makes them: the name, and then something that no name ends with. */
function tagOf(source: string): string {
  return `${source}-firelens-host`;
}

function inputs(host: Host, { filters }: FluentBitConfig): readonly (readonly Property[])[] {
  return sources(host).map(({ name, path, multiline }): readonly Property[] => {
    if (path === undefined)
      return [
        ["Name", "systemd"],
        ["Tag", tagOf(name)],
        ["DB", `${ROUTER_FOLDER}/${name}.db`],
        ["Read_From_Tail", "On"],
      ];
    const join = filters.find(
      (section) => isMultiline(section) && valueOf(section, "emitter_name") === `joined-${name}`,
    );
    const parser = join === undefined ? undefined : valueOf(join, "multiline.parser");
    return [
      ["Name", "tail"],
      ["Tag", tagOf(name)],
      ["Path", path],
      ["Key", "log"],
      ["DB", `${ROUTER_FOLDER}/${name}.db`],
      ["Skip_Long_Lines", "On"],
      ["Rotate_Wait", "30"],
      ...(multiline === undefined || parser === undefined ? [] : ([["multiline.parser", parser]] as const)),
    ];
  });
}

function isMultiline(section: Section): boolean {
  return valueOf(section, "Name") === "multiline";
}

function files(host: Host): readonly BundleFile[] {
  const { inputs: all, ...config } = hostRouterConfig(host);
  const { main, parsers } = renderFluentBit(config);
  const given = ["--config", MAIN, ...(parsers === undefined ? [] : ["--parser", PARSERS])];
  return [
    { path: launcherPath(COMPONENT), executable: true, text: LAUNCHER },
    { path: MAIN, text: `${all.map(inputText).join("")}${main.text}` },
    ...(parsers === undefined ? [] : [{ path: PARSERS, text: parsers.text }]),
    {
      path: START,
      text: startText({
        program: "/opt/fluent-bit/bin/fluent-bit",
        arguments: given,
        instanceIds: [HOST_FIELDS.variable],
      }),
    },
    { path: `/etc/systemd/system/${UNIT}`, text: unit() },
  ];
}

/** It reads any log file, and can do nothing else that its user could not. */
function unit(): string {
  return unitText({
    description: "Router of log lines",
    component: COMPONENT,
    starts: [START, ROUTER_ENVIRONMENT],
    memory: MEMORY,
    state: "fluent-bit",
    groups: ["systemd-journal"],
    capabilities: ["CAP_DAC_READ_SEARCH"],
  });
}

function inputText(properties: readonly Property[]): string {
  const width = Math.max(...properties.map(([key]) => key.length));
  return `[INPUT]\n${properties.map(([key, value]) => `    ${key.padEnd(width)} ${value}\n`).join("")}\n`;
}
