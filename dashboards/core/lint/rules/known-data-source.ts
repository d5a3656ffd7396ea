import { EXPRESSION } from "../../expression";
import { MIXED } from "../../mixed";
import type { StructureRule } from "../rule";
import { panelDataSources, QUERYLESS } from "../subject";

export const knownDataSource: StructureRule = {
  id: "known-data-source",
  wants: "Panels and queries ask data sources that the estate makes.",
  find({ model, panels }, { dataSourceUids }) {
    return panels.flatMap(({ name, panel }) => {
      if (QUERYLESS.has(panel.type)) return [];
      const used = panelDataSources(model, panel).filter((uid) => uid !== MIXED.uid && uid !== EXPRESSION.uid);
      if (used.length === 0)
        return [{ where: [name], message: "panel has no data source", value: "", fix: "Name one." }];
      return used
        .filter((uid) => !dataSourceUids.includes(uid))
        .map((uid) => ({
          where: [name],
          message: `datasource "${uid}" unknown; known: ${dataSourceUids.join(", ")}`,
          value: `"${uid}"`,
          fix: "Use one of those.",
        }));
    });
  },
};
