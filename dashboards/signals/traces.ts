/** What traces tell: what calls what, how server spans fare, which traces are slow or fail. */
import { jaeger, prometheus, type Query, serviceMap, type Spans, spans, tempo, xray } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";
import { DURATION, duration, failureRate, HTTP_SERVER, rate } from "./red";

/** Variable with the one service that Jaeger is asked for. */
export const TRACED_SERVICE = "traced_service";

/** Where nobody counts spans, the same requests are counted by metrics. */
const OTHERWISE = "Counted in traces; where those are not counted, by the metrics of HTTP requests.";

const SLOW_SECONDS = 1;

const chosenSpans = spans(CHOSEN_SERVICES);
const served = chosenSpans.whereSpan({ kind: "server" });

export const map: Signal = {
  id: "service-map",
  name: "Service map",
  description:
    "Which services call which, with rate, errors and duration, of all services. Follow red edges to where they end: what stands there is the cause.",
  type: "trace",
  unit: "short",
  query: serviceMap(),
  elsewhere: [xray("service-map")],
  judgement: { unjudged: "A picture; edges are judged below." },
};

export const spanRateTotal: Signal = {
  id: "spans-total",
  name: "Requests",
  description: `Requests a second that the chosen services answer together. ${OTHERWISE} None means that nothing comes in or nothing is traced.`,
  type: "trace",
  unit: "reqps",
  query: tempo(served.rate()),
  elsewhere: [prometheus(rate(HTTP_SERVER))],
  judgement: { unjudged: "Traffic is neither good nor bad; errors and duration are judged." },
};

export const failedSpansTotal: Signal = {
  id: "spans-failed-total",
  name: "Failed requests",
  description: `Requests a second that end in an error. ${OTHERWISE} Traces keep most that fail and few that succeed, so the share that fails is on Services.`,
  type: "trace",
  unit: "reqps",
  query: tempo(failing(served).rate()),
  elsewhere: [prometheus(failureRate(HTTP_SERVER))],
  judgement: { unjudged: "How many are many depends on the traffic; the share that fails is judged on Services." },
};

export const spanDurationTotal: JudgedSignal = {
  id: "spans-duration-total",
  name: "Duration, p95",
  description: `What 95 of 100 requests stay below. ${OTHERWISE}`,
  type: "trace",
  unit: "s",
  query: tempo(served.quantile(0.95)),
  elsewhere: [prometheus(duration(0.95, HTTP_SERVER))],
  judgement: DURATION,
  runbook: "service-duration",
};

export const spanRate: Signal = {
  ...spanRateTotal,
  id: "spans",
  description: `Requests a second that each service answers. ${OTHERWISE} A service that calls others and is not here is not traced.`,
  query: tempo(served.rate().by("service")),
  elsewhere: [prometheus(rate(HTTP_SERVER, "service"))],
};

export const failedSpans: Signal = {
  ...failedSpansTotal,
  id: "spans-failed",
  description: `Requests a second that end in an error, by service. ${OTHERWISE} The last service down the line that fails is the cause.`,
  query: tempo(failing(served).rate().by("service")),
  elsewhere: [prometheus(failureRate(HTTP_SERVER, "service"))],
};

export const spanDuration: JudgedSignal = {
  ...spanDurationTotal,
  id: "spans-duration",
  description: `What 95 of 100 requests stay below, by service. ${OTHERWISE}`,
  query: tempo(served.quantile(0.95).by("service")),
  elsewhere: [prometheus(duration(0.95, HTTP_SERVER, "service"))],
};

export const slowTraces: Signal = {
  id: "traces-slow",
  name: "Slowest traces",
  description: `Traces of requests that took more than ${String(SLOW_SECONDS)} s, the slowest first. Open one and look for the longest span without children. X-Ray lists them of all services.`,
  type: "trace",
  unit: "short",
  query: tempo(served.whereSpan({ slowerThan: `${SLOW_SECONDS}s` })),
  elsewhere: withoutTempo(`responsetime > ${String(SLOW_SECONDS)}`, { slowerThan: `${SLOW_SECONDS}s` }),
  columnUnits: [{ column: "Response Time", unit: "s" }],
  judgement: { unjudged: "Traces are for reading; duration is judged." },
};

export const failingTraces: Signal = {
  id: "traces-failing",
  name: "Failing traces",
  description:
    "Traces with a span that failed, the newest first. Open one and look for the deepest span with an error. X-Ray lists those that end in 5xx, of all services.",
  type: "trace",
  unit: "short",
  query: tempo(failing(chosenSpans)),
  elsewhere: withoutTempo("fault = true", { failed: true }),
  columnUnits: [{ column: "Response Time", unit: "s" }],
  judgement: { unjudged: "Traces are for reading; the share that fails is judged on Services." },
};

function failing(of: Spans): Spans {
  return of.whereSpan({ status: "error" });
}

/** X-Ray's filter takes no list of services; Jaeger searches one service at a time. */
function withoutTempo(filter: string, search: Parameters<typeof jaeger>[1]): readonly Query[] {
  return [xray("traces", filter), jaeger(TRACED_SERVICE, search)];
}
