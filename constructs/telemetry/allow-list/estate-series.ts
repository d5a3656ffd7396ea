/** The estimate of series for a whole estate, with what it takes for granted: what `estate check` shows. */
import type { EstateConfig } from "../../../config/estate";
import type { UsageConfig } from "../../../config/sections/telemetry-allow-list";
import { allowList, type AlertRule, type DashboardDefinition } from "../../../dashboards";
import { catalogue, prometheusFamilies } from "../../../dashboards/catalogue";
import { keptMetrics } from "./kept-metrics";
import { labelSizes } from "./label-sizes";
import { optionalMetrics } from "./optional-metrics";
import { type PriceLine, pricesOf } from "./prices";
import { type SeriesEstimate, seriesEstimate } from "./series-estimate";
import { seriesSources, uncounted } from "./series-sources";

export interface EstateSeries extends SeriesEstimate {
  /** What no source holds, and why. */
  readonly uncounted: readonly string[];
  /** `telemetry.allowList.usage`, defaults filled in. */
  readonly assumptions: UsageConfig;
  readonly prices: readonly PriceLine[];
}

/** Everything that is looked at. */
export interface Asked {
  readonly dashboards: readonly DashboardDefinition[];
  /** @default [] */
  readonly alerts?: readonly AlertRule[];
}

export function estateSeries(config: EstateConfig, { dashboards, alerts = [] }: Asked): EstateSeries {
  const { keep, usage } = config.telemetry.allowList;
  const asked = allowList(dashboards, { alerts });
  const prices = pricesOf(config);
  const estimate = seriesEstimate({
    sources: seriesSources(config),
    kept: keptMetrics(asked, keep, catalogue),
    sizes: labelSizes(usage),
    shape: usage,
    prices,
    ...(usage.optionalMetrics ? {} : { unsent: optionalMetrics(prometheusFamilies) }),
  });
  return {
    ...estimate,
    uncounted: uncounted(config, asked.cloudWatch),
    assumptions: usage,
    prices: prices.lines,
  };
}
