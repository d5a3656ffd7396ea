import { CONTRACT_LABELS, labelOf } from "../../labels";
import { CLOUDWATCH_REGION } from "../../variables";
import { variablesIn } from "../neutral";
import { selectorsOf } from "../promql-reading";
import { atTarget, type LintFinding, type LintRule, parsedTargets } from "../rule";
import type { LintSubject } from "../subject";

/** Metrics of the monitoring itself carry none of the labels. */
const WITHOUT_CONTRACT = /^(ALERTS|ALERTS_FOR_STATE|GRAFANA_ALERTS|grafanacloud_)/;

/** What the original wants of `job` holds here for the words of the label contract, in each query language. */
export const targetJob: LintRule = {
  id: "target-job",
  wants: "A query filters by each variable of the label contract that the dashboard offers, so that a choice is true.",
  find(subject, context) {
    const offered = CONTRACT_LABELS.filter((word) => subject.variables.some(({ name }) => name === word));
    const findings = parsedTargets(subject, context).flatMap((target) => {
      const selectors =
        target.language === "promql"
          ? selectorsOf(target.tree)
              .filter(({ metric }) => !WITHOUT_CONTRACT.test(metric))
              .map(({ metric, matchers }) => ({
                what: metric,
                chosen: matchers
                  .filter(({ label }) => offered.some((word) => labelOf(word) === label))
                  .map(({ value }) => value),
              }))
          : [{ what: target.language === "logql" ? "the log query" : "the trace query", chosen: [target.text] }];
      return selectors.flatMap(({ what, chosen }) => {
        const used = new Set(chosen.flatMap((text) => variablesIn(text).map(({ name }) => name)));
        return offered
          .filter((word) => !used.has(word))
          .map((word) =>
            atTarget(target, `${what} is not filtered by the variable "${word}"`, "", `Add where({ ${word}: true }).`),
          );
      });
    });
    return [...findings, ...cloudWatchRegions(subject)];
  },
};

/** CloudWatch is told apart by its data source and one region. */
function cloudWatchRegions({ targets }: LintSubject): LintFinding[] {
  return targets
    .filter(({ type, raw }) => type === "cloudwatch" && (raw["region"] ?? "") === "")
    .map((target) =>
      atTarget(
        target,
        "CloudWatch is asked in no region",
        "",
        `Ask in $${CLOUDWATCH_REGION}, or in the only one there is.`,
      ),
    );
}
