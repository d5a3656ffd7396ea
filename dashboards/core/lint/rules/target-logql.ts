import { atTarget, type LintRule, parsedTargets } from "../rule";
import { syntaxError } from "../syntax";

export const targetLogql: LintRule = {
  id: "target-logql",
  wants: "Every query in LogQL is valid LogQL.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "logql")
      .flatMap((target) => {
        const error = syntaxError("logql", target.text, target.tree);
        if (error === undefined) return [];
        return [
          atTarget(target, error, target.text, "Write it with the builder of LogQL, which cannot go wrong there."),
        ];
      });
  },
};
