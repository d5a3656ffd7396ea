/** What an application tells of itself: everything that the catalogue knows of it, and as much that nobody asks for. */
import { prometheusFamilies } from "../../../dashboards/catalogue";
import type { MetricFact } from "../../../dashboards/core/catalogue";
import { nanoseconds } from "./otlp-sender";

/** Families that an application sends by OTLP. */
const TOLD = ["http", "database", "messaging", "rpc", "nodejs", "jvm", "go"];

/** What SDKs and libraries tell beside the conventions, with one series for each value. */
const UNASKED = [
  "process.cpu.time",
  "process.memory.usage",
  "process.memory.virtual",
  "process.open_file_descriptor.count",
  "nodejs.active_handles.total",
  "nodejs.active_requests.total",
  "dns.lookup.duration",
  "tls.connect.duration",
  "cache.hits",
  "cache.misses",
  "feature_flag.evaluation.count",
  "shop.cart.items",
];
const UNASKED_SERIES = 10;

/** Labels that come from the resource. */
const OF_RESOURCE = ["service_version", "service_instance_id"];

export interface ToldMetric {
  readonly name: string;
  readonly fact: Pick<MetricFact, "type" | "unit">;
  readonly series: readonly Readonly<Record<string, string>>[];
}

/** Metrics by OpenTelemetry's names, with an example of each series. */
export function appMetrics(): readonly ToldMetric[] {
  const known = prometheusFamilies
    .filter(({ name }) => TOLD.includes(name))
    .flatMap(({ facts }) => Object.values(facts))
    .flatMap((fact): ToldMetric[] =>
      fact.otlp === undefined ? [] : [{ name: fact.otlp, fact, series: examples(fact) }],
    );
  const unasked = UNASKED.map((name): ToldMetric => {
    const series = Array.from({ length: UNASKED_SERIES }, (_, index) => ({ part: `part-${String(index)}` }));
    return { name, fact: { type: "gauge", unit: "1" }, series };
  });
  return [...known, ...unasked];
}

/** The metrics as a request of OTLP in JSON. */
export function metricsRequest(metrics: readonly ToldMetric[], resource: Readonly<Record<string, string>>): object {
  const scope = { scope: { name: "test" }, metrics: metrics.map(metricJson) };
  return { resourceMetrics: [{ resource: { attributes: attributes(resource) }, scopeMetrics: [scope] }] };
}

/** Two series: one with the first example of each label, one with the last. */
function examples({ labels, values = {} }: MetricFact): Readonly<Record<string, string>>[] {
  const own = labels.filter((label) => !OF_RESOURCE.includes(label));
  const pick = (which: 0 | -1) =>
    Object.fromEntries(own.map((label) => [label, values[label]?.at(which) ?? `some${String(which)}`]));
  const [first, last] = [pick(0), pick(-1)];
  return JSON.stringify(first) === JSON.stringify(last) ? [first] : [first, last];
}

function metricJson({ name, fact, series }: ToldMetric): object {
  const time = nanoseconds();
  const points = series.map((one) => ({ timeUnixNano: time, startTimeUnixNano: time, attributes: attributes(one) }));
  const shape = { name, unit: fact.unit };
  switch (fact.type) {
    case "histogram":
      return {
        ...shape,
        histogram: {
          aggregationTemporality: 2,
          dataPoints: points.map((point) => ({
            ...point,
            count: "2",
            sum: 1.5,
            bucketCounts: ["1", "1"],
            explicitBounds: [1],
          })),
        },
      };
    case "counter":
      return { ...shape, sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: points.map(withValue) } };
    case "gauge":
    case "summary":
      return { ...shape, gauge: { dataPoints: points.map(withValue) } };
  }
}

function withValue(point: object): object {
  return { ...point, asDouble: 1 };
}

function attributes(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: { stringValue: value } }));
}
