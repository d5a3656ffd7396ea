/** Metrics whose labels a variable lists. */
import type { VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";

/** A query of a label variable is `label_values(metric{...}, label)`. */
export function variableMetrics({ query }: VariableModel): string[] {
  const metric = typeof query === "string" ? /^label_values\(([a-zA-Z_:][\w:]*)/.exec(query)?.[1] : undefined;
  return metric === undefined ? [] : [metric];
}
