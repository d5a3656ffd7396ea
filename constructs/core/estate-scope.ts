/** What the dashboards of an estate can ask, and what people can filter them by: a pure function of the config. */
import { destinationsOf } from "../../config/destinations";
import type { EstateConfig } from "../../config/estate";
import { lakeDatabase } from "../../config/facts/security-lake";
import {
  cloudWatchUid,
  DATA_SOURCES,
  type DataSourceKind,
  dataSourceSet,
  type EstateScope,
  PRE_MADE,
} from "../../dashboards";

/** The kind of a data source, by its fixed UID; undefined for one that no dashboard of ours asks. */
export function kindOf(uid: string): DataSourceKind | undefined {
  if (uid.startsWith(cloudWatchUid(""))) return "cloudwatch";
  return KINDS.find((kind) => DATA_SOURCES[kind].uid === uid);
}

const KINDS = Object.keys(DATA_SOURCES) as readonly Exclude<DataSourceKind, "cloudwatch">[];

/**
 * Computed from the config alone, before anything is made: what dashboards ask decides what shippers keep, and shippers are
 * made before the pane is.
 * @param billing where the bill stands, as the cost domain says
 */
export function estateScope(config: EstateConfig, billing?: EstateScope["billing"]): EstateScope {
  const { platform, dataSources } = config.grafana;
  const { metrics } = destinationsOf(config);
  const accounts = Object.entries(config.accounts);
  return {
    sources: dataSourceSet({
      platform,
      signedMetrics: metrics[0] !== "grafana-cloud",
      kinds: kindsOf(config).filter((kind) => !isOtherStore(kind, config)),
      cloudWatchAccounts: cloudWatchAccounts(Object.keys(config.accounts), dataSources.cloudwatch),
    }),
    accounts: accounts.map(([name, { id }]) => ({ name, id })),
    regions: distinct(accounts.flatMap(([, account]) => [account.region, ...Object.keys(account.network)])),
    environments: distinct(accounts.map(([, { environment }]) => environment)),
    services: Object.keys(config.services).toSorted(),
    ...(billing === undefined ? {} : { billing }),
    ...securityLakeOf(config),
  };
}

/** Kinds of data source that the estate makes or finds. A test holds this to what is really made. */
function kindsOf(config: EstateConfig): readonly DataSourceKind[] {
  const { platform, dataSources } = config.grafana;
  const { logs, traces } = destinationsOf(config);
  const optional: readonly (readonly [DataSourceKind, boolean])[] = [
    ["prometheus", true],
    ["loki", logs.some((name) => name === "loki" || name === "loki-otlp")],
    ["tempo", traces.includes("tempo")],
    ["cloudwatch", true],
    ["xray", dataSources.xray !== undefined],
    ["athena-security", dataSources.securityLake !== undefined],
    ["opensearch", dataSources.opensearch !== undefined],
    ["elasticsearch", dataSources.elasticsearch !== undefined],
    ["jaeger", dataSources.jaeger !== undefined],
    ["athena-cost", config.cost !== undefined],
  ];
  return [...optional.flatMap(([kind, isThere]) => (isThere ? [kind] : [])), ...PRE_MADE[platform]];
}

/** The monitoring account first: dashboards open with it, and it sees all the others. */
export function cloudWatchAccounts(
  all: readonly string[],
  { accounts, monitoringAccount }: EstateConfig["grafana"]["dataSources"]["cloudwatch"],
): readonly string[] {
  const rank = (key: string) => (key === monitoringAccount ? 0 : 1);
  const chosen: readonly string[] = accounts ?? all;
  return chosen.toSorted((one, other) => rank(one) - rank(other));
}

/** The store of logs or traces that each destination is, for what Grafana can read. */
const STORES = {
  logs: { loki: "loki", "loki-otlp": "loki", opensearch: "opensearch", elasticsearch: "elasticsearch" },
  traces: { tempo: "tempo", xray: "xray", cloudwatch: "xray", jaeger: "jaeger" },
} as const;

/**
 * Whether logs or traces go elsewhere in the first place: a store to which they only go beside it, for the time of a move,
 * is not asked by dashboards. A store that telemetry does not go to at all keeps what else it holds.
 */
function isOtherStore(kind: DataSourceKind, config: EstateConfig): boolean {
  const { logs, traces } = destinationsOf(config);
  const kinds = (names: readonly string[], stores: Readonly<Record<string, DataSourceKind>>) =>
    names.map((name) => stores[name]);
  const others = [kinds(logs, STORES.logs), kinds(traces, STORES.traces)];
  return others.some(([first, ...rest]) => kind !== first && rest.includes(kind));
}

/** Kinds of the stores in which logs and traces are read; undefined where that is no store with a data source of its own. */
export function readStores(config: EstateConfig): {
  readonly logs: DataSourceKind | undefined;
  readonly traces: DataSourceKind | undefined;
} {
  const { logs, traces } = destinationsOf(config);
  const of = (stores: Readonly<Record<string, DataSourceKind>>, name = "") => stores[name];
  return { logs: of(STORES.logs, logs[0]), traces: of(STORES.traces, traces[0]) };
}

function securityLakeOf({ grafana, accounts }: EstateConfig): Pick<EstateScope, "securityLake"> {
  const lake = grafana.dataSources.securityLake;
  const region = lake?.region ?? accounts[lake?.account ?? ""]?.region;
  if (lake === undefined || region === undefined) return {};
  const { sources, detections, database = lakeDatabase(region) } = lake;
  return { securityLake: { database, region, sources, detections } };
}

/** UIDs of data sources that dashboards may ask although the estate does not make them. */
export function preMadeUids(platform: EstateConfig["grafana"]["platform"]): readonly string[] {
  return PRE_MADE[platform].map((kind) => DATA_SOURCES[kind].uid);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}
