import { variablesIn } from "../neutral";
import { atTarget, type LintRule } from "../rule";
import { isExpression } from "../subject";

export const queryName: LintRule = {
  id: "query-name",
  wants:
    "Queries of a panel differ in name, and Grafana's arithmetic names others of its panel, as no variable is called.",
  find({ panels, targets, variables }) {
    const taken = variables.map(({ name }) => name);
    return panels.flatMap(({ panel }) => {
      const own = targets.filter((target) => target.panel.panel === panel);
      const names = own.map(({ refId }) => refId);
      const twice = own
        .filter(({ refId }, index) => names.indexOf(refId) < index)
        .map((target) =>
          atTarget(target, `two queries are called "${target.refId}"`, target.refId, "Let signals name their queries."),
        );
      const wrong = own
        .filter(({ raw }) => isExpression(raw))
        .flatMap((target) => {
          const { expression } = target.raw;
          const named = variablesIn(typeof expression === "string" ? expression : "");
          return named.flatMap(({ name, text }) => {
            if (taken.includes(name))
              return [atTarget(target, `variable "${name}" takes the place of the query`, text, "Name it otherwise.")];
            if (name !== target.refId && names.includes(name)) return [];
            return [
              atTarget(target, `no other query of the panel is called "${name}"`, text, "Name one that is there."),
            ];
          });
        });
      return [...twice, ...wrong];
    });
  },
};
