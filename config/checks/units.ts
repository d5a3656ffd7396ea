/** A service's unit divides its cost: it needs the cost section. */
import { entriesOf, type EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function unitsHaveCost(estate: EstateDraft): readonly Finding[] {
  if ("cost" in estate) return [];
  return entriesOf(estate.services).flatMap(([name, { unit }]) =>
    unit === undefined
      ? []
      : [
          {
            path: ["services", name, "unit"],
            message: "has no cost to divide",
            fix: 'add "cost", or remove the unit',
            atKey: true,
          },
        ],
  );
}
