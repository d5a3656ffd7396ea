/** Keys by which services on ECS and the log policy refer to accounts and services. */
import { entriesOf, type EstateDraft } from "../draft";
import { ecsServices } from "../ecs/places";
import type { Reference } from "./references";

export function ecsReferences(estate: EstateDraft): readonly Reference[] {
  return [
    ...ecsServices(estate).flatMap(({ path, ecs }) => [
      ...(ecs.accounts ?? []).map((key, index) => account([...path, "accounts", index], key)),
      ...(ecs.ingress ?? []).map((door, index) => account([...path, "ingress", index, "account"], door?.account)),
      ...(["existingClusters", "targetGroups"] as const).flatMap((name) => keys([...path, name], ecs[name])),
      ...entriesOf(ecs.containers).flatMap(([container, { secrets }]) =>
        entriesOf(secrets).flatMap(([name, byAccount]) =>
          keys([...path, "containers", container, "secrets", name], byAccount),
        ),
      ),
    ]),
    ...(estate.telemetry?.logs?.drop ?? []).map((rule, index): Reference => ({
      path: ["telemetry", "logs", "drop", index, "service"],
      section: "services",
      key: rule?.service,
    })),
  ];
}

function account(path: Reference["path"], key: string | undefined): Reference {
  return { path, section: "accounts", key };
}

function keys(path: Reference["path"], mapping: object | undefined): readonly Reference[] {
  return Object.keys(mapping ?? {}).map((key) => ({ path: [...path, key], section: "accounts", key, atKey: true }));
}
