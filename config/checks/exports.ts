/** Billing exports share one bucket and one catalogue: their names are folders and tables, which must differ. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function exportNamesDiffer({ cost }: EstateDraft): readonly Finding[] {
  const first = new Map<string, string>();
  return entriesOf(cost?.exports).flatMap(([kind, { name }]): Finding[] => {
    if (name === undefined) return [];
    const table = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "_");
    const other = first.get(table);
    if (other === undefined) first.set(table, kind);
    return other === undefined
      ? []
      : [
          {
            path: ["cost", "exports", kind, "name"],
            message: `gives the same table, ${table}, as cost.exports.${other}`,
            value: JSON.stringify(name),
            fix: "give each export a name of its own",
          },
        ];
  });
}

/** One tag cannot name both the team and the service. */
export function costTagsDiffer({ cost }: EstateDraft): readonly Finding[] {
  if (cost?.teamTag === undefined || cost.teamTag !== cost.serviceTag) return [];
  const fix = "name the tag that says which service a resource belongs to";
  return [{ path: ["cost", "serviceTag"], message: "is the team tag already", fix }];
}
