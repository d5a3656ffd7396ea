/** Keys by which the fleet refers to accounts and services, and the ARNs that it names. */
import { entriesOf, type EstateDraft } from "../draft";
import type { ArnSite } from "./arns";
import type { Reference } from "./references";

const PATH = ["telemetry", "fleet"];

export function fleetReferences({ telemetry }: EstateDraft): readonly Reference[] {
  const fleet = telemetry?.fleet;
  return [
    ...(fleet?.accounts ?? []).map((key, index): Reference => ({
      path: [...PATH, "accounts", index],
      section: "accounts",
      key,
    })),
    ...keysOf([...PATH, "instanceRoles"], fleet?.instanceRoles),
    ...entriesOf(fleet?.roles).flatMap(([role, { service, exporters }]): readonly Reference[] => [
      { path: [...PATH, "roles", role, "service"], section: "services", key: service },
      ...(["mysqld", "postgres"] as const).flatMap((name) =>
        keysOf([...PATH, "roles", role, "exporters", name, "passwords"], exporters?.[name]?.passwords),
      ),
    ]),
  ];
}

function keysOf(path: Reference["path"], mapping: object | undefined): readonly Reference[] {
  return Object.keys(mapping ?? {}).map((key) => ({ path: [...path, key], section: "accounts", key, atKey: true }));
}

export function fleetArns({ telemetry, accounts }: EstateDraft): readonly ArnSite[] {
  const fleet = telemetry?.fleet;
  const region = (fleet?.accounts ?? []).flatMap((key) => accounts?.[key ?? ""]?.region ?? [])[0];
  const ofArtefacts: ArnSite = {
    path: [...PATH, "artefacts", "kmsKeyArn"],
    arn: fleet?.artefacts?.kmsKeyArn,
    of: "a KMS key",
    kind: "kms:key/",
    region,
    regional: false,
  };
  return [
    ofArtefacts,
    ...entriesOf(fleet?.roles).flatMap(([role, { exporters }]) =>
      (["mysqld", "postgres"] as const).flatMap((name) =>
        entriesOf(exporters?.[name]?.passwords).flatMap(([key, arn]): readonly ArnSite[] => {
          const account = accounts?.[key];
          const path = [...PATH, "roles", role, "exporters", name, "passwords", key];
          if (account === undefined) return [];
          return [{ path, arn, ...kindOf(arn), region: account.region, regional: true, account: account.id }];
        }),
      ),
    ),
  ];
}

function kindOf(arn: string): Pick<ArnSite, "of" | "kind"> {
  return arn.includes(":ssm:")
    ? { of: "an SSM parameter", kind: "ssm:parameter/" }
    : { of: "a secret", kind: "secretsmanager:secret:" };
}
