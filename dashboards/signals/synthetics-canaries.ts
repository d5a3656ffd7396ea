/** Canaries of CloudWatch Synthetics: the checks from outside that AWS runs itself. */
import { cloudWatch } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";

const CANARIES = { namespace: "CloudWatchSynthetics", dimensions: { CanaryName: "*" } } as const;

export const canarySuccess: JudgedSignal = {
  id: "synthetics-canary-success",
  name: "Canaries, runs that succeed",
  description:
    "Share of the runs of each canary that found no fault. Open the canary in AWS for its screenshots and the step that failed.",
  type: "ratio",
  unit: "percent",
  query: cloudWatch({ ...CANARIES, metric: "SuccessPercent", statistic: "Average" }),
  judgement: { warnBelow: 99, badBelow: 90 },
  runbook: "check-fails",
};

export const canaryDuration: Signal = {
  id: "synthetics-canary-duration",
  name: "Canaries, duration",
  description:
    "How long a run of each canary takes, with the start of its browser. Near its timeout it fails for that alone.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch({ ...CANARIES, metric: "Duration", statistic: "Average" }),
  judgement: { unjudged: "How long is too long depends on the script and its timeout; runs that fail are judged." },
};
