import { VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import { defaultOf } from "../subject";
import type { LintRule } from "../rule";

export const templateDatasource: LintRule = {
  id: "template-datasource",
  wants: "Each data source is a labelled variable that defaults to one of the estate's fixed UIDs.",
  find({ variables, targets }, { dataSourceUids }) {
    const sources = variables.filter(({ type }) => type === VariableType.Datasource);
    const none = {
      where: [],
      message: "dashboard has no data source variable",
      value: "",
      fix: "Let dashboard() make it from the data sources that its panels ask.",
    };
    return [
      ...(sources.length === 0 && targets.length > 0 ? [none] : []),
      ...sources.flatMap((variable) => {
        const uid = defaultOf(variable);
        const where = [variable.name];
        return [
          ...(dataSourceUids.includes(uid)
            ? []
            : [
                {
                  where,
                  message: `variable defaults to "${uid}", which is no data source of the estate`,
                  value: `"${uid}"`,
                  fix: `Default to one of ${dataSourceUids.join(", ")}.`,
                },
              ]),
          ...((variable.label ?? "") === ""
            ? [{ where, message: "variable has no label", value: "", fix: "Say in a word or two what is chosen." }]
            : []),
        ];
      }),
    ];
  },
};
