/** Tasks of services on ECS as a whole: size, ports, log routers, and what may stop the application. */
import { entriesOf, type EstateDraft } from "../draft";
import { listenersOf } from "../ecs/container-image";
import { FARGATE_CPUS, fargateMemories, smallestFargateSize } from "../ecs/fargate";
import { taskNeeds } from "../ecs/needs";
import { ecsServices, type EcsDraft, type EcsService } from "../ecs/places";
import { SIDECAR_KINDS, SIDECARS } from "../ecs/sidecars";
import { orList } from "../nearest";
import type { Finding } from "../problem";

/** Characters of the containers of a published task, which SSM keeps beside the sidecars: it has place for 8192. */
const PUBLISHED_CHARACTERS = 4000;

/** Characters that each container is told about its telemetry. */
const TOLD_CHARACTERS = 900;

export function tasksFit(estate: EstateDraft): readonly Finding[] {
  return ecsServices(estate).flatMap((service) => [
    ...sizeIsKnown(service),
    ...sizeSuffices(service),
    ...portsDiffer(service),
    ...oneRouter(service),
    ...sidecarsStopNothing(service),
    ...somethingIsEssential(service),
    ...publishedFits(service),
  ]);
}

function sizeIsKnown({ path, ecs: { launchType, cpu, memory } }: EcsService): readonly Finding[] {
  if (launchType !== "fargate") return [];
  if (cpu !== undefined && !FARGATE_CPUS.includes(cpu))
    return [
      { path: [...path, "cpu"], message: "is no CPU of Fargate", fix: `write ${orList(FARGATE_CPUS.map(String))}` },
    ];
  const known = cpu === undefined ? FARGATE_CPUS.flatMap(fargateMemories) : fargateMemories(cpu);
  if (memory === undefined || known.includes(memory)) return [];
  return [
    {
      path: [...path, "memory"],
      message: cpu === undefined ? "is no memory of Fargate" : `is no memory that Fargate has for ${String(cpu)} CPU`,
      fix: cpu === undefined ? "remove it; the least that suffices is chosen" : `valid memory: ${shortList(known)}`,
    },
  ];
}

/** Few values as they are, many by their ends. */
function shortList(values: readonly number[]): string {
  const [first = 0, second = 0] = values;
  if (values.length <= 7) return values.map(String).join(", ");
  return `${String(first)} to ${String(values.at(-1))} in steps of ${String(second - first)}`;
}

function sizeSuffices(service: EcsService): readonly Finding[] {
  const { path, ecs } = service;
  const need = taskNeeds(ecs);
  if (need === undefined || sizeIsKnown(service).length > 0) return [];
  const { cpu, memory, launchType } = ecs;
  const tooSmall = (["cpu", "memory"] as const).flatMap((part): Finding[] => {
    const given = ecs[part];
    if (given === undefined || given >= need[part]) return [];
    const unit = part === "cpu" ? "CPU units" : "MiB";
    return [
      {
        path: [...path, part],
        message: `is less than the ${String(need[part])} ${unit} of its containers and sidecars`,
        fix: "remove it; the least that suffices is chosen",
      },
    ];
  });
  if (tooSmall.length > 0 || launchType !== "fargate") return tooSmall;
  const given = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
  if (smallestFargateSize(need, given) !== undefined) return [];
  return [
    {
      path: [...path, "containers"],
      message: `need ${String(need.cpu)} CPU units and ${String(need.memory)} MiB with the sidecars, which no size of Fargate holds`,
      value: "",
      fix: "make them smaller, or remove cpu and memory of the task",
      atKey: true,
    },
  ];
}

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly path: Finding["path"];
}

