/** OpenTelemetry Collectors and the agents of hosts: what they take in, what they refuse, and what they get rid of. */
import { percentOf, prometheus, promql, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";

const SCOPE = { account: true, environment: true, service: true } as const;

/** What collectors carry, as their metrics call it and as people do. */
const CARGO = { spans: "Spans", metric_points: "Metric points", log_records: "Log records" } as const;

type Cargo = keyof typeof CARGO;

const CARGOES = Object.keys(CARGO) as readonly Cargo[];

export const refusedShare: JudgedSignal = {
  id: "telemetry-refused-share",
  name: "Refused by collectors",
  description:
    "Share of spans, metric points and log records that collectors turn away on arrival. Services send them again for a while, then drop them. Give the collectors memory or more tasks; look at the memory limiter first.",
  type: "ratio",
  unit: "percent",
  query: prometheus(percentOf(all("receiver_refused"), all("receiver_accepted").plus(all("receiver_refused")))),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "collector-refuses",
};

export const lostShare: JudgedSignal = {
  id: "telemetry-lost-share",
  name: "Lost by collectors",
  description:
    "Share of what collectors should pass on that they give up: sending failed for good, or the queue was full. It is gone. Check the token, the endpoint and the limits of the store.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      all("exporter_send_failed").plus(all("exporter_enqueue_failed")),
      all("exporter_sent").plus(all("exporter_send_failed")).plus(all("exporter_enqueue_failed")),
    ),
  ),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "collector-loses",
};

export const queueFill: JudgedSignal = {
  id: "telemetry-queue-fill",
  name: "Fill of sending queues",
  description:
    "How full the fullest queue of each service's collector is, by exporter. A queue that stays full means that the store takes less than comes in; at 100 % data is lost.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      promql("otelcol_exporter_queue_size").where(SCOPE),
      promql("otelcol_exporter_queue_capacity").where(SCOPE),
    ).maxBy("service", "exporter"),
  ),
  judgement: { warnAbove: 60, badAbove: 90 },
  runbook: "collector-queue",
};

export const fullestQueue: JudgedSignal = {
  ...queueFill,
  id: "telemetry-fullest-queue",
  name: "Fullest sending queue",
  query: prometheus(
    percentOf(
      promql("otelcol_exporter_queue_size").where(SCOPE),
      promql("otelcol_exporter_queue_capacity").where(SCOPE),
    ).max(),
  ),
};

export const scrapeErrors: JudgedSignal = {
  id: "telemetry-scrape-errors",
  name: "Scrapers' errors",
  description:
    "Share of metric points that the collectors' own scrapers could not read, such as those of hosts and containers. Mostly a permission or a path that is missing in the task definition.",
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(
      scraped("errored").rate().sumBy("service", "scraper"),
      scraped("errored").rate().sumBy("service", "scraper").plus(scraped("scraped").rate().sumBy("service", "scraper")),
    ),
  ),
  judgement: { warnAbove: 1, badAbove: 10 },
  runbook: "scraper-errors",
};

export const memory: Signal = {
  id: "telemetry-collector-memory",
  name: "Collectors' memory",
  description:
    "Resident memory of the largest collector of each service. Compare it with the limit of the container: the memory limiter begins to refuse at its own limit, below that.",
  type: "gauge",
  unit: "bytes",
  query: prometheus(promql("otelcol_process_memory_rss_bytes").where(SCOPE).maxBy("service")),
  judgement: { unjudged: "How much is too much depends on the container; what is refused for it is judged." },
};

export const processorTime: Signal = {
  id: "telemetry-collector-cpu",
  name: "Collectors' CPU",
  description:
    "CPU that the collectors of each service use, in cores. They share it with the service that they stand beside.",
  type: "gauge",
  unit: "short",
  decimals: 2,
  query: prometheus(promql("otelcol_process_cpu_seconds_total").where(SCOPE).rate().sumBy("service")),
  judgement: { unjudged: "What a collector may use is a matter of its task definition." },
};

export const running: Signal = {
  id: "telemetry-collectors-running",
  name: "Collectors that report",
  description:
    "Collectors that told of themselves in the last minutes, by service. One that is missing took its service's telemetry with it.",
  type: "gauge",
  unit: "short",
  query: prometheus(promql("otelcol_process_uptime_seconds_total").where(SCOPE).rate().countBy("service")),
  judgement: { unjudged: "How many there should be follows from the number of tasks and hosts." },
};

/** What arrives, a signal for each kind of cargo. */
export const accepted = perCargo("receiver_accepted", "telemetry-accepted", {
  description: "What collectors take in, each second, by kind. A drop to nothing means that services stopped sending.",
  unjudged: "Traffic is neither good nor bad; what is refused is judged.",
});

/** What is turned away. */
export const refused = perCargo("receiver_refused", "telemetry-refused", {
  description: "What collectors turn away on arrival, each second, by kind. It should be nothing.",
  unjudged: "Its share is judged.",
});

/** What the memory limiter turns away: why things are refused. */
export const limited = perCargo("processor_memory_limiter_refused", "telemetry-limited", {
  description:
    "What the memory limiter turns away, each second, by kind. If it is what is refused, memory is the reason: raise the limit of the container.",
  unjudged: "The share that is refused is judged.",
});

/** What the store has taken. */
export const sent = perCargo("exporter_sent", "telemetry-sent", {
  description: "What the stores took from the collectors, each second, by kind.",
  unjudged: "Traffic is neither good nor bad; what is lost is judged.",
});

/** What could not be sent for good, or found the queue full. */
export const failed = CARGOES.map((cargo): Signal => {
  const lost = each("exporter_send_failed", cargo).plus(each("exporter_enqueue_failed", cargo));
  return {
    ...cargoTexts("telemetry-failed", cargo, {
      description:
        "What collectors gave up, each second, by kind: the store refused it for good, or the queue was full. It should be nothing.",
      unjudged: "Its share is judged.",
    }),
    query: prometheus(lost),
  };
});

interface CargoTexts {
  readonly description: string;
  readonly unjudged: string;
}

function perCargo(step: string, id: string, texts: CargoTexts): readonly Signal[] {
  return CARGOES.map((cargo) => ({ ...cargoTexts(id, cargo, texts), query: prometheus(each(step, cargo)) }));
}

function cargoTexts(id: string, cargo: Cargo, { description, unjudged }: CargoTexts): Omit<Signal, "query"> {
  return {
    id: `${id}-${cargo.replace("_", "-")}`,
    name: CARGO[cargo],
    description,
    type: "counter",
    unit: "eps",
    judgement: { unjudged },
  };
}

/** One step of a collector for all kinds together, each second. */
function all(step: string): PromExpr {
  return each(step, "spans").plus(each(step, "metric_points")).plus(each(step, "log_records"));
}

/** One step of a collector for one kind, each second; 0 where no collector carries it. */
function each(step: string, cargo: Cargo): PromExpr {
  return promql(`otelcol_${step}_${cargo}_total`).where(SCOPE).rate().sum().orZero();
}

function scraped(outcome: "errored" | "scraped") {
  return promql(`otelcol_scraper_${outcome}_metric_points_total`).where(SCOPE);
}
