/**
 * What the estate really looks at: the metrics that dashboards and alert rules ask for, computed from their queries. All
 * else that is collected costs money and shows nobody anything.
 */
import type { AlertRule } from "./alert-rule";
import type { MetricCatalogue } from "./catalogue";
import type { DashboardDefinition } from "./definition";
import { factOf } from "./lint/metric-name";
import { cloudWatchMetricOf, subjectOf } from "./lint/subject";

/** A metric of CloudWatch with what is asked of it. */
export interface CloudWatchUse {
  readonly namespace: string;
  readonly metric: string;
  /** `Average`, `Sum`, `p95`: each once, sorted. */
  readonly statistics: readonly string[];
}

export interface AllowList {
  /** Series by the name that PromQL uses, the parts of a histogram one by one; each once, sorted. */
  readonly series: readonly string[];
  /** Each metric once, by namespace and name. */
  readonly cloudWatch: readonly CloudWatchUse[];
}

/** What is known to be asked elsewhere than in dashboards. */
export interface AlsoAsked {
  /** Names of series, such as those that rules of Prometheus read. @default [] */
  readonly series?: readonly string[];
  /** @default [] */
  readonly alerts?: readonly AlertRule[];
}

/** Everything that dashboards, variables and rules read. */
export function allowList(definitions: readonly DashboardDefinition[], also: AlsoAsked = {}): AllowList {
  const { series = [], alerts = [] } = also;
  const asked = definitions.flatMap(({ queries, variableMetrics }) => [
    ...queries.filter(({ language }) => readsSeries(language)).flatMap(({ metrics }) => metrics),
    ...variableMetrics,
  ]);
  const uses = [...definitions.flatMap(dashboardUses), ...alerts.flatMap(alertUses)];
  const inAlerts = alerts.flatMap(({ metrics }) => metrics.filter((name) => !name.includes(" ")));
  return { series: sorted([...asked, ...series, ...inAlerts]), cloudWatch: merged(uses) };
}

/** The metrics behind the series: `x` for `x_bucket`, `x_sum` and `x_count`, as the catalogue has them. */
export function metricsBehind({ series }: Pick<AllowList, "series">, catalogue: MetricCatalogue): readonly string[] {
  return sorted(series.map((name) => (factOf(catalogue, name)?.part === undefined ? name : withoutPart(name))));
}

/** Names by which a collector meets these metrics: as OpenTelemetry has them, or as they are scraped. */
export function collectorNames(list: Pick<AllowList, "series">, catalogue: MetricCatalogue): readonly string[] {
  return sorted(metricsBehind(list, catalogue).map((name) => catalogue.find(name)?.otlp ?? name));
}

function readsSeries(language: DashboardDefinition["queries"][number]["language"]): boolean {
  return language === "promql" || language === "service-map";
}

function withoutPart(name: string): string {
  return name.replace(/_(bucket|sum|count)$/, "");
}

function dashboardUses(definition: DashboardDefinition): CloudWatchUse[] {
  return subjectOf(definition).targets.flatMap((target) => {
    const name = cloudWatchMetricOf(target);
    return name === undefined ? [] : [use(name, target.raw["statistic"])];
  });
}

function alertUses({ queries }: AlertRule): CloudWatchUse[] {
  return queries.flatMap(({ namespace, metricName, statistic }) =>
    typeof namespace === "string" && typeof metricName === "string" && metricName !== ""
      ? [use(`${namespace} ${metricName}`, statistic)]
      : [],
  );
}

function use(name: string, statistic: unknown): CloudWatchUse {
  const space = name.indexOf(" ");
  const statistics = typeof statistic === "string" ? [statistic] : [];
  return { namespace: name.slice(0, space), metric: name.slice(space + 1), statistics };
}

function merged(uses: readonly CloudWatchUse[]): readonly CloudWatchUse[] {
  const byName = new Map<string, CloudWatchUse>();
  for (const one of uses) {
    const key = `${one.namespace} ${one.metric}`;
    const statistics = sorted([...(byName.get(key)?.statistics ?? []), ...one.statistics]);
    byName.set(key, { ...one, statistics });
  }
  return sorted([...byName.keys()]).flatMap((key) => byName.get(key) ?? []);
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
