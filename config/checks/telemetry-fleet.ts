/** The fleet: programs that can be got and are known by a digest, instances that can be told apart, secrets where they are needed. */
import { destinationsOf } from "../destinations";
import { entriesOf, type Draft, type EstateDraft } from "../draft";
import type { EstateConfig } from "../estate";
import { COLLECTOR_PACKAGE, PACKAGE_REGIONS, programFile, programsOf, type Program } from "../fleet-programs";
import { orList } from "../nearest";
import type { Finding } from "../problem";
import { MULTILINE_LANGUAGES } from "../sections/service-container";
import type { FleetConfig } from "../sections/telemetry-fleet";

type FleetDraft = NonNullable<Draft<FleetConfig>>;

const PATH = ["telemetry", "fleet"];

export function fleetHolds(estate: EstateDraft): readonly Finding[] {
  const fleet = estate.telemetry?.fleet;
  if (fleet === undefined) return [];
  return [
    ...packageIsThere(fleet, estate),
    ...programsAreKnown(fleet),
    ...rolesDiffer(fleet),
    ...canaryDiffers(fleet),
    ...canaryHasRights(fleet),
    ...instanceRolesFit(fleet, estate),
    ...passwordsAreGiven(fleet),
    ...joinsAreKnown(fleet, estate),
    ...journalIsOne(fleet),
  ];
}

/** The collector comes from AWS's own package. */
function packageIsThere({ accounts = [] }: FleetDraft, estate: EstateDraft): readonly Finding[] {
  return accounts.flatMap((key, index): Finding[] => {
    const region = key === undefined ? undefined : estate.accounts?.[key]?.region;
    if (region === undefined || PACKAGE_REGIONS.includes(region)) return [];
    return [
      {
        path: [...PATH, "accounts", index],
        message: `has its home in ${region}, where AWS publishes no package ${COLLECTOR_PACKAGE.name}`,
        fix: "leave the account out",
      },
    ];
  });
}

/** What runs as root on every instance is known by its digest. */
function programsAreKnown(fleet: FleetDraft): readonly Finding[] {
  const programs = new Set(entriesOf(fleet.roles).flatMap(([, role]) => programsOf(role)));
  if (programs.size === 0) return [];
  if (fleet.artefacts === undefined)
    return [
      {
        path: PATH,
        message: `installs ${[...programs].join(", ")} and has no place to get them from`,
        value: "",
        fix: "add artefacts with a bucket that holds their files",
        atKey: true,
      },
    ];
  return [...programs].flatMap((program) => unknownFiles(program, fleet));
}

function unknownFiles(program: Program, { artefacts, architectures = [] }: FleetDraft): readonly Finding[] {
  const digests = artefacts?.sha256 ?? {};
  return [...new Set(architectures)].flatMap((architecture): Finding[] => {
    if (architecture === undefined) return [];
    const file = programFile(program, architecture, digests);
    if (file.sha256 !== undefined || Object.hasOwn(digests, file.name)) return [];
    return [
      {
        path: [...PATH, "artefacts"],
        message: `the digest of ${file.name} is not known`,
        value: "",
        fix: `add "${file.name}" to its sha256, with the digest that ${file.url} tells`,
        atKey: true,
      },
    ];
  });
}

/** An instance has one value of the tag, and so one role. */
function rolesDiffer({ roles }: FleetDraft): readonly Finding[] {
  const taken = new Map<string, string>();
  return entriesOf(roles).flatMap(([role, { tagValue }]): Finding[] => {
    const value = tagValue ?? role;
    const other = taken.get(value);
    if (other === undefined) taken.set(value, role);
    if (other === undefined) return [];
    return [
      {
        path: [...PATH, "roles", role, ...(tagValue === undefined ? [] : ["tagValue"])],
        message: `has the same instances as ${other}`,
        value: JSON.stringify(value),
        fix: "give it a tagValue of its own, or make one role of both",
        atKey: tagValue === undefined,
      },
    ];
  });
}

function canaryDiffers({ tagKey, rollout }: FleetDraft): readonly Finding[] {
  const canary = rollout?.canary?.tagKey;
  if (canary === undefined || canary !== tagKey) return [];
  return [
    {
      path: [...PATH, "rollout", "canary", "tagKey"],
      message: "is the tag of roles, so that every instance would change first",
      fix: "name another tag",
    },
  ];
}

