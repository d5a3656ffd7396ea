/** Where a collector's data comes from. Applications reach it on loopback: only a gateway listens to others. */
import { MADE } from "../../../config/collector-names";
import type { Components, Setting, Settings } from "./collector-config";
import type { CollectorInput, ScrapeTarget } from "./collector-input";

const LOOPBACK = "127.0.0.1";

/** Seconds after which an endpoint that does not answer is given up; never later than the next try. */
const SCRAPE_TIMEOUT = 10;

/** Receivers of what applications send, in their own words and with their own idea of who they are. */
export function toldReceivers({ role }: CollectorInput): Components {
  if (role === "gateway") return { [MADE.otlp]: { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } } };
  const grpc = { endpoint: `${LOOPBACK}:4317` };
  return { [MADE.otlp]: { protocols: { grpc, http: { endpoint: `${LOOPBACK}:4318` } } } };
}

/** Receivers that look at things which do not know what they belong to. */
export function measuringReceivers(input: CollectorInput): Components {
  const { role, scrape = [] } = input;
  const every = interval(input);
  const patience = `${String(Math.min(SCRAPE_TIMEOUT, input.settings.intervalSeconds))}s`;
  return {
    ...(role === "sidecar" ? { [MADE.containers]: { collection_interval: every } } : {}),
    ...(scrape.length === 0 ? {} : { [MADE.scrape]: { config: scrapeConfig(scrape, every, patience) } }),
  };
}

/**
 * StatsD counts anew in each interval, which remote write has no words for: timers become summaries, and counters rates.
 */
export function statsdReceivers(input: CollectorInput): Components {
  if (input.statsd !== true) return {};
  const summary = ["timing", "timer", "histogram", "distribution"].map((kind) => ({
    statsd_type: kind,
    observer_type: "summary",
    summary: { percentiles: [50, 90, 95, 99] },
  }));
  const settings: Settings = {
    endpoint: `${LOOPBACK}:8125`,
    aggregation_interval: interval(input),
    // Clients send from a new port each time, and are one application all the same.
    ignore_host: true,
    timer_histogram_mapping: summary,
  };
  return { [MADE.statsd]: settings };
}

function scrapeConfig(targets: readonly ScrapeTarget[], every: string, patience: string): Settings {
  return {
    global: { scrape_interval: every, scrape_timeout: patience },
    scrape_configs: targets.map(({ job, port, path = "/metrics", parameters = {}, labels = {} }): Setting => ({
      job_name: job,
      metrics_path: path,
      ...(Object.keys(parameters).length === 0 ? {} : { params: lists(parameters) }),
      // The job says which service it is; which of its endpoints, says a label of its own.
      static_configs: [{ targets: [`${LOOPBACK}:${String(port)}`], labels: { endpoint: job, ...labels } }],
    })),
  };
}

function lists(parameters: Readonly<Record<string, string>>): Settings {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, [value]]));
}

function interval({ settings }: CollectorInput): string {
  return `${String(settings.intervalSeconds)}s`;
}
