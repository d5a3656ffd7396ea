/**
 * The Grafana provider takes an address or token that is unknown at plan for an empty one, without a word. So nothing may
 * be read through such a provider, and its token may not be one that is replaced by itself.
 */
import type { Rule, Violation } from "../rule";
import type { ProviderView, StackView } from "../stack-view";

export const plannableProvider: Rule = {
  id: "plannable-provider",
  title: "Every provider can log in at plan",
  check: (stack) => [...stack.providers.flatMap(logsIn), ...readsThroughUnknown(stack)],
};

function logsIn({ type, alias = "(default)", attributes }: ProviderView): readonly Violation[] {
  const where = `provider ${type}.${alias}`;
  const rotating = Object.values(attributes).filter(
    (value): value is string => typeof value === "string" && /\$\{[^}]*rotating_token\./.test(value),
  );
  return [
    ...rotating.map((value) => ({
      where,
      message: "logs in with a rotating token, which is unknown in the plan that replaces it",
      value,
      fix: "Use a token that does not rotate.",
    })),
    ...(attributes["oncall_url"] === undefined
      ? []
      : [
          {
            where,
            message: "sets oncall_url, where Grafana Cloud refuses a service account's token",
            value: JSON.stringify(attributes["oncall_url"]),
            fix: "Leave it out: the provider asks the stack.",
          },
        ]),
  ];
}

function readsThroughUnknown({ dataSources, providers }: StackView): readonly Violation[] {
  const unknown = providers
    .filter(({ attributes }) => JSON.stringify(attributes).includes("${"))
    .map(({ type, alias = "" }) => `${type}.${alias}`);
  return dataSources.flatMap(({ type, where, attributes }) => {
    const { provider } = attributes;
    if (typeof provider !== "string" || !unknown.includes(provider)) return [];
    const fix = "Compute the value from the config, or create the resource instead of reading it.";
    return [{ where, message: `reads ${type} through a provider that is unknown until apply`, value: provider, fix }];
  });
}
