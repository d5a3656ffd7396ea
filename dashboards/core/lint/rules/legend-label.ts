import { childNamed, type SyntaxNode } from "../grammar";
import { callName } from "../promql-reading";
import { atTarget, type LintFinding, type LintRule, parsedTargets } from "../rule";
import { isExpression, type LintSubject } from "../subject";

export const legendLabel: LintRule = {
  id: "legend-label",
  wants: "Legends name labels that the result still has.",
  find(subject, context) {
    const promql = parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) => {
        const kept = labelsKept(target.tree);
        const legend = target.raw["legendFormat"];
        if (kept === undefined || typeof legend !== "string") return [];
        return [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
          .flatMap(([, label]) => (label === undefined || kept.includes(label) ? [] : [label]))
          .map((label) =>
            atTarget(
              target,
              `legend names "${label}", which the query aggregates away`,
              label,
              "Group by it, or drop it.",
            ),
          );
      });
    return [...promql, ...computed(subject)];
  },
};

/** What Grafana computes has the dimensions of what it computes with, and is called by an override. */
function computed({ targets }: LintSubject): LintFinding[] {
  return targets
    .filter(({ raw }) => isExpression(raw))
    .flatMap((target) => {
      const { panel } = target.panel;
      const dimensions = targets.flatMap(({ raw, panel: { panel: of } }) =>
        of === panel ? Object.keys(raw["dimensions"] ?? {}) : [],
      );
      const names = (panel.fieldConfig?.overrides ?? [])
        .filter(({ matcher }) => matcher.id === "byFrameRefID" && matcher.options === target.refId)
        .flatMap(({ properties }) => properties.filter(({ id }) => id === "displayName"))
        .map(({ value }) => String(value));
      return names
        .flatMap((name) => [...name.matchAll(/\$\{__field\.labels\.(\w+)\}/g)])
        .flatMap(([, label]) => (label === undefined || dimensions.includes(label) ? [] : [label]))
        .map((label) =>
          atTarget(target, `legend names "${label}", by which nothing is asked`, label, "Ask by it, or drop it."),
        );
    });
}

/** Labels of the result where an aggregation decides them, else undefined. */
function labelsKept(node: SyntaxNode): readonly string[] | undefined {
  switch (node.name) {
    case "PromQL":
    case "ParenExpr": {
      const [only] = node.children;
      return only === undefined ? undefined : labelsKept(only);
    }
    case "AggregateExpr":
      return aggregated(node);
    case "BinaryExpr": {
      const [left] = node.children;
      return left === undefined || childNamed(node, "MatchingModifierClause") !== undefined
        ? undefined
        : labelsKept(left);
    }
    default:
      return undefined;
  }
}

function aggregated(node: SyntaxNode): readonly string[] | undefined {
  const modifier = childNamed(node, "AggregateModifier");
  if (/^(topk|bottomk|limitk)$/.test(callName(node) ?? "")) {
    const body = childNamed(node, "FunctionCallBody")?.children.at(-1);
    return body === undefined ? undefined : labelsKept(body);
  }
  if (modifier === undefined) return [];
  if (childNamed(modifier, "By") === undefined) return undefined;
  return childNamed(modifier, "GroupingLabels")?.children.map(({ text }) => text) ?? [];
}
