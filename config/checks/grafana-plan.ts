/** What the tier of Grafana Cloud lacks is refused here, and not by an apply that has made half of the estate. */
import type { EstateDraft } from "../draft";
import facts from "../facts/grafana-plans.json" with { type: "json" };
import { orList } from "../nearest";
import type { Finding } from "../problem";

export function grafanaPlanSuffices({ grafana }: EstateDraft): readonly Finding[] {
  const plan = grafana?.plan;
  const { path, plans } = facts.features.queryCaching;
  if (grafana?.platform !== "grafana-cloud") return [];
  if (plan === undefined || grafana.queryCaching !== true || plans.includes(plan)) return [];
  return [
    {
      path,
      message: `is not part of Grafana Cloud's ${plan} plan`,
      fix: `remove it, or set grafana.plan to ${orList(plans)} if that is what you pay for`,
    },
  ];
}
