import type { StructureRule } from "../rule";
import { QUERYLESS } from "../subject";

export const panelNoTargets: StructureRule = {
  id: "panel-no-targets",
  wants: "Every panel asks something.",
  find({ panels }) {
    return panels
      .filter(({ panel }) => (panel.targets ?? []).length === 0 && !QUERYLESS.has(panel.type))
      .map(({ name }) => ({
        where: [name],
        message: "panel has no query",
        value: "",
        fix: "Give it a query or take it out.",
      }));
  },
};
