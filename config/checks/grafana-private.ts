/** Private ways to and from Grafana Cloud: they need a network that stands where they end. */
import type { EstateDraft } from "../draft";
import { privateLinkRegion } from "../private-link-region";
import type { Finding } from "../problem";

export function privateWaysFit(estate: EstateDraft): readonly Finding[] {
  return [...connectivity(estate), ...link(estate)];
}

function connectivity({ grafana, accounts }: EstateDraft): readonly Finding[] {
  const settings = grafana?.privateConnectivity;
  if (settings === undefined) return [];
  const path = ["grafana", "privateConnectivity"];
  if (grafana?.platform === "amazon-managed")
    return [
      {
        path,
        message: "is for Grafana Cloud; a workspace of Amazon Managed Grafana stands in your own network",
        value: "",
        fix: "remove it, and name subnets in grafana.amazonManaged.vpc",
        atKey: true,
      },
    ];
  const { account, region } = settings;
  const declared = account === undefined ? undefined : accounts?.[account];
  if (account === undefined || declared === undefined) return [];
  const where = region ?? declared.region;
  return where === undefined ? [] : network([...path, "account"], declared, account, where, 2);
}

function link(estate: EstateDraft): readonly Finding[] {
  const { grafana, accounts } = estate;
  const settings = grafana?.privateLink;
  if (settings === undefined) return [];
  const path = ["grafana", "privateLink"];
  if (grafana?.platform === "amazon-managed")
    return [
      {
        path,
        message: "is for Grafana Cloud; Amazon Managed Prometheus has endpoints of its own",
        value: "",
        fix: "remove it",
        atKey: true,
      },
    ];
  const region = privateLinkRegion(estate);
  if (region === undefined)
    return [
      {
        path: [...path, "region"],
        message: "is not known for this stack",
        value: "",
        fix: "add the AWS region that Grafana's portal shows for the stack; a stack that is not hosted on AWS has no PrivateLink to AWS",
      },
    ];
  return (settings.accounts ?? []).flatMap((account, index) => {
    const declared = account === undefined ? undefined : accounts?.[account];
    if (account === undefined || declared === undefined) return [];
    return network([...path, "accounts", index], declared, account, region, 1);
  });
}

type AccountDraft = NonNullable<NonNullable<EstateDraft["accounts"]>[string]>;

/** An existing network with enough private subnets; one that is made for a demonstration is not yet there to be used. */
function network(
  path: Finding["path"],
  { network: networks }: AccountDraft,
  account: string,
  region: string,
  subnets: number,
): readonly Finding[] {
  const found = networks?.[region];
  const add = `add accounts.${account}.network.${region}.existing with vpcId and privateSubnetIds`;
  if (found === undefined) return [{ path, message: `has no network in ${region}`, fix: add }];
  if (found.existing === undefined)
    return "create" in found ? [{ path, message: `has no existing network in ${region}`, fix: add }] : [];
  const ids = found.existing.privateSubnetIds;
  if (ids === undefined || ids.length >= subnets) return [];
  const message = `has ${String(ids.length)} private subnet in ${region}, but agents stand in two zones`;
  return [{ path, message, fix: `name a second subnet in accounts.${account}.network.${region}` }];
}