/** The first apply waits for them, so that nobody can give them their rights after it. */
function canaryHasRights({ accounts = [], rollout, instanceRoles = {} }: FleetDraft): readonly Finding[] {
  if (rollout?.canary === undefined) return [];
  const without = accounts.filter((key) => key !== undefined && !Object.hasOwn(instanceRoles, key));
  if (without.length === 0) return [];
  return [
    {
      path: [...PATH, "rollout", "canary"],
      message: `waits for instances in ${without.join(", ")}, which have no rights before the apply ends`,
      value: "",
      fix: "add the account with the instances' IAM roles to telemetry.fleet.instanceRoles",
      atKey: true,
    },
  ];
}

/** Rights go to accounts of the fleet; those of another account's workspace know the estate's roles by their names. */
function instanceRolesFit(fleet: FleetDraft, estate: EstateDraft): readonly Finding[] {
  const accounts = fleet.accounts ?? [];
  return entriesOf(fleet.instanceRoles).flatMap(([key, names]) => {
    const path = [...PATH, "instanceRoles", key];
    if (!accounts.includes(key))
      return [
        {
          path,
          message: `"${key}" has no instances of the fleet`,
          value: JSON.stringify(key),
          fix: "add it to telemetry.fleet.accounts, or remove it here",
          atKey: true,
        },
      ];
    return writesAbroad(key, estate) ? names.flatMap((name, index) => nameFits([...path, index], name, estate)) : [];
  });
}

function writesAbroad(account: string, estate: EstateDraft): boolean {
  const { destinations, grafana } = estate;
  if (destinations === undefined || grafana?.platform === undefined) return false;
  if (!destinationsOf(estate as EstateConfig).metrics.includes("amazon-managed-prometheus")) return false;
  const workspace = destinations.amazonPrometheus?.account ?? grafana.amazonManaged?.account;
  return workspace !== undefined && workspace !== account;
}

function nameFits(path: Finding["path"], name: string | undefined, estate: EstateDraft): readonly Finding[] {
  const prefix = `${estate.name ?? ""}-`;
  if (name === undefined || estate.name === undefined || name.startsWith(prefix)) return [];
  return [
    {
      path,
      message: `may not write to the workspace of another account, which lets in roles that begin with ${prefix}`,
      fix: `rename the role to ${prefix}${name}`,
    },
  ];
}

function passwordsAreGiven({ accounts = [], roles }: FleetDraft): readonly Finding[] {
  return entriesOf(roles).flatMap(([role, { exporters }]) =>
    (["mysqld", "postgres"] as const).flatMap((name): Finding[] => {
      const exporter = exporters?.[name];
      if (exporter === undefined) return [];
      // One that is there and wrong has been told of already.
      const missing = accounts.filter((key) => key !== undefined && !Object.hasOwn(exporter.passwords ?? {}, key));
      if (missing.length === 0) return [];
      return [
        {
          path: [...PATH, "roles", role, "exporters", name],
          message: `has no password for ${missing.join(", ")}`,
          value: "",
          fix: "add the ARN of its secret to passwords",
          atKey: true,
        },
      ];
    }),
  );
}

function joinsAreKnown({ roles }: FleetDraft, { telemetry }: EstateDraft): readonly Finding[] {
  const known = [...MULTILINE_LANGUAGES, ...Object.keys(telemetry?.logs?.multiline ?? {})];
  return entriesOf(roles).flatMap(([role, { logFiles }]) =>
    entriesOf(logFiles).flatMap(([name, { multiline }]): Finding[] =>
      multiline === undefined || known.includes(multiline)
        ? []
        : [
            {
              path: [...PATH, "roles", role, "logFiles", name, "multiline"],
              message: "is not known",
              fix: `write ${orList(known)}, or declare it in telemetry.logs.multiline`,
            },
          ],
    ),
  );
}

function journalIsOne({ roles }: FleetDraft): readonly Finding[] {
  return entriesOf(roles).flatMap(([role, { logFiles }]) =>
    entriesOf(logFiles).flatMap(([name]): Finding[] =>
      name !== "journal"
        ? []
        : [
            {
              path: [...PATH, "roles", role, "logFiles", name],
              message: "has the name of the journal of systemd",
              value: JSON.stringify(name),
              fix: "give the file another name",
              atKey: true,
            },
          ],
    ),
  );
}