/** All containers of a task share its network: a port belongs to one. */
function portsDiffer({ path, ecs }: EcsService): readonly Finding[] {
  const own: readonly Listener[] = SIDECAR_KINDS.filter((kind) => isOn(ecs, kind)).flatMap((kind) =>
    SIDECARS[kind].ports.map((port) => ({ name: SIDECARS[kind].name, port, path: [] })),
  );
  const taken = new Map(own.map((listener) => [listener.port, listener.name]));
  return listeners(path, ecs).flatMap(({ name, port, path: at }): Finding[] => {
    const other = taken.get(port);
    if (other === undefined || other === name) {
      taken.set(port, name);
      return [];
    }
    const message = `port ${String(port)} is used by ${other} and ${name}`;
    const fix = own.some((sidecar) => sidecar.name === other)
      ? "remove the container or change its port, or switch the sidecar off"
      : "change one of the two";
    return [{ path: at, message, fix }];
  });
}

function listeners(path: Finding["path"], ecs: EcsDraft): readonly Listener[] {
  return entriesOf(ecs.containers).flatMap(([name, container]) => {
    const at = [...path, "containers", name];
    const first = listenersOf(container.image ?? "")[0];
    return [
      ...(container.port === undefined ? [] : [{ name, port: container.port, path: [...at, "port"] }]),
      ...(first === undefined ? [] : [{ name, port: first, path: [...at, "image"] }]),
    ];
  });
}

function oneRouter({ path, ecs }: EcsService): readonly Finding[] {
  const containers = entriesOf(ecs.containers);
  const own = containers.filter(([, { router }]) => router === true);
  const routers = [...(isOn(ecs, "router") ? [SIDECARS.router.name] : []), ...own.map(([name]) => name)];
  const tooMany = own.flatMap(([name], index): Finding[] =>
    routers.length < 2 || (index === 0 && !isOn(ecs, "router"))
      ? []
      : [
          {
            path: [...path, "containers", name, "router"],
            message: `a task has one log router, and this has ${routers.join(" and ")}`,
            fix: "keep one; sidecars.router.enabled: false switches the estate's off",
          },
        ],
  );
  const lost = containers.flatMap(([name, { logs }]): Finding[] =>
    logs !== "router" || routers.length > 0
      ? []
      : [
          {
            path: [...path, "containers", name, "logs"],
            message: "goes to a log router, and the task has none",
            fix: "remove sidecars.router.enabled, set router on one container, or write cloudwatch",
          },
        ],
  );
  return [...tooMany, ...lost];
}

function sidecarsStopNothing({ path, ecs }: EcsService): readonly Finding[] {
  return SIDECAR_KINDS.flatMap((kind): Finding[] =>
    ecs.sidecars?.[kind]?.essential !== true || ecs.failClosed !== false
      ? []
      : [
          {
            path: [...path, "sidecars", kind, "essential"],
            message: "would stop the application when telemetry crashes",
            fix: "remove it, or set failClosed: true to accept that",
          },
        ],
  );
}

function somethingIsEssential({ path, ecs }: EcsService): readonly Finding[] {
  const containers = entriesOf(ecs.containers);
  if (containers.length === 0 || containers.some(([, { essential }]) => essential !== false)) return [];
  return [
    {
      path: [...path, "containers"],
      message: "none is essential, and ECS starts no task without one that is",
      value: "",
      fix: "remove essential: false from one",
      atKey: true,
    },
  ];
}

function publishedFits({ path, ecs }: EcsService): readonly Finding[] {
  if (ecs.mode !== "published") return [];
  const { containers = {} } = ecs;
  const characters = JSON.stringify(containers).length + TOLD_CHARACTERS * Object.keys(containers).length;
  if (characters <= PUBLISHED_CHARACTERS) return [];
  return [
    {
      path: [...path, "containers"],
      message: `are about ${String(characters)} characters as JSON, and a parameter of SSM has place for ${String(PUBLISHED_CHARACTERS)} of them`,
      value: "",
      fix: "keep variables in the image or in AppConfig, or write mode: service",
      atKey: true,
    },
  ];
}

function isOn(ecs: EcsDraft, kind: (typeof SIDECAR_KINDS)[number]): boolean {
  return ecs.sidecars?.[kind]?.enabled !== false;
}
