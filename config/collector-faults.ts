/**
 * What is wrong with a collector's config, all at once: what the collector itself would refuse at its start, and what it
 * would take without a word and lose data by. It serves the configs that the estate makes and those of users alike.
 */
import {
  COLLECTOR_IMAGE,
  COMPONENT_KINDS,
  componentsOf,
  currentName,
  typeOf,
  type ComponentKind,
} from "./collector-components";
import { didYouMean } from "./nearest";

type Path = readonly (string | number)[];
type Mapping = Readonly<Record<string, unknown>>;

export type CollectorFaultKind = "component" | "limiter" | "port" | "queue" | "undefined";

export interface CollectorFault {
  readonly kind: CollectorFaultKind;
  /** Where in the config. */
  readonly path: Path;
  readonly message: string;
  /** What stands there, where it says more than the value at `path`. @default - the value at `path` */
  readonly value?: string;
  readonly fix: string;
  /** Whether the key is wrong and not its value. @default false */
  readonly atKey?: boolean;
}

/** Components of one kind by id, with settings of any form. */
export type ComponentsDraft = Readonly<Record<string, unknown>>;

export interface PipelineDraft {
  /** @default - none */
  readonly receivers?: readonly (string | undefined)[] | undefined;
  /** @default - none */
  readonly processors?: readonly (string | undefined)[] | undefined;
  /** @default - none */
  readonly exporters?: readonly (string | undefined)[] | undefined;
}

/** A config as far as it could be read. */
export interface CollectorDraft {
  readonly components: Readonly<Partial<Record<ComponentKind, ComponentsDraft | undefined>>>;
  readonly pipelines: Readonly<Record<string, PipelineDraft | undefined>>;
  /** Extensions that are started. @default - all that are defined */
  readonly started?: readonly string[];
}

export interface FaultContext {
  /** Where the components stand: `[]` of a whole config. */
  readonly componentsAt: Path;
  readonly pipelinesAt: Path;
  /** Folders that outlive the collector's process. */
  readonly mounted: readonly string[];
  /** Ids that are defined elsewhere, by kind. @default - none */
  readonly given?: Readonly<Partial<Record<ComponentKind, readonly string[]>>>;
}

/** Every fault of a config by itself; for what two collectors do to each other, see `collector-ports.ts`. */
export function collectorFaults(draft: CollectorDraft, context: FaultContext): readonly CollectorFault[] {
  return [
    ...componentFaults(draft, context),
    ...pipelineFaults(draft, context),
    ...limiterFaults(draft, context),
    ...exporterFaults(draft, context),
  ];
}

/** Components that the image lacks, or has under another name. */
function componentFaults({ components }: CollectorDraft, { componentsAt }: FaultContext): CollectorFault[] {
  return COMPONENT_KINDS.flatMap((kind) =>
    Object.keys(components[kind] ?? {}).flatMap((id): CollectorFault[] => {
      const type = typeOf(id);
      if (componentsOf(kind).includes(type)) return [];
      const current = currentName(kind, type);
      return [
        {
          kind: "component",
          path: [...componentsAt, kind, id],
          message: current === undefined ? `is not in ${COLLECTOR_IMAGE}` : "is a deprecated name",
          value: JSON.stringify(type),
          fix:
            current === undefined
              ? (didYouMean(type, componentsOf(kind)) ?? `it has ${componentsOf(kind).join(", ")}`)
              : `write ${current}`,
          atKey: true,
        },
      ];
    }),
  );
}

function pipelineFaults(draft: CollectorDraft, context: FaultContext): CollectorFault[] {
  return Object.entries(draft.pipelines).flatMap(([id, pipeline]) =>
    (["receivers", "processors", "exporters"] as const).flatMap((kind) =>
      (pipeline?.[kind] ?? []).flatMap((name, index): CollectorFault[] => {
        if (name === undefined) return [];
        const fault = undefinedFault(draft, context, kind, name);
        return fault === undefined ? [] : [{ ...fault, path: [...context.pipelinesAt, id, kind, index] }];
      }),
    ),
  );
}

