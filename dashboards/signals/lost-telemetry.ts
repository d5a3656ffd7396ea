/** Whether what is shown is all there was: what collectors and shippers lose. */
import { prometheus, promql, type PromExpr } from "../core/query";
import type { JudgedSignal } from "../core/signal";
import { CHOSEN_SERVICES } from "./chosen-services";

const NAME = "Lost on the way";

/** A hundredth a second is one in two minutes: something is always refused. One a second is a fault. */
const JUDGEMENT = { warnAbove: 0.01, badAbove: 1 } as const;

const DRILL_DOWNS = [{ title: "Telemetry pipeline", dashboard: "telemetry", keep: ["account"] }];

export const lostRecords: JudgedSignal = {
  id: "log-records-lost",
  name: NAME,
  description:
    "Log records a second that collectors and Fluent Bit refuse, or cannot send and give up. Above zero this dashboard does not show everything: look at Telemetry pipeline.",
  type: "counter",
  unit: "eps",
  query: prometheus(
    lost(
      "otelcol_receiver_refused_log_records_total",
      "otelcol_exporter_enqueue_failed_log_records_total",
      "otelcol_exporter_send_failed_log_records_total",
      "fluentbit_output_dropped_records_total",
    ),
  ),
  judgement: JUDGEMENT,
  runbook: "telemetry-lost",
  drillDowns: DRILL_DOWNS,
};

export const lostSpans: JudgedSignal = {
  id: "spans-lost",
  name: NAME,
  description:
    "Spans a second that collectors refuse, or cannot send and give up. Above zero traces have holes: look at Telemetry pipeline.",
  type: "counter",
  unit: "eps",
  query: prometheus(
    lost(
      "otelcol_receiver_refused_spans_total",
      "otelcol_exporter_enqueue_failed_spans_total",
      "otelcol_exporter_send_failed_spans_total",
    ),
  ),
  judgement: JUDGEMENT,
  runbook: "telemetry-lost",
  drillDowns: DRILL_DOWNS,
};

/** Zero where none of them is counted. */
function lost(...metrics: readonly [string, ...string[]]): PromExpr {
  return metrics
    .map((metric) => promql(metric).where(CHOSEN_SERVICES).rate().sum().orZero())
    .reduce((sum, one) => sum.plus(one));
}
