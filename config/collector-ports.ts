/** Which ports a collector listens on, and who else in the same task wants them: the second one does not start. */
import { typeOf } from "./collector-components";
import type { CollectorDraft, CollectorFault } from "./collector-faults";

type Path = readonly (string | number)[];
type Transport = "tcp" | "udp";

export interface Listening {
  readonly port: number;
  readonly transport: Transport;
  /** In the config of the collector: `["receivers", "otlp", "protocols", "grpc"]`. */
  readonly path: Path;
}

/** A collector among those that share a network: the containers of a task in network mode awsvpc, or a host. */
export interface Neighbour {
  readonly name: string;
  readonly listening: readonly Listening[];
}

/** Where components listen when their settings name no endpoint. */
const DEFAULTS: Readonly<Record<string, readonly (readonly [path: Path, port: number, transport: Transport])[]>> = {
  otlp: [
    [["protocols", "grpc"], 4317, "tcp"],
    [["protocols", "http"], 4318, "tcp"],
  ],
  awsxray: [[[], 2000, "udp"]],
  statsd: [[[], 8125, "udp"]],
  zipkin: [[[], 9411, "tcp"]],
  health_check: [[[], 13133, "tcp"]],
  pprof: [[[], 1777, "tcp"]],
  zpages: [[[], 55679, "tcp"]],
};

/** Every port of the receivers and extensions. */
export function portsOf({ components }: CollectorDraft): readonly Listening[] {
  return (["receivers", "extensions"] as const).flatMap((kind) =>
    Object.entries(components[kind] ?? {}).flatMap(([id, settings]) => portsIn(id, settings, [kind, id])),
  );
}

function portsIn(id: string, settings: unknown, path: Path): Listening[] {
  const standard = DEFAULTS[typeOf(id)] ?? [];
  return standard.flatMap(([inner, port, transport]): Listening[] => {
    const place = inner.reduce<unknown>((node, key) => valueAt(node, key), settings);
    if (inner.length > 0 && place === undefined) return [];
    const endpoint = valueAt(place, "endpoint");
    const written = typeof endpoint === "string" ? /:(\d+)$/.exec(endpoint)?.[1] : undefined;
    return [{ port: written === undefined ? port : Number(written), transport, path: [...path, ...inner] }];
  });
}

function valueAt(node: unknown, key: string | number): unknown {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  // A protocol without settings is written as a key without a value: it listens all the same.
  return Object.entries(node).find(([name]) => name === String(key))?.[1] ?? {};
}

/** A fault for every port that was taken before, told of the later one. */
export function portFaults(neighbours: readonly Neighbour[]): readonly (CollectorFault & { readonly of: string })[] {
  const taken = new Map<string, string>();
  return neighbours.flatMap(({ name, listening }) =>
    listening.flatMap(({ port, transport, path }) => {
      const key = `${transport} ${String(port)}`;
      const user = `${name} ${String(path[1] ?? path[0])}`;
      const other = taken.get(key);
      if (other === undefined) taken.set(key, user);
      if (other === undefined) return [];
      return [
        {
          kind: "port" as const,
          of: name,
          path,
          message: `port ${String(port)} is used by ${other} and by ${user}`,
          value: String(port),
          fix: "give one of them another port, or leave one out",
        },
      ];
    }),
  );
}
