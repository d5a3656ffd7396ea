/** Keys become parts of names. Where a name may hold letters and digits only, two keys could give the same one. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

/** Alias of an account's second provider: its key and this ending. */
const BILLING_ENDING = "-us-east-1";

export function keysStayApart(estate: EstateDraft): readonly Finding[] {
  return [
    ...foldedTwins(["accounts"], estate.accounts),
    ...foldedTwins(["teams"], estate.teams),
    ...foldedTwins(["services"], estate.services),
    ...foldedTwins(["cost", "budgets"], estate.cost?.budgets),
    ...billingAliasTwin(estate),
  ];
}

function foldedTwins(path: Finding["path"], mapping: object | undefined): readonly Finding[] {
  const first = new Map<string, string>();
  return Object.keys(mapping ?? {}).flatMap((name): Finding[] => {
    const folded = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
    const twin = first.get(folded);
    if (twin === undefined) first.set(folded, name);
    return twin === undefined ? [] : [bothMap([...path, name], twin, name, folded)];
  });
}

function billingAliasTwin({ accounts, cost }: EstateDraft): readonly Finding[] {
  const alias = `${cost?.account ?? ""}${BILLING_ENDING}`;
  return cost?.account === undefined || accounts === undefined || !(alias in accounts)
    ? []
    : [bothMap(["accounts", alias], `${cost.account} in us-east-1`, alias, `provider aws.${alias}`)];
}

function bothMap(path: Finding["path"], one: string, other: string, name: string): Finding {
  return {
    path,
    message: `"${one}" and "${other}" both map to ${name}`,
    value: JSON.stringify(other),
    fix: "rename one",
    atKey: true,
  };
}
