/** Requests that services answer by HTTP: rate, errors, duration, and how much of a service level is kept. */
import type { DrillDown } from "../core/drill-down";
import { overRange, percentOf, prometheus, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { chosenHere, DURATION, duration, ERRORS, errorShare, HTTP_SERVER, rate, together } from "./red";

/** Percent of requests that may fail, which is 43 minutes of a month; and percent that are to succeed. */
const ALLOWED = 0.1;
const OBJECTIVE = 100 - ALLOWED;

const RANGE = overRange("1d");
const BY_ROUTE = ["service", "http_request_method", "http_route"] as const;

const answered = chosenHere(HTTP_SERVER.family, "count");
const failed = answered.where(HTTP_SERVER.failed);

/** From a service to what else is known of it. */
const ABOUT_SERVICE: readonly DrillDown[] = [
  about("Only this service", "services"),
  about("Its logs", "logs"),
  about("Its traces", "traces"),
  about("Its tasks and containers", "ecs"),
];

/** From a service to its cost, in an estate that knows its bill. */
const COST: DrillDown = { title: "What it costs", dashboard: "cost-allocation", keep: ["account"] };

/** A signal by service that leads to cost as well. */
export function withCost<S extends Signal>(signal: S): S {
  return { ...signal, drillDowns: [...(signal.drillDowns ?? []), COST] };
}

function availability(...by: readonly string[]): PromExpr {
  const all = together(answered.increase(RANGE), by);
  const succeeded = answered.where({ http_response_status_code: { matchesNot: "5.." } });
  return percentOf(together(succeeded.increase(RANGE), by).orZeroOf(all), all);
}

export const totalRequests: Signal = {
  id: "service-requests-total",
  name: "Requests",
  description: "HTTP requests a second that all chosen services answer together. None means that nothing reaches them.",
  type: "counter",
  unit: "reqps",
  query: prometheus(rate(HTTP_SERVER)),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and duration are judged." },
};

export const totalErrors: JudgedSignal = {
  id: "service-errors-total",
  name: "Errors",
  description: "Share of HTTP requests that are answered with 5xx. When it is high, see below which service fails.",
  type: "ratio",
  unit: "percent",
  query: prometheus(errorShare(HTTP_SERVER)),
  judgement: ERRORS,
  runbook: "service-errors",
};

export const totalDuration: JudgedSignal = {
  id: "service-duration-total",
  name: "Duration, p95",
  description: "What 95 of 100 HTTP requests stay below, all chosen services together.",
  type: "histogram",
  unit: "s",
  query: prometheus(duration(0.95, HTTP_SERVER)),
  judgement: DURATION,
  runbook: "service-duration",
};

export const failingServices: JudgedSignal = {
  id: "services-failing",
  name: "Failing services",
  description: `Services of which more than ${String(ERRORS.badAbove)} % of the HTTP requests fail now. One has its own trouble; three at once share something: a database, a network, a deployment.`,
  type: "gauge",
  unit: "short",
  query: prometheus(errorShare(HTTP_SERVER, "service").above(ERRORS.badAbove).count().orZero()),
  judgement: { warnAbove: 1, badAbove: 3 },
  runbook: "service-errors",
};

export const totalAvailability: JudgedSignal = {
  id: "service-availability-total",
  name: "Availability",
  description: `Share of the HTTP requests of the range that were not answered with 5xx. ${String(OBJECTIVE)} % is the objective.`,
  type: "ratio",
  unit: "percent",
  decimals: 3,
  query: prometheus(availability()),
  judgement: { warnBelow: OBJECTIVE, badBelow: 99 },
  runbook: "service-availability",
};

export const budgetUsed: JudgedSignal = {
  id: "service-budget-used",
  name: "Error budget used",
  description: `How much of the failures that an objective of ${String(OBJECTIVE)} % allows within the range have happened. Above 100 % the objective is missed: mend before anything new is shipped.`,
  type: "ratio",
  unit: "percent",
  query: prometheus(
    percentOf(failed.increase(RANGE).sum().orZeroOf(answered.increase(RANGE).sum()), answered.increase(RANGE).sum())
      // Of those that are allowed, in percent.
      .times(100 / ALLOWED),
  ),
  judgement: { warnAbove: 50, badAbove: 100 },
  runbook: "service-availability",
};

export const requestsByService: Signal = {
  ...totalRequests,
  id: "service-requests",
  description: "HTTP requests a second that each service answers. A sudden drop means that nothing reaches it.",
  query: prometheus(rate(HTTP_SERVER, "service")),
  drillDowns: ABOUT_SERVICE,
};

export const errorsByService: JudgedSignal = {
  ...totalErrors,
  id: "service-errors",
  description:
    "Share of each service's HTTP requests that are answered with 5xx. Read its error lines and failing traces.",
  query: prometheus(errorShare(HTTP_SERVER, "service")),
  drillDowns: ABOUT_SERVICE,
};

export const durationByService: JudgedSignal = {
  ...totalDuration,
  id: "service-duration",
  description:
    "What 95 of 100 HTTP requests stay below, by service. A dot is an exemplar: one request, of which a click opens the trace.",
  query: prometheus(duration(0.95, HTTP_SERVER, "service"), { exemplars: true }),
  drillDowns: ABOUT_SERVICE,
};

export const availabilityByService: JudgedSignal = {
  ...totalAvailability,
  id: "service-availability",
  description: `Share of each service's HTTP requests of the range that were not answered with 5xx. ${String(OBJECTIVE)} % is the objective.`,
  query: prometheus(availability("service")),
  drillDowns: ABOUT_SERVICE,
};

/** Half of the requests, almost all, and all but the slowest hundredth. */
export const durations: readonly [Signal, Signal, Signal] = [
  quantile("service-duration-p50", "p50", 0.5),
  quantile("service-duration-p95", "p95", 0.95),
  quantile("service-duration-p99", "p99", 0.99),
];

export const durationSpread: Signal = {
  id: "service-duration-spread",
  name: "Spread of durations",
  description:
    "How many HTTP requests take how long. Two bands are two kinds of request, or a cache that misses; a band that rises is a queue.",
  type: "histogram",
  unit: "s",
  query: prometheus(chosenHere(HTTP_SERVER.family, "bucket").increase().sumBy("le")),
  judgement: { unjudged: "The shape matters; p95 is judged." },
};

export const requestsByRoute: Signal = {
  id: "route-requests",
  name: "Requests",
  description:
    "Each route of each service: HTTP requests a second, share that fails, and what 95 of 100 stay below. A route that fails alone is its own code or what only it calls.",
  type: "table",
  unit: "reqps",
  query: prometheus(rate(HTTP_SERVER, ...BY_ROUTE)),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and duration are judged." },
  drillDowns: ABOUT_SERVICE,
};

export const errorsByRoute: JudgedSignal = {
  ...totalErrors,
  id: "route-errors",
  query: prometheus(errorShare(HTTP_SERVER, ...BY_ROUTE)),
};

export const durationByRoute: JudgedSignal = {
  ...totalDuration,
  id: "route-duration",
  query: prometheus(duration(0.95, HTTP_SERVER, ...BY_ROUTE)),
};

export const failingRoutes: Signal = {
  id: "route-failures",
  name: "Failing routes",
  description: "The ten routes with the most requests a second that are answered with 5xx.",
  type: "counter",
  unit: "reqps",
  query: prometheus(
    failed
      .rate()
      .sumBy(...BY_ROUTE)
      .topk(10),
  ),
  judgement: { unjudged: "It ranks; the share that fails is judged." },
  drillDowns: ABOUT_SERVICE,
};

function about(title: string, dashboard: string): DrillDown {
  return { title, dashboard, hand: ["service"], keep: ["account", "region", "environment"] };
}

function quantile(id: string, name: string, share: number): Signal {
  return {
    id,
    name,
    description: "What this share of the HTTP requests stays below.",
    type: "histogram",
    unit: "s",
    query: prometheus(duration(share, HTTP_SERVER), { exemplars: share === 0.95 }),
    judgement: DURATION,
    runbook: "service-duration",
  };
}
