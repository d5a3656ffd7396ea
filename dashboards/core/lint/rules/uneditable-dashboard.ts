import type { LintRule } from "../rule";

export const uneditableDashboard: LintRule = {
  id: "uneditable-dashboard",
  wants: "Nobody can edit in Grafana what the next apply would undo.",
  find({ model }) {
    if (model.editable === false) return [];
    return [
      {
        where: [],
        message: "dashboard can be edited in Grafana",
        value: "",
        fix: "Let dashboard() make it; changes belong into the repository.",
      },
    ];
  },
};
