/** What the dashboards of an estate lack, said in the plan: nothing is dropped without a word. */
import { type EstateScope, leftOut } from "../../dashboards";
import type { ManualStep } from "../core/contribution";

export function leftOutSteps(scope: EstateScope): readonly ManualStep[] {
  return leftOut(scope).map(({ dashboard, panels, because }, index) => ({
    id: `left-out-${dashboard}${index === 0 ? "" : `-${String(index)}`}`,
    when: "after apply",
    title: `Panels of the dashboard ${dashboard} that are missing: ${panels.join(", ")}`,
    why: "No data source of the estate could answer them.",
    how: `They appear with the next apply once this is settled: ${because}.`,
  }));
}
