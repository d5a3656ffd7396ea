/** All metrics that dashboards and alerts may ask for. */
import type { MetricCatalogue, MetricFact } from "../core/catalogue";
import { cloudWatchMetrics } from "./cloudwatch";
import { prometheusFamilies } from "./prometheus";

export { prometheusFamilies } from "./prometheus";
export type { MetricFamily } from "./family";

const facts: ReadonlyMap<string, MetricFact> = new Map([
  ...prometheusFamilies.flatMap((family) => Object.entries(family.facts)),
  ...Object.entries(cloudWatchMetrics),
]);

export const catalogue: MetricCatalogue = {
  find: (name) => facts.get(name),
};
