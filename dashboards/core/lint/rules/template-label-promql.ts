import { VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import { parse } from "../grammar";
import type { LintRule } from "../rule";
import { syntaxError } from "../syntax";

export const templateLabelPromql: LintRule = {
  id: "template-label-promql",
  wants: "Variables that list labels ask label_values(selector, label) in valid PromQL.",
  find({ variables }, { grammars }) {
    return variables
      .filter(({ type }) => type === VariableType.Query)
      .flatMap(({ name, query }) => {
        const text = typeof query === "string" ? query : "";
        const fix = "Write label_values(metric{...}, label), as labelVariable() does.";
        const finding = (message: string) => [{ where: [name], message, value: JSON.stringify(text), fix }];
        const [, selector, label] = /^label_values\((?:(.*),\s*)?([^,]*)\)$/.exec(text) ?? [];
        if (label === undefined) return finding("variable does not ask for label_values()");
        if (!/^[a-zA-Z_]\w*$/.test(label)) return finding(`"${label}" is no label`);
        if (selector === undefined) return finding("variable reads a label of every metric there is");
        const error = syntaxError("promql", selector, parse(grammars, "promql", selector));
        return error === undefined ? [] : finding(error);
      });
  },
};
