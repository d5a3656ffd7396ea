/** Tokens must outlive their replacement, and those that are numbered must be the estate's own. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

/** Between both days, the old token and the new one work side by side. */
export function tokensOverlap({ grafana }: EstateDraft): readonly Finding[] {
  const { rotateAfterDays: rotate, expireAfterDays: expire } = grafana?.access ?? {};
  if (rotate === undefined || expire === undefined || expire > rotate) return [];
  return [
    {
      path: ["grafana", "access", "expireAfterDays"],
      message: `must be more than rotateAfterDays, which is ${String(rotate)}: a token would end before its replacement works`,
      value: String(expire),
      fix: `write ${String(Math.min(rotate + 15, 730))}, or lower rotateAfterDays`,
    },
  ];
}

/** The estate has tokens of its own only in a stack that it makes. */
export function providerTokensAreOurs({ grafana }: EstateDraft): readonly Finding[] {
  const tokens = grafana?.access?.providerTokens;
  if (tokens === undefined || grafana?.stack?.existing === undefined || tokens.join() === "1") return [];
  return [
    {
      path: ["grafana", "access", "providerTokens"],
      message: "is for a stack that the estate creates",
      value: "",
      fix: "remove it; the token of an existing stack is the one in GRAFANA_AUTH",
    },
  ];
}
