/** Lists in which an entry must not stand twice: AWS refuses it, or counts it double. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

type Entry = string | number | undefined;

export function entriesDiffer({ accounts, services, grafana, telemetry, cost }: EstateDraft): readonly Finding[] {
  return [
    ...entriesOf(accounts).flatMap(([name, account]) =>
      entriesOf(account.network).flatMap(([region, { existing }]) => {
        const path = ["accounts", name, "network", region, "existing"];
        return [
          ...repeats([...path, "privateSubnetIds"], existing?.privateSubnetIds),
          ...repeats([...path, "publicSubnetIds"], existing?.publicSubnetIds),
        ];
      }),
    ),
    ...entriesOf(services).flatMap(([name, { accounts: own, ecs }]) => [
      ...repeats(["services", name, "accounts"], own),
      ...repeats(["services", name, "ecs", "accounts"], ecs?.accounts),
    ]),
    ...repeats(["grafana", "amazonManaged", "vpc", "subnetIds"], grafana?.amazonManaged?.vpc?.subnetIds),
    ...repeats(["grafana", "amazonManaged", "vpc", "securityGroupIds"], grafana?.amazonManaged?.vpc?.securityGroupIds),
    ...(["accounts", "signals", "providerTokens", "plugins"] as const).flatMap((list) =>
      repeats(["grafana", "access", list], grafana?.access?.[list]),
    ),
    ...entriesOf(grafana?.access?.policies).flatMap(([name, { scopes }]) =>
      repeats(["grafana", "access", "policies", name, "scopes"], scopes),
    ),
    ...entriesOf(grafana?.folders).flatMap(([title, folder]) =>
      repeats(["grafana", "folders", title, "editors"], folder.editors),
    ),
    ...entriesOf(grafana?.sso?.teams).flatMap(([team, groups]) => repeats(["grafana", "sso", "teams", team], groups)),
    ...repeats(["grafana", "privateLink", "accounts"], grafana?.privateLink?.accounts),
    ...repeats(["grafana", "privateLink", "signals"], grafana?.privateLink?.signals),
    ...repeats(["grafana", "privateLink", "sources"], grafana?.privateLink?.sources),
    ...repeats(
      ["grafana", "privateConnectivity", "targets"],
      grafana?.privateConnectivity?.targets?.map((target) => JSON.stringify([target?.cidr, target?.port])),
    ),
    ...(["accounts", "architectures"] as const).flatMap((list) =>
      repeats(["telemetry", "fleet", list], telemetry?.fleet?.[list]),
    ),
    ...repeats(["telemetry", "cloudwatch", "accounts"], telemetry?.cloudwatch?.accounts),
    ...(["accounts", "exclude"] as const).flatMap((list) =>
      repeats(["telemetry", "cloudwatch", "logs", list], telemetry?.cloudwatch?.logs?.[list]),
    ),
    ...repeats(["cost", "exports", "legacyCur", "artifacts"], cost?.exports?.legacyCur?.artifacts),
    ...entriesOf(cost?.budgets).flatMap(([name, budget]) =>
      repeats(["cost", "budgets", name, "notifyAtPercent"], budget.notifyAtPercent),
    ),
  ];
}

function repeats(path: Finding["path"], list: readonly Entry[] | undefined): readonly Finding[] {
  return (list ?? []).flatMap((entry, index, all) =>
    entry === undefined || all.indexOf(entry) === index
      ? []
      : [{ path: [...path, index], message: "stands in the list already", fix: "remove it" }],
  );
}
