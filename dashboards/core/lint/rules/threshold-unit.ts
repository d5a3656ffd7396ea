import type { LintRule } from "../rule";

/** Values that can occur, by unit. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  percentunit: [0, 1],
  bool_yes_no: [0, 1],
};

export const thresholdUnit: LintRule = {
  id: "threshold-unit",
  wants: "Thresholds are values that the panel's unit can have, in rising order.",
  find({ panels }) {
    return panels.flatMap(({ name, panel }) => {
      const { unit, thresholds } = panel.fieldConfig?.defaults ?? {};
      const steps = (thresholds?.steps ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
      const [least, most] = RANGES[unit ?? ""] ?? [-Infinity, Infinity];
      const outside = steps.filter((value) => value < least || value > most);
      const falling = steps.find((value, index) => value <= (steps[index - 1] ?? -Infinity));
      return [
        ...outside.map((value) => ({
          where: [name],
          message: `threshold ${String(value)} is outside of ${String(least)} to ${String(most)}, which ${unit ?? ""} can have`,
          value: String(value),
          fix: "Write it in the unit of the panel.",
        })),
        ...(falling === undefined
          ? []
          : [
              {
                where: [name],
                message: `threshold ${String(falling)} does not lie above the one before it`,
                value: String(falling),
                fix: "Order thresholds from low to high.",
              },
            ]),
        ...(unit === "percent" && steps.length > 0 && steps.every((value) => value > 0 && value < 1)
          ? [
              {
                where: [name],
                message: `thresholds ${steps.join(" and ")} look like shares of 1, the unit is percent`,
                value: steps.join(", "),
                fix: "Write percentages from 0 to 100, or use percentunit.",
              },
            ]
          : []),
      ];
    });
  },
};
