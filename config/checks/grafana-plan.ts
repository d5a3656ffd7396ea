/** What the tier of Grafana Cloud lacks is refused here, and not by an apply that has made half of the estate. */
import type { EstateDraft } from "../draft";
import facts from "../facts/grafana-plans.json" with { type: "json" };
import { orList } from "../nearest";
import type { Finding } from "../problem";

type Feature = keyof typeof facts.features;

export function grafanaPlanSuffices({ grafana }: EstateDraft): readonly Finding[] {
  const plan = grafana?.plan;
  if (grafana?.platform !== "grafana-cloud" || plan === undefined) return [];
  const wanted: Readonly<Record<Feature, boolean>> = {
    queryCaching: grafana.queryCaching === true,
    sso: grafana.sso !== undefined,
    teamSync: Object.keys(grafana.sso?.teams ?? {}).length > 0,
  };
  const lacking = (Object.keys(wanted) as Feature[]).filter(
    (feature) => wanted[feature] && !facts.features[feature].plans.includes(plan),
  );
  // Without single sign-on, nothing is to be said of a part of it.
  return lacking
    .filter((feature) => feature !== "teamSync" || !lacking.includes("sso"))
    .map((feature) => refusal(feature, plan));
}

function refusal(feature: Feature, plan: string): Finding {
  const { path, plans } = facts.features[feature];
  return {
    path,
    message: `is not part of Grafana Cloud's ${plan} plan`,
    fix: `remove it, or set grafana.plan to ${orList(plans)} if that is what you pay for`,
  };
}
