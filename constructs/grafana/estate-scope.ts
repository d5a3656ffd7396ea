/** What the dashboards of an estate can ask, and what people can filter them by: from the config and the data sources. */
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
import type { DataSourceContribution } from "../core/contribution";

/** The kind of a data source, by its fixed UID; undefined for one that no dashboard of ours asks. */
export function kindOf(uid: string): DataSourceKind | undefined {
  if (uid.startsWith(cloudWatchUid(""))) return "cloudwatch";
  return KINDS.find((kind) => DATA_SOURCES[kind].uid === uid);
}

const KINDS = Object.keys(DATA_SOURCES) as readonly Exclude<DataSourceKind, "cloudwatch">[];

export function estateScope(
  config: EstateConfig,
  dataSources: readonly DataSourceContribution[],
  billing?: EstateScope["billing"],
): EstateScope {
  const { platform } = config.grafana;
  const uids = [...dataSources.map(({ uid }) => uid), ...preMadeUids(platform)];
  const cloudWatch = cloudWatchUid("");
  const accounts = Object.entries(config.accounts);
  return {
    sources: dataSourceSet({
      platform,
      kinds: [...new Set(uids.flatMap((uid) => kindOf(uid) ?? []))],
      cloudWatchAccounts: uids.filter((uid) => uid.startsWith(cloudWatch)).map((uid) => uid.slice(cloudWatch.length)),
    }),
    accounts: accounts.map(([name, { id }]) => ({ name, id })),
    regions: distinct(accounts.flatMap(([, account]) => [account.region, ...Object.keys(account.network)])),
    environments: distinct(accounts.map(([, { environment }]) => environment)),
    services: Object.keys(config.services).toSorted(),
    ...(billing === undefined ? {} : { billing }),
    ...securityLakeOf(config),
  };
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
