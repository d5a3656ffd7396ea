import { atTarget, type LintRule, parsedTargets } from "../rule";
import { syntaxError } from "../syntax";

export const targetTraceql: LintRule = {
  id: "target-traceql",
  wants: "Every query in TraceQL is valid TraceQL.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "traceql")
      .flatMap((target) => {
        const error = syntaxError("traceql", target.text, target.tree);
        if (error === undefined) return [];
        return [
          atTarget(target, error, target.text, "Write it with the builder of TraceQL, which cannot go wrong there."),
        ];
      });
  },
};
