import { variablesIn } from "../neutral";
import type { LintRule } from "../rule";

/** What the original wants of `instance` holds here for every variable that a dashboard offers. */
export const targetInstance: LintRule = {
  id: "target-instance",
  wants: "Every variable is used, and one that may hold several values is compared by a regular expression.",
  find({ variables, panels, targets }) {
    const texts = [...panels.map(({ panel }) => panel), ...variables].map((part) => JSON.stringify(part));
    const used = new Set(texts.flatMap((text) => variablesIn(text).map(({ name }) => name)));
    const unused = variables
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({
        where: [name],
        message: "no panel uses the variable",
        value: "",
        fix: "Filter by it or take it out.",
      }));
    const several = new Set(variables.filter(({ multi }) => multi === true).map(({ name }) => name));
    const compared = targets.flatMap(({ panel, query }) =>
      [...(query?.text ?? "").matchAll(/[^=!~<>](!?=)\s*"\$\{?(\w+)/g)]
        .filter(([, , name]) => several.has(name ?? ""))
        .map(([, operator, name]) => ({
          where: [panel.name],
          message: `"${name ?? ""}" may hold several values and is compared by ${operator ?? ""}`,
          value: "",
          fix: "Compare by a regular expression, as true and chosen() do.",
        })),
    );
    return [...unused, ...compared];
  },
};
