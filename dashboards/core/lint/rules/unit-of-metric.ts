import type { Base } from "../quantity";
import { type Quantity, quantityOf, quantityOfUnit } from "../quantity";
import { atTarget, type LintFinding, type LintRule, parsedTargets } from "../rule";
import { cloudWatchMetricOf, type TargetSubject } from "../subject";

/** Units of Grafana that fit what is measured; times are divided by seconds. Elsewhere nothing is known. */
const FITTING: Readonly<Partial<Record<Base | `${Base}/s`, readonly string[]>>> = {
  bits: ["bits"],
  "bits/s": ["bps"],
  bytes: ["bytes", "decbytes"],
  "bytes/s": ["Bps", "binBps"],
  celsius: ["celsius"],
  count: ["short", "none", "bool_yes_no"],
  "count/s": ["reqps", "ops", "iops", "rps", "wps", "mps", "cps", "eps", "pps"],
  hertz: ["hertz"],
  percent: ["percent"],
  seconds: ["s"],
  // Seconds per second: how much of the time.
  "seconds/s": ["percentunit", "short"],
  share: ["percentunit", "short"],
  usd: ["currencyUSD"],
  volts: ["volt"],
};

export const unitOfMetric: LintRule = {
  id: "unit-of-metric",
  wants: "The panel's unit fits what the metric measures, according to the catalogue, after what the query does to it.",
  find(subject, context) {
    const several = (target: TargetSubject): boolean => (target.panel.panel.targets ?? []).length > 1;
    const promql = parsedTargets(subject, context)
      .filter((target) => target.language === "promql" && target.tree.children.length > 0)
      .flatMap((target) => judge(target, several(target), quantityOf(target.tree, context.catalogue)));
    const cloudWatch = subject.targets.flatMap((target) => {
      const name = cloudWatchMetricOf(target);
      if (name === undefined || target.raw["hide"] === true) return [];
      if (target.raw["statistic"] === "SampleCount")
        return judge(target, several(target), { base: "count", perSecond: 0 });
      const fact = context.catalogue.find(name);
      return fact === undefined ? [] : judge(target, several(target), quantityOfUnit(fact.unit));
    });
    return [...promql, ...cloudWatch];
  },
};

type Measured = Extract<Quantity, { base: Base }>;

function judge(target: TargetSubject, several: boolean, quantity: Quantity): LintFinding[] {
  const unit = unitOf(target, several);
  if (unit === undefined || quantity === undefined || "constant" in quantity || quantity.perSecond > 1) return [];
  const measured = measuredBy(target, quantity);
  const fitting = FITTING[measured];
  if (fitting === undefined || fitting.includes(unit)) return [];
  const message = `unit "${unit}" does not fit ${measured}, which the query measures`;
  return [atTarget(target, message, unit, `Use ${fitting.join(" or ")}, or convert in the query.`)];
}

/** A heatmap shows what its buckets measure; how many are in each is told by colour. */
function measuredBy({ panel }: TargetSubject, { base, perSecond, buckets }: Measured): Base | `${Base}/s` {
  if (panel.panel.type === "heatmap" && buckets !== undefined) return buckets;
  return perSecond === 0 ? base : `${base}/s`;
}

/** Unit of the panel; that of its column in a table of several queries, which columns are called after. */
function unitOf({ panel, refId }: TargetSubject, several: boolean): string | undefined {
  const { fieldConfig, transformations = [] } = panel.panel;
  const unit = fieldConfig?.defaults.unit;
  if (!several) return unit;
  const renamed: unknown = transformations.find(({ id }) => id === "organize")?.options;
  const column = columnName(renamed, refId);
  if (column === undefined) return unit;
  const override = fieldConfig?.overrides.find(({ matcher }) => matcher.id === "byName" && matcher.options === column);
  const own: unknown = override?.properties.find(({ id }) => id === "unit")?.value;
  return typeof own === "string" ? own : unit;
}

function columnName(options: unknown, refId: string): string | undefined {
  if (typeof options !== "object" || options === null || !("renameByName" in options)) return undefined;
  const names = options.renameByName as Readonly<Record<string, string>>;
  return names[`Value #${refId}`];
}
