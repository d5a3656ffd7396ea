/** The moves between telemetry backends that people make, as data: each ships to both for a while. */
import type { EstateConfig } from "../config/estate";

type Destinations = EstateConfig["destinations"];

export interface MoveStep {
  readonly title: string;
  readonly destinations: Destinations;
}

export interface Move {
  /** `Loki to OpenSearch`. */
  readonly title: string;
  /** From where it starts to where it ends. */
  readonly steps: readonly [MoveStep, ...MoveStep[]];
}

/** A move that an estate cannot make as it is, and what is missing. */
export interface MissingMove {
  readonly title: string;
  readonly missing: string;
}

/** The moves that an estate could make, and those that it lacks something for. */
export function telemetryMoves(config: EstateConfig): readonly (Move | MissingMove)[] {
  const { dataSources, platform } = config.grafana;
  if (platform !== "grafana-cloud") return [missing("Away from Grafana Cloud", "grafana.platform: grafana-cloud")];
  return [
    dataSources.opensearch === undefined
      ? missing("Loki to OpenSearch", "grafana.dataSources.opensearch")
      : move(config, "Loki to OpenSearch", ["loki", "opensearch"], (logs) => ({
          logs,
          opensearch: config.destinations.opensearch ?? given(dataSources.opensearch?.url),
        })),
    dataSources.xray === undefined
      ? missing("Tempo to X-Ray", "grafana.dataSources.xray")
      : move(config, "Tempo to X-Ray", ["tempo", "xray"], (traces) => ({ traces })),
    move(
      config,
      "Grafana Cloud to Amazon Managed Prometheus",
      ["grafana-cloud", "amazon-managed-prometheus"],
      (metrics) =>
        metrics.includes("amazon-managed-prometheus")
          ? { metrics, amazonPrometheus: config.destinations.amazonPrometheus ?? { account: someAccount(config) } }
          : { metrics },
    ),
  ];
}

export function isMissing(candidate: Move | MissingMove): candidate is MissingMove {
  return "missing" in candidate;
}

/** Old alone, both with the old read, both with the new read, new alone. */
function move<Name extends string>(
  config: EstateConfig,
  title: string,
  [old, current]: readonly [Name, Name],
  of: (names: Name[]) => Partial<Destinations>,
): Move {
  const { amazonPrometheus: _unwritten, ...kept } = config.destinations;
  const step = (text: string, names: Name[]): MoveStep => ({ title: text, destinations: { ...kept, ...of(names) } });
  return {
    title,
    steps: [
      step(`ship to ${old}`, [old]),
      step("ship to both, read the old", [old, current]),
      step("ship to both, read the new", [current, old]),
      step(`ship to ${current} alone`, [current]),
    ],
  };
}

function missing(title: string, what: string): MissingMove {
  return { title, missing: what };
}

function given(url = ""): NonNullable<Destinations["opensearch"]> {
  return { url, secrets: {}, indexPrefix: "logs" };
}

/** The account that watches the others, else the first. */
function someAccount({ accounts, grafana }: EstateConfig): string {
  return grafana.dataSources.cloudwatch.monitoringAccount ?? Object.keys(accounts)[0] ?? "";
}
