import { nodesNamed } from "../grammar";
import { atTarget, type LintRule, parsedTargets } from "../rule";

const ADAPTIVE: ReadonlySet<string> = new Set(["$__auto", "$__range"]);

export const targetLogqlAuto: LintRule = {
  id: "target-logql-auto",
  wants: "Windows in LogQL follow the zoom: $__auto, or $__range for one number over the whole range.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "logql")
      .flatMap((target) =>
        nodesNamed(target.tree, "Range")
          .map(({ text }) => text.slice(1, -1).trim())
          .filter((window) => !ADAPTIVE.has(window))
          .map((window) =>
            atTarget(target, `window [${window}] does not follow the zoom`, window, "Leave the window to the builder."),
          ),
      );
  },
};
