import { selectorsOf } from "../promql-reading";
import { factOf } from "../metric-name";
import { atTarget, type LintRule, parsedTargets } from "../rule";
import { cloudWatchMetricOf } from "../subject";

export const knownMetric: LintRule = {
  id: "known-metric",
  wants: "Every metric is in the catalogue, which says where it comes from.",
  find(subject, context) {
    const fix = "Correct the name, or add the metric to dashboards/catalogue with its source.";
    const promql = parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) => {
        const names = new Set(selectorsOf(target.tree).map(({ metric }) => metric));
        return [...names]
          .filter((name) => factOf(context.catalogue, name) === undefined)
          .map((name) => atTarget(target, `metric ${JSON.stringify(name)} is not in the catalogue`, name, fix));
      });
    const cloudWatch = subject.targets.flatMap((target) => {
      const name = cloudWatchMetricOf(target);
      if (name === undefined || context.catalogue.find(name) !== undefined) return [];
      return [atTarget(target, `metric ${JSON.stringify(name)} is not in the catalogue`, name, fix)];
    });
    return [...promql, ...cloudWatch];
  },
};
