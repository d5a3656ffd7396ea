import { atTarget, type LintRule, parsedTargets } from "../rule";
import { syntaxError } from "../syntax";

export const targetPromql: LintRule = {
  id: "target-promql",
  wants: "Every query in PromQL is valid PromQL.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) => {
        const error = syntaxError("promql", target.text, target.tree);
        if (error === undefined) return [];
        return [
          atTarget(target, error, target.text, "Write it with the builder of PromQL, which cannot go wrong there."),
        ];
      });
  },
};
