import { CONTRACT_LABELS, labelOf } from "../../labels";
import { factOf, labelsOf } from "../metric-name";
import { groupingLabels, selectorsOf } from "../promql-reading";
import { atTarget, type LintRule, parsedTargets } from "../rule";
import { cloudWatchMetricOf } from "../subject";

/** Labels that every scraped series has. */
const SCRAPED = ["job", "instance", "__name__"];

export const knownLabel: LintRule = {
  id: "known-label",
  wants: "Queries filter and group by labels that the metric has, according to the catalogue.",
  find(subject, context) {
    const contract = [...CONTRACT_LABELS.map(labelOf), ...SCRAPED];
    const promql = parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) => {
        const selectors = selectorsOf(target.tree).flatMap((selector) => {
          const fact = factOf(context.catalogue, selector.metric);
          return fact === undefined ? [] : [{ ...selector, labels: [...contract, ...labelsOf(fact)] }];
        });
        // A label that an expression makes itself cannot be told from a misspelt one.
        if (target.text.includes("label_replace(") || target.text.includes("label_join(")) return [];
        const wrong = selectors.flatMap(({ metric, matchers, labels }) =>
          matchers.filter(({ label }) => !labels.includes(label)).map(({ label }) => ({ metric, label })),
        );
        const all = new Set(selectors.flatMap(({ labels }) => labels));
        const strange = selectors.length === 0 ? [] : groupingLabels(target.tree).filter((label) => !all.has(label));
        return [
          ...wrong.map(({ metric, label }) =>
            atTarget(target, `metric ${metric} has no label "${label}"`, label, "Filter by a label that it has."),
          ),
          ...[...new Set(strange)].map((label) =>
            atTarget(target, `no metric of the query has a label "${label}"`, label, "Group by a label that it has."),
          ),
        ];
      });
    const cloudWatch = subject.targets.flatMap((target) => {
      const name = cloudWatchMetricOf(target);
      const fact = name === undefined ? undefined : context.catalogue.find(name);
      const { dimensions } = target.raw;
      if (name === undefined || fact === undefined || typeof dimensions !== "object" || dimensions === null) return [];
      return Object.keys(dimensions)
        .filter((dimension) => !fact.labels.includes(dimension))
        .map((dimension) =>
          atTarget(target, `metric ${name} has no dimension "${dimension}"`, dimension, "Use a dimension that it has."),
        );
    });
    return [...promql, ...cloudWatch];
  },
};
