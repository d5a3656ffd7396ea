/** Regions must exist, and those of one account must lie in one partition: credentials do not cross partitions. */
import { entriesOf, type EstateDraft } from "../draft";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import { partitionOfKnown, REGIONS } from "../regions";

interface RegionSite {
  readonly path: Finding["path"];
  readonly region: string | undefined;
  readonly atKey?: boolean;
  /** Home region of the account in which the region is used. */
  readonly home?: string | undefined;
}

export function regionsExist(estate: EstateDraft): readonly Finding[] {
  return sites(estate).flatMap(({ path, region, atKey = false, home }): Finding[] => {
    if (region === undefined) return [];
    const value = JSON.stringify(region);
    const partition = partitionOfKnown(region);
    if (partition === undefined) return [{ path, message: "unknown region", value, fix: knownFix(region), atKey }];
    const homePartition = partitionOfKnown(home);
    if (home === undefined || homePartition === undefined || homePartition === partition) return [];
    const message = `is in partition ${partition}, but the account is in ${homePartition}`;
    return [{ path, message, value, fix: `name a region of partition ${homePartition}, such as ${home}`, atKey }];
  });
}

/** The billing export APIs are reached in us-east-1, which other partitions do not have. */
export function costIsCommercial({ cost, accounts }: EstateDraft): readonly Finding[] {
  if (cost?.account === undefined) return [];
  const partition = partitionOfKnown(accounts?.[cost.account]?.region);
  if (partition === undefined || partition === "aws") return [];
  return [
    {
      path: ["cost", "account"],
      message: `is in partition ${partition}, which has no billing export API in us-east-1`,
      fix: "name a payer account of partition aws",
    },
  ];
}

function knownFix(region: string): string {
  return didYouMean(region, REGIONS) ?? "write the code of a region, such as eu-west-1";
}

function sites({ state, accounts, services, grafana, cost }: EstateDraft): readonly RegionSite[] {
  const home = (account: string | undefined) => (account === undefined ? undefined : accounts?.[account]?.region);
  return [
    { path: ["state", "s3", "region"], region: state?.s3?.region, home: home(state?.s3?.create?.account) },
    ...entriesOf(accounts).flatMap(([name, account]): RegionSite[] => [
      { path: ["accounts", name, "region"], region: account.region },
      ...Object.keys(account.network ?? {}).map((region) => ({
        path: ["accounts", name, "network", region],
        region,
        atKey: true,
        home: account.region,
      })),
    ]),
    {
      path: ["grafana", "amazonManaged", "region"],
      region: grafana?.amazonManaged?.region,
      home: home(grafana?.amazonManaged?.account),
    },
    {
      path: ["grafana", "privateConnectivity", "region"],
      region: grafana?.privateConnectivity?.region,
      home: home(grafana?.privateConnectivity?.account),
    },
    ...entriesOf(services).map(([name, { ecs, accounts: own }]) => ({
      path: ["services", name, "ecs", "region"],
      region: ecs?.region,
      home: home((ecs?.accounts ?? own)?.[0]),
    })),
    { path: ["grafana", "privateLink", "region"], region: grafana?.privateLink?.region },
    { path: ["cost", "region"], region: cost?.region, home: home(cost?.account) },
  ];
}
