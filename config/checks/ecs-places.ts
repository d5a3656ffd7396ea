/** Where services on ECS run: accounts that are theirs, networks that are there, doors that are not open to the world. */
import { entriesOf, type EstateDraft } from "../draft";
import { ecsServices, type EcsService } from "../ecs/places";
import { OTLP_PORTS } from "../ecs/sidecars";
import { orList } from "../nearest";
import type { Finding } from "../problem";
import { partitionOfKnown } from "../regions";
import { GIVEN_DESTINATIONS } from "../sections/destinations";

/** What a service of somebody else's does not need from the estate. */
const OWNED = ["maxCount", "existingClusters", "targetGroups", "ingress", "egress", "policyArns"] as const;

/** Widest range that may connect: a whole private network. */
const WIDEST = 8;

export function servicePlacesFit(estate: EstateDraft): readonly Finding[] {
  return ecsServices(estate).flatMap((service) => [
    ...accountsAreTheService(estate, service),
    ...networksAreThere(estate, service),
    ...clustersHaveRoom(service),
    ...secretsAreEverywhere(service),
    ...doorsAreNarrow(service),
    ...destinationsAreReached(estate, service),
    ...targetsHavePorts(service),
    ...countsFit(service),
    ...publishedOwnsNothing(service),
  ]);
}

function accountsAreTheService({ services }: EstateDraft, { service, path, ecs }: EcsService): readonly Finding[] {
  const own = services?.[service]?.accounts?.filter((key) => key !== undefined);
  return (ecs.accounts ?? []).flatMap((key, index): Finding[] =>
    key === undefined || own === undefined || own.includes(key)
      ? []
      : [
          {
            path: [...path, "accounts", index],
            message: `is no account of the service ${service}`,
            fix: `write ${orList(own.toSorted())}, or add it to services.${service}.accounts`,
          },
        ],
  );
}

function networksAreThere({ accounts }: EstateDraft, { path, ecs, accounts: keys }: EcsService): readonly Finding[] {
  if (ecs.mode !== "service") return [];
  return keys.flatMap((key): Finding[] => {
    const account = accounts?.[key];
    const region = ecs.region ?? account?.region;
    if (account === undefined || region === undefined || partitionOfKnown(region) === undefined) return [];
    if (account.network?.[region]?.existing !== undefined) return [];
    return [
      {
        path,
        message: `has no existing network in ${region} of account ${key}`,
        value: "",
        fix: `add accounts.${key}.network.${region}.existing with vpcId and privateSubnetIds, or name other accounts in ecs.accounts`,
        atKey: true,
      },
    ];
  });
}

/** A cluster that the estate makes has no instances of its own. */
function clustersHaveRoom({ path, ecs, accounts }: EcsService): readonly Finding[] {
  if (ecs.launchType !== "ec2" || ecs.mode !== "service") return [];
  return accounts
    .filter((key) => !Object.hasOwn(ecs.existingClusters ?? {}, key))
    .map((key) => ({
      path: [...path, "launchType"],
      message: `needs instances, and the cluster that would be made in ${key} has none`,
      fix: `add existingClusters.${key}, or write fargate`,
    }));
}

function secretsAreEverywhere({ path, ecs, accounts }: EcsService): readonly Finding[] {
  return entriesOf(ecs.containers).flatMap(([name, { secrets }]) =>
    entriesOf(secrets).flatMap(([variable, byAccount]) =>
      accounts
        .filter((key) => !Object.hasOwn(byAccount, key))
        .map((key) => ({
          path: [...path, "containers", name, "secrets", variable],
          message: `has no secret for account ${key}, where the service runs as well`,
          value: "",
          fix: `add ${key} with the ARN of its secret, or leave the account out of ecs.accounts`,
          atKey: true,
        })),
    ),
  );
}

function doorsAreNarrow({ path, ecs: { ingress, egress } }: EcsService): readonly Finding[] {
  return [
    ...(ingress ?? []).flatMap((door, index): Finding[] => {
      const at = [...path, "ingress", index];
      const { cidr, securityGroupId, port } = door ?? {};
      if ((cidr === undefined) === (securityGroupId === undefined))
        return [
          {
            path: at,
            message: cidr === undefined ? "lets nobody in" : "has both cidr and securityGroupId",
            value: "",
            fix: cidr === undefined ? "add cidr or securityGroupId" : "keep one",
          },
        ];
      if (cidr === undefined || lengthOf(cidr) >= WIDEST) return [];
      const isOtlp = port !== undefined && OTLP_PORTS.includes(port);
      return [
        {
          path: [...at, "cidr"],
          message: isOtlp ? "opens OTLP to the world" : `is open to the world on port ${String(port)}`,
          fix: "give the range of a network, /8 or longer, or the security group of the load balancer or the senders",
        },
      ];
    }),
    ...(egress ?? []).flatMap((way, index): Finding[] =>
      way?.cidr === undefined || lengthOf(way.cidr) >= WIDEST || way.port === 443
        ? []
        : [
            {
              path: [...path, "egress", index, "cidr"],
              message: `leads anywhere on port ${String(way.port)}`,
              fix: "give the range of a network, /8 or longer",
            },
          ],
    ),
  ];
}

/** Nothing leaves a task but HTTPS and what is named: a destination on another port would wait for ever. */
function destinationsAreReached({ destinations }: EstateDraft, { path, ecs }: EcsService): readonly Finding[] {
  if (ecs.mode !== "service") return [];
  const chosen: readonly (string | undefined)[] = [...(destinations?.logs ?? []), ...(destinations?.traces ?? [])];
  return GIVEN_DESTINATIONS.filter((name) => chosen.includes(name)).flatMap((name): Finding[] => {
    const url = destinations?.[name]?.url;
    if (url === undefined || !URL.canParse(url)) return [];
    const { port, protocol } = new URL(url);
    const wanted = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
    if (wanted === 443 || (ecs.egress ?? []).some((way) => way?.port === wanted)) return [];
    return [
      {
        path,
        message: `does not reach destinations.${name} on port ${String(wanted)}`,
        value: "",
        fix: `add ecs.egress with the range of its network and port ${String(wanted)}`,
        atKey: true,
      },
    ];
  });
}

function lengthOf(cidr: string): number {
  return Number(cidr.split("/")[1]);
}

function targetsHavePorts({ path, ecs: { targetGroups, containers } }: EcsService): readonly Finding[] {
  if (Object.keys(targetGroups ?? {}).length === 0) return [];
  if (containers === undefined || Object.values(containers).some((container) => container?.port !== undefined))
    return [];
  const fix = "add port to the container that serves";
  return [
    { path: [...path, "targetGroups"], message: "lead to no container with a port", value: "", fix, atKey: true },
  ];
}

function countsFit({ path, ecs: { desiredCount, maxCount } }: EcsService): readonly Finding[] {
  if (desiredCount === undefined || maxCount === undefined || maxCount >= desiredCount) return [];
  return [
    {
      path: [...path, "maxCount"],
      message: `is less than desiredCount, ${String(desiredCount)}`,
      fix: `write ${String(desiredCount)} or more, or remove it`,
    },
  ];
}

function publishedOwnsNothing({ path, ecs }: EcsService): readonly Finding[] {
  if (ecs.mode !== "published") return [];
  return OWNED.filter((name) => isGiven(ecs[name])).map((name) => ({
    path: [...path, name],
    message: "is of no use: in mode published the service belongs to Terraform of your own",
    value: "",
    fix: "remove it, or write mode: service",
    atKey: true,
  }));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
