/** What happens to data on its way through a collector: limited, told apart, cut down to what somebody looks at. */
import { MADE } from "../../../config/collector-names";
import type { Components, Settings } from "./collector-config";
import type { CollectorInput } from "./collector-input";
import { beginnings, wholeNames } from "./metric-names";

/** Seconds that the metadata of a task or an instance may take to answer. */
const DETECTION_TIMEOUT = "5s";

/** Who a process is, is told by itself; where it runs, by the estate. */
const OF_THE_PROCESS = ["service.name", "service.version", "service.instance.id"];

/**
 * Attributes that would be labels of every series and that nobody groups by: they change with each start, or say once
 * more what another one says.
 */
const NEVER_LABELS = [
  "aws\\.(ec2|log|ecs\\.(cluster\\.arn|container|docker|task\\.(arn|known_status|launch_type|pull_|version)))",
  "cloud\\.(platform|provider)",
  "container\\.(id|image\\.name|runtime)",
  "host\\.(arch|cpu|image|ip|mac|type)",
  "(os|process|telemetry|url|server|webengine)\\.",
];

/** The limiter stands first: what it refuses, the sender still has. */
export function limiter({ role, settings }: CollectorInput): Components {
  const { hostMemoryMegabytes: most } = settings;
  const limits: Settings =
    role === "host"
      ? { limit_mib: most, spike_limit_mib: Math.round(most / 5) }
      : { limit_percentage: settings.memoryPercent, spike_limit_percentage: Math.round(settings.memoryPercent / 5) };
  return { [MADE.limiter]: { check_interval: "1s", ...limits } };
}

/** Where the collector runs, which is where what it collects runs. Data on its way through a gateway is left as it is. */
export function detection({ role }: CollectorInput): Components {
  if (role === "gateway") return {};
  const detectors = ["env", role === "sidecar" ? "ecs" : "ec2"];
  return { [MADE.detection]: { detectors, timeout: DETECTION_TIMEOUT, override: false } };
}

/** The label contract on what applications send: they say who they are, the estate says where. */
export function ownAttributes({ attributes = {}, role }: CollectorInput): Components {
  const known = Object.entries(attributes).map(([key, value]) => ({
    key,
    value,
    action: OF_THE_PROCESS.includes(key) ? "insert" : "upsert",
  }));
  return { [MADE.own]: { attributes: [...known, instance(role, "insert")] } };
}

/**
 * The same on what is measured from outside, where receivers name service and instance after an address on loopback, which
 * is the same in every task.
 */
export function measuredAttributes({ attributes = {}, role }: CollectorInput): Components {
  const known = Object.entries(attributes).map(([key, value]) => ({ key, value, action: "upsert" }));
  return { [MADE.measured]: { attributes: [...known, instance(role, "upsert")] } };
}

/** Two tasks of a service are two instances, also where nobody else tells them apart. */
function instance(role: CollectorInput["role"], action: string): Settings {
  const from = role === "sidecar" ? "aws.ecs.task.id" : "host.id";
  return { key: "service.instance.id", from_attribute: from, action };
}

/** What stays an attribute of logs and spans, and would be a label of metrics. */
export function withoutLabels(): Components {
  return { [MADE.slim]: { attributes: [{ pattern: `^(${NEVER_LABELS.join("|")})`, action: "delete" }] } };
}

/** Keeps the metrics of the list, by their whole names. */
export function allowListFilter({ allowList }: CollectorInput): Components {
  if (allowList === undefined) return {};
  const condition = `not IsMatch(metric.name, "${pattern(allowList)}")`;
  return { [MADE.allowList]: { error_mode: "ignore", metric_conditions: [condition] } };
}

/** A list of nothing matches nothing. `$$` is how the collector's config writes `$`. */
function pattern(list: readonly string[]): string {
  const wrong = list.find((name) => !/^[\w:./-]+\*?$/.test(name));
  if (wrong !== undefined)
    throw new Error(`the allow-list holds ${JSON.stringify(wrong)}, which is no name of a metric`);
  const literal = (name: string): string => name.replaceAll(/[^\w:]/g, (sign) => `[${sign}]`);
  const kept = [...wholeNames(list).map(literal), ...beginnings(list).map((name) => `${literal(name)}.*`)];
  return kept.length === 0 ? "^$$" : `^(${kept.join("|")})$$`;
}

/** Counters of StatsD as rates; without a list nobody knows their names. */
export function statsdRates({ allowList = [], statsd = false }: CollectorInput): Components {
  const metrics = wholeNames(allowList);
  return statsd && metrics.length > 0 ? { [MADE.rates]: { metrics } } : {};
}

/** Stands between two destinations, so that one which takes nothing more does not hold up the other. */
export function apart(): Components {
  return { [MADE.batch]: { timeout: "200ms", send_batch_size: 1000, send_batch_max_size: 2000 } };
}
