import { VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import type { LintRule } from "../rule";

/** What the original wants of `instance` holds here for every variable with values that are not known beforehand. */
export const templateInstance: LintRule = {
  id: "template-instance",
  wants:
    "Variables that list labels have a label, a data source that is a variable, and All with a value if they have All.",
  find({ variables }) {
    return variables
      .filter(({ type }) => type === VariableType.Query)
      .flatMap(({ name, label, includeAll, allValue, datasource }) => {
        const finding = (message: string, fix: string) => ({ where: [name], message, value: "", fix });
        return [
          ...((label ?? "") === "" ? [finding("variable has no label", "Say in a word or two what is chosen.")] : []),
          ...((datasource?.uid ?? "").startsWith("$")
            ? []
            : [
                finding(
                  "variable reads from a fixed data source",
                  "Use the data source variable, as labelVariable() does.",
                ),
              ]),
          ...(includeAll === true && (allValue ?? "") === ""
            ? [finding("All would list every value in the query", "Give All a value, as labelVariable() does.")]
            : []),
        ];
      });
  },
};
