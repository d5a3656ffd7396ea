/**
 * Calls from services to others, by edge, as the caller measures them. Metrics count every call, while traces are
 * sampled, so these are the numbers to judge by; they are there on every platform.
 */
import { percentOf, prometheus, promql, type PromExpr } from "../core/query";
import type { DrillDown } from "../core/drill-down";
import type { JudgedSignal, Signal } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";
import { DATABASE, DURATION, duration, ERRORS, errorShare, HTTP_CLIENT, rate, RPC_CLIENT } from "./red";

const BY_EDGE = ["service", "server_address"] as const;
const BY_DATABASE = ["service", "db_system_name", "db_namespace"] as const;
const BY_DESTINATION = ["service", "messaging_destination_name"] as const;

/** Series drawn at once. */
const TOP = 10;

const TRAFFIC = { unjudged: "Traffic is neither good nor bad; errors and duration are judged." };

const ABOUT_CALLER: readonly DrillDown[] = ["services", "logs"].map((dashboard) => ({
  title: dashboard === "services" ? "The calling service" : "Logs of the caller",
  dashboard,
  hand: ["service"],
  keep: ["account", "region", "environment"],
}));

const callShare = either(errorShare(HTTP_CLIENT, ...BY_EDGE), errorShare(RPC_CLIENT, ...BY_EDGE));
const callDuration = either(duration(0.95, HTTP_CLIENT, ...BY_EDGE), duration(0.95, RPC_CLIENT, ...BY_EDGE));

export const failingEdges: JudgedSignal = {
  id: "edges-failing",
  name: "Failing edges",
  description: `Pairs of a service and what it calls of which more than ${String(ERRORS.badAbove)} % of the calls fail now. Several to one address point at what stands there; several from one service, at its network.`,
  type: "gauge",
  unit: "short",
  query: prometheus(callShare.above(ERRORS.badAbove).count().orZero()),
  judgement: { warnAbove: 1, badAbove: 3 },
  runbook: "edge-errors",
};

export const callErrors: JudgedSignal = {
  id: "edge-errors",
  name: "Errors by edge",
  description:
    "Share of the calls by HTTP and RPC that fail, by calling service and address, the ten worst. Refusals (4xx) count as well, since the caller got no answer.",
  type: "ratio",
  unit: "percent",
  query: prometheus(callShare.topk(TOP)),
  judgement: ERRORS,
  runbook: "edge-errors",
  drillDowns: ABOUT_CALLER,
};

export const slowCalls: JudgedSignal = {
  id: "edge-duration",
  name: "Duration by edge, p95",
  description:
    "What 95 of 100 calls by HTTP and RPC stay below, by calling service and address, the ten slowest. Slow for all callers is the callee; slow for one is its way there.",
  type: "histogram",
  unit: "s",
  query: prometheus(callDuration.topk(TOP)),
  judgement: DURATION,
  runbook: "edge-duration",
  drillDowns: ABOUT_CALLER,
};

export const callTable: Signal = {
  id: "edge-calls",
  name: "Calls",
  description:
    "Every edge: calls a second by HTTP and RPC from a service to an address, share that fails, and what 95 of 100 stay below.",
  type: "table",
  unit: "reqps",
  query: prometheus(either(rate(HTTP_CLIENT, ...BY_EDGE), rate(RPC_CLIENT, ...BY_EDGE))),
  judgement: TRAFFIC,
  drillDowns: ABOUT_CALLER,
};

export const callTableErrors: JudgedSignal = {
  ...callErrors,
  id: "edge-errors-all",
  name: "Errors",
  query: prometheus(callShare),
};

export const callTableDuration: JudgedSignal = {
  ...slowCalls,
  id: "edge-duration-all",
  name: "p95",
  query: prometheus(callDuration),
};

export const databaseTable: Signal = {
  id: "database-calls",
  name: "Operations",
  description:
    "Operations a second that a service sends to a database, share that fails, and what 95 of 100 stay below. The database's own side is on RDS.",
  type: "table",
  unit: "ops",
  query: prometheus(rate(DATABASE, ...BY_DATABASE)),
  judgement: TRAFFIC,
  drillDowns: [...ABOUT_CALLER, { title: "RDS", dashboard: "rds", keep: ["account"] }],
};

export const databaseErrors: JudgedSignal = {
  id: "database-errors",
  name: "Errors",
  description: "Share of the operations that fail.",
  type: "ratio",
  unit: "percent",
  query: prometheus(errorShare(DATABASE, ...BY_DATABASE)),
  judgement: ERRORS,
  runbook: "database-calls",
};

export const databaseDuration: JudgedSignal = {
  id: "database-duration",
  name: "p95",
  description: "What 95 of 100 operations stay below.",
  type: "histogram",
  unit: "s",
  decimals: 3,
  query: prometheus(duration(0.95, DATABASE, ...BY_DATABASE)),
  judgement: { warnAbove: 0.1, badAbove: 0.5 },
  runbook: "database-calls",
};

export const messageTable: Signal = {
  id: "messages-sent",
  name: "Messages",
  description:
    "Messages a second that a service sends to a queue or topic, and share that fails. What becomes of them is on Queues and topics.",
  type: "table",
  unit: "mps",
  query: prometheus(
    sent()
      .rate()
      .sumBy(...BY_DESTINATION),
  ),
  judgement: TRAFFIC,
  drillDowns: [...ABOUT_CALLER, { title: "Queues and topics", dashboard: "queues", keep: ["account"] }],
};

export const messageErrors: JudgedSignal = {
  id: "messages-sent-errors",
  name: "Errors",
  description: "Share of the messages that could not be sent.",
  type: "ratio",
  unit: "percent",
  query: prometheus(unsent()),
  judgement: ERRORS,
  runbook: "messages-failing",
};

/** Calls by HTTP, and by RPC where there are none by HTTP: no edge is both, as a rule. */
function either(http: PromExpr, rpc: PromExpr): PromExpr {
  return http.or(rpc);
}

function sent() {
  return promql("messaging_client_sent_messages_total").where(CHOSEN_SERVICES);
}

function unsent(): PromExpr {
  const all = sent()
    .rate()
    .sumBy(...BY_DESTINATION);
  const failed = sent()
    .where({ error_type: { not: "" } })
    .rate()
    .sumBy(...BY_DESTINATION);
  return percentOf(failed.orZeroOf(all), all);
}
