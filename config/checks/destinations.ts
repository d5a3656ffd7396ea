/** A destination needs a store that the platform has or the config gives, a way to write to it, and one to read from it. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";
import { GIVEN_DESTINATIONS } from "../sections/destinations";

/** Stores of Grafana Cloud, by kind of telemetry. */
const GRAFANA_CLOUD = { metrics: ["grafana-cloud"], logs: ["loki", "loki-otlp"], traces: ["tempo"] } as const;

const SIGNALS = ["metrics", "logs", "traces"] as const;

type Signal = (typeof SIGNALS)[number];

/** A destination as it stands in the config. */
interface Chosen {
  readonly signal: Signal;
  readonly name: string;
  readonly path: Finding["path"];
}

export function destinationsStand(estate: EstateDraft): readonly Finding[] {
  const all = chosen(estate);
  return [
    ...all.flatMap((one) => [...ofPlatform(one, estate), ...given(one, estate), ...readable(one, estate)]),
    ...nativeAndOtlp(all),
    ...unusedWorkspace(all, estate),
    ...secretsBelong(estate),
  ];
}

function chosen({ destinations }: EstateDraft): readonly Chosen[] {
  return SIGNALS.flatMap((signal) =>
    (destinations?.[signal] ?? []).flatMap((name, index): Chosen[] =>
      name === undefined ? [] : [{ signal, name, path: ["destinations", signal, index] }],
    ),
  );
}

/** Grafana Cloud's stores need Grafana Cloud; a workspace of Amazon's beside it needs a place. */
function ofPlatform({ signal, name, path }: Chosen, { grafana, destinations }: EstateDraft): readonly Finding[] {
  const cloud: readonly string[] = GRAFANA_CLOUD[signal];
  if (grafana?.platform === "amazon-managed" && cloud.includes(name))
    return [
      {
        path,
        message: "is a store of Grafana Cloud, and grafana.platform is amazon-managed",
        fix: "name a destination in AWS, or set grafana.platform to grafana-cloud",
      },
    ];
  if (name !== "amazon-managed-prometheus" || grafana?.platform === "amazon-managed") return [];
  return destinations?.amazonPrometheus === undefined
    ? [{ path, message: "has no place for its workspace", fix: "add destinations.amazonPrometheus with an account" }]
    : [];
}

/** What stands already is given by its address, to write to and to read from. */
function given({ name, path }: Chosen, { destinations, grafana }: EstateDraft): readonly Finding[] {
  const store = GIVEN_DESTINATIONS.find((one) => one === name);
  if (store === undefined) return [];
  return [
    ...(destinations?.[store] === undefined
      ? [{ path, message: "has no address to write to", fix: `add destinations.${store} with its url` }]
      : []),
    ...(grafana !== undefined && grafana.dataSources?.[store] === undefined
      ? [{ path, message: "could not be read by Grafana", fix: `add grafana.dataSources.${store}` }]
      : []),
  ];
}

/** What no dashboard can ask, and why. */
const UNASKED: Readonly<Partial<Record<Signal, Readonly<Record<string, string>>>>> = {
  metrics: { cloudwatch: "keeps OpenTelemetry's names of metrics, and dashboards ask by those of Prometheus" },
  logs: { s3: "is an archive that Grafana does not read" },
};

/** The first is asked by dashboards; traces in AWS are read through X-Ray's data source. */
function readable({ signal, name, path }: Chosen, { grafana }: EstateDraft): readonly Finding[] {
  const why = UNASKED[signal]?.[name];
  if (why !== undefined && path.at(-1) === 0)
    return [
      { path, message: `cannot be the one that dashboards ask: it ${why}`, fix: "name it second, after another" },
    ];
  if (signal !== "traces" || (name !== "xray" && name !== "cloudwatch")) return [];
  if (grafana === undefined || grafana.dataSources?.xray !== undefined) return [];
  return [{ path, message: "could not be read by Grafana", fix: "add grafana.dataSources.xray with an account" }];
}

/** One store under two names would hold every line twice. */
function nativeAndOtlp(all: readonly Chosen[]): readonly Finding[] {
  const loki = all.filter(({ name }) => name === "loki" || name === "loki-otlp");
  const [, second] = loki;
  return second === undefined
    ? []
    : [
        {
          path: second.path,
          message: "is the same Loki as the other, so that it would hold every line twice",
          fix: "keep one",
        },
      ];
}

function unusedWorkspace(all: readonly Chosen[], { destinations, grafana }: EstateDraft): readonly Finding[] {
  if (destinations?.amazonPrometheus === undefined) return [];
  const path = ["destinations", "amazonPrometheus"];
  if (grafana?.platform === "amazon-managed")
    return [
      {
        path,
        message: "is for Grafana Cloud; the platform amazon-managed has its own workspace",
        value: "",
        fix: "remove it",
        atKey: true,
      },
    ];
  return all.some(({ name }) => name === "amazon-managed-prometheus")
    ? []
    : [
        {
          path,
          message: "is not written to",
          value: "",
          fix: "add amazon-managed-prometheus to destinations.metrics, or remove it",
          atKey: true,
        },
      ];
}

/** ECS reads a secret in the region of the task, and in its own account where the secret has no policy for others. */
function secretsBelong({ destinations, accounts }: EstateDraft): readonly Finding[] {
  return GIVEN_DESTINATIONS.flatMap((store) =>
    entriesOf(destinations?.[store]?.secrets).flatMap(([key, arn]): Finding[] => {
      const account = accounts?.[key];
      const [, region, id] = /^arn:[^:]+:[^:]+:([^:]*):(\d{12}):/.exec(arn) ?? [];
      if (account?.id === undefined || account.region === undefined || region === undefined) return [];
      const path = ["destinations", store, "secrets", key];
      const fix = `give a secret of account ${account.id} in ${account.region}`;
      return [
        ...(arn.includes(":secretsmanager:") ? [] : [{ path, message: "is no secret of Secrets Manager", fix }]),
        ...(id === account.id
          ? []
          : [{ path, message: `is in account ${String(id)}, the shippers in ${account.id}`, fix }]),
        ...(region === account.region
          ? []
          : [{ path, message: `is in ${region}, the shippers in ${account.region}`, fix }]),
      ];
    }),
  );
}
