/** Two keys for one account would mean two providers that own the same things. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function accountIdsDiffer({ accounts }: EstateDraft): readonly Finding[] {
  const owners = new Map<string, string>();
  return entriesOf(accounts).flatMap(([name, { id }]): Finding[] => {
    if (id === undefined) return [];
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, name);
    return owner === undefined
      ? []
      : [
          {
            path: ["accounts", name, "id"],
            message: `is also the id of accounts.${owner}`,
            fix: "declare each account once; it may have networks in several regions",
          },
        ];
  });
}
