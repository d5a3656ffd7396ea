/** A resource that names no provider lands in whichever account the caller's credentials belong to. */
import type { Rule } from "../rule";

export const explicitProvider: Rule = {
  id: "explicit-provider",
  title: "Every resource names its provider, and no provider is a default",
  check: ({ resources, dataSources, providers }) => [
    ...providers
      .filter(({ alias }) => alias === undefined)
      .map(({ type }) => ({
        where: `provider ${type}`,
        message: "has no alias, so that whatever forgets to name a provider would use it",
        value: "",
        fix: "Give it an alias; take AWS providers from `Accounts`.",
      })),
    ...[...resources, ...dataSources].flatMap(({ type, where, attributes }) => {
      const prefix = type.slice(0, type.indexOf("_"));
      const named = attributes["provider"];
      const known = providers.map((one) => `${one.type}.${one.alias ?? ""}`);
      if (!["aws", "grafana"].includes(prefix) || (typeof named === "string" && known.includes(named))) return [];
      const value = typeof named === "string" ? named : "";
      const message =
        value === "" ? `is ${type} without a provider` : `is ${type} with a provider that the stack lacks`;
      return [{ where, message, value, fix: "Pass `provider`: the account's, the billing one or the platform's." }];
    }),
  ],
};
