import { selectorsOf } from "../promql-reading";
import { factOf } from "../metric-name";
import { atTarget, type LintRule, parsedTargets } from "../rule";

/** Functions that make something meaningful of a counter, whatever its start. */
const FOR_COUNTERS: ReadonlySet<string> = new Set([
  "absent",
  "absent_over_time",
  "changes",
  "count",
  "group",
  "increase",
  "irate",
  "present_over_time",
  "rate",
  "resets",
  "timestamp",
]);

export const targetCounterAgg: LintRule = {
  id: "target-counter-agg",
  wants: "Counters are shown and aggregated as rates: a sum of counters falls whenever one of them restarts.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) =>
        selectorsOf(target.tree)
          .filter(({ metric, within }) => {
            const fact = factOf(context.catalogue, metric);
            const counter = fact?.counts ?? /_(total|count|sum|bucket)$/.test(metric);
            return counter && !within.some((call) => FOR_COUNTERS.has(call));
          })
          .map(({ metric }) =>
            atTarget(target, `counter ${metric} is used without rate() or increase()`, "", "Add rate() or increase()."),
          ),
      );
  },
};
