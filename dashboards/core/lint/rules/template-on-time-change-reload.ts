import { VariableRefresh, VariableType } from "@grafana/grafana-foundation-sdk/dashboard";
import type { LintRule } from "../rule";

export const templateOnTimeChangeReload: LintRule = {
  id: "template-on-time-change-reload",
  wants: "Variables that list labels are read again when the time range changes.",
  find({ variables }) {
    return variables
      .filter(({ type, refresh }) => type === VariableType.Query && refresh !== VariableRefresh.OnTimeRangeChanged)
      .map(({ name }) => ({
        where: [name],
        message: "variable keeps the values of another time range",
        value: "",
        fix: "Refresh it on time range change, as labelVariable() does.",
      }));
  },
};
