import { UNITS } from "../../units";
import type { StructureRule } from "../rule";

export const panelUnits: StructureRule = {
  id: "panel-units",
  wants: "Every panel has a unit that Grafana knows.",
  find({ panels }) {
    return panels.flatMap(({ name, panel }) => {
      const unit = panel.fieldConfig?.defaults.unit ?? "";
      const fix = "Give a Grafana unit id, such as currencyUSD.";
      if (unit === "") return [{ where: [name], message: "panel has no unit", value: "", fix }];
      if ((UNITS as readonly string[]).includes(unit)) return [];
      return [{ where: [name], message: `unit "${unit}" unknown`, value: `"${unit}"`, fix }];
    });
  },
};
