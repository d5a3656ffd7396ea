import { selectorsOf } from "../promql-reading";
import { atTarget, type LintRule, parsedTargets } from "../rule";

const RATES: ReadonlySet<string> = new Set(["rate", "irate", "deriv"]);
const ADAPTIVE: ReadonlySet<string> = new Set(["$__rate_interval", "$__range"]);

export const targetRateInterval: LintRule = {
  id: "target-rate-interval",
  wants: "Rates are taken over $__rate_interval, which is never shorter than what Prometheus can compute.",
  find(subject, context) {
    return parsedTargets(subject, context)
      .filter(({ language }) => language === "promql")
      .flatMap((target) =>
        selectorsOf(target.tree).flatMap(({ within, window }) => {
          const [call] = within;
          if (call === undefined || window === undefined || !RATES.has(call) || ADAPTIVE.has(window)) return [];
          const message = `${call}() over [${window}] does not follow the zoom`;
          return [atTarget(target, message, window, "Leave the window to the builder.")];
        }),
      );
  },
};
