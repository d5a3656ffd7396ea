/**
 * Arithmetic that CloudWatch refuses: its operators take a number or one series on one side at least, and whatever is
 * searched for by a dimension is many series, even if only one is found.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
import { dashboardPanels } from "../../dashboards/core/check";
import type { DashboardDefinition } from "../../dashboards/core/definition";

interface Target {
  readonly id?: string;
  readonly expression?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Panels whose arithmetic has more than one metric that may be many series. */
export function manyByMany({ model }: DashboardDefinition): string[] {
  return dashboardPanels(model).flatMap((panel) => {
    const targets = (panel.targets ?? []) as readonly Target[];
    const many = targets
      .filter(({ dimensions = {} }) => Object.values(dimensions).some((value) => /[*$]/.test(value)))
      .flatMap(({ id = "" }) => (id === "" ? [] : [id]));
    const wrong = targets.some(({ expression = "" }) => {
      const names: readonly string[] = expression.match(/[a-z]\w*/g) ?? [];
      return new Set(names.filter((name) => many.includes(name))).size > 1;
    });
    return wrong ? [panel.title ?? ""] : [];
  });
}
