import type { StructureRule } from "../rule";

export const panelTitleDescription: StructureRule = {
  id: "panel-title-description",
  wants: "Every panel has a title and says what it shows and what to do about it.",
  find({ panels }) {
    return panels.flatMap(({ name, panel }) => [
      ...((panel.title ?? "") === ""
        ? [{ where: [name], message: "panel has no title", value: "", fix: "Say in a few words what it shows." }]
        : []),
      ...((panel.description ?? "") === ""
        ? [
            {
              where: [name],
              message: "panel has no description",
              value: "",
              fix: "Say what it counts and what to do when it is off.",
            },
          ]
        : []),
    ]);
  },
};
