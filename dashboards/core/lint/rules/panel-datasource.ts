import { VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import { EXPRESSION } from "../../expression";
import { MIXED } from "../../mixed";
import type { LintRule } from "../rule";
import { QUERYLESS, variableName } from "../subject";

export const panelDatasource: LintRule = {
  id: "panel-datasource",
  wants: "Panels and queries refer to data sources by variables of the dashboard.",
  find({ panels, targets, variables }) {
    const declared = new Set(variables.filter(({ type }) => type === VariableType.Datasource).map(({ name }) => name));
    const references = [
      ...panels
        .filter(({ panel }) => !QUERYLESS.has(panel.type))
        .map(({ name, panel }) => ({ name, uid: panel.datasource?.uid ?? "" })),
      ...targets.map(({ panel, dataSource }) => ({ name: panel.name, uid: dataSource })),
    ].filter(({ uid }) => uid !== MIXED.uid && uid !== EXPRESSION.uid && !declared.has(variableName(uid) ?? ""));
    const once = new Map(references.map((reference) => [`${reference.name} ${reference.uid}`, reference]));
    return [...once.values()].map(({ name, uid }) => ({
      where: [name],
      message: `data source ${JSON.stringify(uid)} is no data source variable of the dashboard`,
      value: JSON.stringify(uid),
      fix: "Refer to it by its variable, such as ${prometheus}.",
    }));
  },
};
