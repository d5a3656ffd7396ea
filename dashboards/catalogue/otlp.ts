/**
 * What OpenTelemetry calls its metrics and labels, and what Prometheus calls them when they have come in by OTLP: dots
 * become underscores, the unit and `_total` or `_ratio` are added.
 *
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#otlp-metric-points-to-prometheus
 */
import type { MetricFact } from "../core/catalogue";
import { family, type FamilyProps, type MetricEntry, type MetricFamily } from "./family";

/** Words of Prometheus for units in UCUM. What is not here is taken as it stands. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  "%": "percent",
  "1": "",
  By: "bytes",
  GiBy: "gibibytes",
  KiBy: "kibibytes",
  MiBy: "mebibytes",
  d: "days",
  h: "hours",
  min: "minutes",
  ms: "milliseconds",
  ns: "nanoseconds",
  s: "seconds",
  // A moment, which OpenTelemetry has no unit for: seconds since 1970.
  timestamp: "timestamp_seconds",
  us: "microseconds",
};

const PER_WORDS: Readonly<Record<string, string>> = { d: "day", h: "hour", m: "minute", s: "second" };

/** Attributes of the resource that every metric of an application can be told apart by, besides the label contract. */
const RESOURCE = ["service.version", "service.instance.id"] as const;

/** A family whose names, labels and units are written as OpenTelemetry writes them. */
export function otlpFamily({ metrics, values = {}, ...props }: FamilyProps): MetricFamily {
  return family({
    ...props,
    values: translated(values),
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, entry]): [string, MetricEntry] => [
        prometheusName(name, entry),
        {
          ...entry,
          otlp: name,
          labels: [...entry.labels, ...RESOURCE].map(prometheusLabel),
          ...(entry.values === undefined ? {} : { values: translated(entry.values) }),
        },
      ]),
    ),
  });
}

/** Name of a metric in Prometheus. */
export function prometheusName(name: string, { unit, type }: Pick<MetricFact, "unit" | "type">): string {
  const words = name.split(/[^a-zA-Z0-9:]+/);
  const [main = "", per] = unit.split("/");
  const added = [word(main, UNIT_WORDS), ...(per === undefined ? [] : perWords(per))];
  const named = [...words, ...added.filter((one) => one !== "" && !words.includes(one))];
  if (type === "counter") return [...named.filter((one) => one !== "total"), "total"].join("_");
  if (type === "gauge" && unit === "1") return [...named.filter((one) => one !== "ratio"), "ratio"].join("_");
  return named.join("_");
}

export function prometheusLabel(attribute: string): string {
  return attribute.replaceAll(/[^a-zA-Z0-9_]/g, "_");
}

function translated(values: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(values).map(([label, examples]) => [prometheusLabel(label), examples]));
}

function perWords(per: string): string[] {
  const unit = word(per, PER_WORDS);
  return unit === "" ? [] : [`per_${unit}`];
}

/** Annotations in braces say what is counted, not in which unit. */
function word(unit: string, words: Readonly<Record<string, string>>): string {
  return unit.startsWith("{") ? "" : (words[unit] ?? unit);
}
