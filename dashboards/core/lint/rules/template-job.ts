import { isContractLabel } from "../../labels";
import { ANYTHING, SQL_ALL } from "../../variables";
import type { LintRule } from "../rule";

/** What the original wants of `job` holds here for the words of the label contract. */
export const templateJob: LintRule = {
  id: "template-job",
  wants: "Variables of the label contract allow several values and All, and All hides nothing that lacks the label.",
  find({ variables, targets }) {
    const onlySql = targets.every(({ type }) => type === "grafana-athena-datasource");
    const all = onlySql ? SQL_ALL : ANYTHING;
    return variables
      .filter(({ name }) => isContractLabel(name))
      .flatMap(({ name, multi, includeAll, allValue }) => {
        const where = [name];
        return [
          ...(multi === true && includeAll === true
            ? []
            : [
                {
                  where,
                  message: "variable does not allow several values and All",
                  value: "",
                  fix: "Make it by estateVariables().",
                },
              ]),
          ...(allValue === all
            ? []
            : [
                {
                  where,
                  message: `All stands for ${JSON.stringify(allValue ?? "")}, must be ${JSON.stringify(all)} for these queries`,
                  value: JSON.stringify(allValue ?? ""),
                  fix: "Make it by estateVariables(), or by listVariable() for SQL.",
                },
              ]),
        ];
      });
  },
};
