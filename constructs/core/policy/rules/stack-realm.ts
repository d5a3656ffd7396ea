/** A token of the whole organisation reaches every stack in it; an unknown scope is found by an apply, and late. */
import facts from "../../../../config/facts/grafana-scopes.json" with { type: "json" };
import type { Rule } from "../rule";
import { valuesAt } from "../stack-view";

export const stackRealm: Rule = {
  id: "stack-realm",
  title: "Every access policy of Grafana Cloud is for one stack, with scopes that exist",
  check: ({ resources }) =>
    resources
      .filter(({ type }) => type === "grafana_cloud_access_policy")
      .flatMap(({ where, attributes }) => {
        const realms = valuesAt(attributes, "realm.type").filter((realm) => realm !== "stack");
        const scopes = valuesAt(attributes, "scopes")
          .flat()
          .filter((scope) => !facts.scopes.includes(String(scope)));
        return [
          ...realms.map((realm) => ({
            where,
            message: "is an access policy that reaches more than the stack",
            value: String(realm),
            fix: "Make the realm the stack, by its number.",
          })),
          ...scopes.map((scope) => ({
            where,
            message: "has a scope that Grafana Cloud does not know for a stack",
            value: String(scope),
            fix: "Name one of config/facts/grafana-scopes.json.",
          })),
        ];
      }),
};
