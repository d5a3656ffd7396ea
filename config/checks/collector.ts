/** Additions to the collectors: what the pinned image would refuse at its start, or take and lose data by. */
import { collectorFaults, type CollectorDraft } from "../collector-faults";
import { COLLECTOR_FOLDER, COLLECTOR_ROLES, givenIds, givenPorts, type CollectorRole } from "../collector-names";
import { portFaults, portsOf } from "../collector-ports";
import { COMPONENT_KINDS } from "../collector-components";
import type { Draft, EstateDraft } from "../draft";
import type { Finding } from "../problem";
import type { CollectorAdditions } from "../sections/telemetry-collector";

type AdditionsDraft = NonNullable<Draft<CollectorAdditions>>;

export function additionsHold({ telemetry }: EstateDraft): readonly Finding[] {
  const additions = telemetry?.collector?.additions;
  return COLLECTOR_ROLES.flatMap((role) => {
    const added = additions?.[role];
    return added === undefined ? [] : faultsOf(role, added);
  });
}

function faultsOf(role: CollectorRole, added: AdditionsDraft): readonly Finding[] {
  const at = ["telemetry", "collector", "additions", role];
  const draft: CollectorDraft = { components: added, pipelines: added.pipelines ?? {} };
  const context = {
    componentsAt: at,
    pipelinesAt: [...at, "pipelines"],
    mounted: [COLLECTOR_FOLDER],
    given: givenIds(role),
  };
  const mine = givenPorts(role).map(([id, port]) => ({ port, transport: "tcp" as const, path: ["", id] }));
  const ports = portFaults([
    { name: "the estate's", listening: mine },
    { name: "your", listening: portsOf(draft) },
  ]);
  return [
    ...taken(role, added, at),
    ...collectorFaults(draft, context),
    ...ports.map((fault) => ({ ...fault, path: [...at, ...fault.path] })),
    ...insertFaults(role, added, at),
  ];
}

/** A component of the estate cannot be replaced: its pipelines count on how it is set. */
function taken(role: CollectorRole, added: AdditionsDraft, at: Finding["path"]): readonly Finding[] {
  return COMPONENT_KINDS.flatMap((kind) =>
    Object.keys(added[kind] ?? {})
      .filter((id) => givenIds(role)[kind]?.includes(id))
      .map((id) => ({
        path: [...at, kind, id],
        message: "is the estate's own",
        value: JSON.stringify(id),
        fix: `name yours ${id.split("/", 1)[0] ?? id}/own`,
        atKey: true,
      })),
  );
}

function insertFaults(role: CollectorRole, added: AdditionsDraft, at: Finding["path"]): readonly Finding[] {
  const known = Object.keys(added.processors ?? {});
  return (["metrics", "logs", "traces"] as const).flatMap((signal) =>
    (added.insert?.[signal] ?? []).flatMap((id, index): Finding[] => {
      if (id === undefined || known.includes(id)) return [];
      const fix = known.length === 0 ? `define it in ${role}.processors` : `defined: ${known.join(", ")}`;
      const message = `names processor ${JSON.stringify(id)}, which is not defined`;
      return [{ path: [...at, "insert", signal, index], message, fix }];
    }),
  );
}