function undefinedFault(
  { components }: CollectorDraft,
  { given }: FaultContext,
  kind: ComponentKind,
  name: string,
): Omit<CollectorFault, "path"> | undefined {
  const known = [...Object.keys(components[kind] ?? {}), ...(given?.[kind] ?? [])];
  if (known.includes(name)) return undefined;
  const one = kind.slice(0, -1);
  return {
    kind: "undefined",
    message: `names ${one} ${JSON.stringify(name)}, which is not defined`,
    fix: didYouMean(name, known) ?? (known.length === 0 ? `define it in ${kind}` : `defined: ${known.join(", ")}`),
  };
}

/** Without the limiter in front, a collector grows until its task is killed. */
function limiterFaults({ components, pipelines }: CollectorDraft, context: FaultContext): CollectorFault[] {
  const first = Object.entries(pipelines).flatMap(([id, pipeline]): CollectorFault[] => {
    if (pipeline?.processors === undefined || isLimiter(pipeline.processors[0] ?? "")) return [];
    const found = pipeline.processors.findIndex((name) => name !== undefined && isLimiter(name));
    return [
      {
        kind: "limiter",
        path: [...context.pipelinesAt, id, "processors"],
        message: found < 0 ? "has no memory_limiter" : `has memory_limiter in place ${String(found + 1)}`,
        value: JSON.stringify(pipeline.processors),
        fix: "let the first processor be memory_limiter",
      },
    ];
  });
  const idle = Object.entries(components.processors ?? {}).flatMap(([id, settings]): CollectorFault[] => {
    if (!isLimiter(id) || isPositive(at(settings, "check_interval"))) return [];
    return [
      {
        kind: "limiter",
        path: [...context.componentsAt, "processors", id],
        message: "never looks at the memory: check_interval is 0 unless it is set",
        value: JSON.stringify(at(settings, "check_interval") ?? "0s"),
        fix: "write check_interval: 1s",
      },
    ];
  });
  return [...first, ...idle];
}

function isLimiter(id: string): boolean {
  return typeOf(id) === "memory_limiter";
}

/** A duration as Go writes it, above 0: `1s`, `1m30s`. */
function isPositive(duration: unknown): boolean {
  return typeof duration === "string" && /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(duration) && /[1-9]/.test(duration);
}

/** What exporters lean on: a queue's storage, and what they authenticate with. */
function exporterFaults(draft: CollectorDraft, context: FaultContext): CollectorFault[] {
  return Object.entries(draft.components.exporters ?? {}).flatMap(([id, settings]) => {
    const path = [...context.componentsAt, "exporters", id];
    const storage = at(at(settings, "sending_queue"), "storage");
    const authenticator = at(at(settings, "auth"), "authenticator");
    return [
      ...extensionFaults(draft, context, storage, [...path, "sending_queue", "storage"]),
      ...extensionFaults(draft, context, authenticator, [...path, "auth", "authenticator"]),
      ...directoryFaults(draft, context, storage, [...path, "sending_queue", "storage"]),
    ];
  });
}

function extensionFaults(draft: CollectorDraft, context: FaultContext, name: unknown, path: Path): CollectorFault[] {
  if (typeof name !== "string") return [];
  const fault = undefinedFault(draft, context, "extensions", name);
  if (fault !== undefined) return [{ ...fault, path }];
  const started = draft.started ?? [name];
  if (started.includes(name) || (context.given?.extensions ?? []).includes(name)) return [];
  const message = `names extension ${JSON.stringify(name)}, which is not started`;
  return [{ kind: "undefined", path, message, fix: `add ${name} to service.extensions` }];
}

/** What is not mounted is gone with the container, and the queue with it. */
function directoryFaults(draft: CollectorDraft, context: FaultContext, name: unknown, path: Path): CollectorFault[] {
  if (typeof name !== "string" || !Object.hasOwn(draft.components.extensions ?? {}, name)) return [];
  const directory = at(draft.components.extensions?.[name], "directory");
  const folder = typeof directory === "string" ? directory : "/var/lib/otelcol/file_storage";
  if (context.mounted.some((mounted) => folder === mounted || folder.startsWith(`${mounted}/`))) return [];
  return [
    {
      kind: "queue",
      path,
      message: `extension ${name} has no mounted directory, so that the queue is lost with the container`,
      value: JSON.stringify(folder),
      fix: `set its directory to one below ${context.mounted.join(" or ")}`,
    },
  ];
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Mapping)[key] : undefined;
}
