/** Lambda: rate, errors and duration, of all functions of a region and of each. */
import { onlyThis } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { chosen, cloudWatch, cloudWatchMath } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";
import { perSecond, resourceMetrics } from "./resource-metrics";

export const LAMBDA = "lambda";
export const FUNCTION = "FunctionName";

/** Without dimensions: all functions together. */
export const ofRegion = resourceMetrics("AWS/Lambda");
export const ofFunction = resourceMetrics("AWS/Lambda", { [FUNCTION]: chosen(FUNCTION) });

const LOGS: DrillDown = { title: "Logs", dashboard: "logs" };
const TRACES: DrillDown = { title: "Traces", dashboard: "traces" };

/** Where a function is looked into. What CloudWatch computes has lost the name of the function, so it goes elsewhere only. */
export const INTO_FUNCTION: readonly DrillDown[] = [onlyThis(LAMBDA, FUNCTION), LOGS, TRACES];
export const ELSEWHERE: readonly DrillDown[] = [LOGS, TRACES];

/** `Errors` counts 0 or 1 for each invocation, so that its average is the share. */
const shareOf = (average: ReturnType<typeof ofFunction>) => cloudWatchMath("100 * errors", { errors: average });

export const regionInvocations: Signal = {
  id: "lambda-region-invocations",
  name: "Invocations",
  description:
    "Invocations per second of all functions of the region, over five minutes. A drop to nothing means that what triggers them stopped: look at event sources, schedules and APIs.",
  type: "counter",
  unit: "reqps",
  query: perSecond(ofRegion, "Invocations"),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and throttles are judged." },
  drillDowns: ELSEWHERE,
};

export const regionErrorShare: Signal = {
  id: "lambda-region-error-share",
  name: "Failing invocations",
  description:
    "Share of invocations in the region that end in an error: exceptions of the code, timeouts, and functions that do not start. The ranking below says which functions they are.",
  type: "ratio",
  unit: "percent",
  query: shareOf(ofRegion("Errors", "Average", FIVE_MINUTES)),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "lambda-errors",
  drillDowns: ELSEWHERE,
};

export const regionThrottleShare: Signal = {
  id: "lambda-region-throttle-share",
  name: "Throttled requests",
  description:
    "Share of requests to all functions of the region that Lambda refuses for want of concurrency. Synchronous callers get an error 429; asynchronous events wait and are tried again. Compare with the concurrency claimed: if it is low, a function has reached its own reserved concurrency.",
  type: "ratio",
  unit: "percent",
  query: cloudWatchMath("100 * throttles / (throttles + invocations)", {
    throttles: ofRegion("Throttles", "Sum", FIVE_MINUTES),
    invocations: ofRegion("Invocations", "Sum", FIVE_MINUTES),
  }),
  judgement: { warnAbove: 0.5, badAbove: 2 },
  runbook: "lambda-throttles",
};

export const invocations: Signal = {
  id: "lambda-invocations",
  name: "Invocations by function",
  description:
    "Invocations per second of each function, over five minutes. Throttled requests do not count. A jump without more users is often a loop or a retry storm.",
  type: "counter",
  unit: "reqps",
  query: perSecond(ofFunction, "Invocations"),
  judgement: { unjudged: "Traffic is neither good nor bad; errors and throttles are judged." },
  drillDowns: ELSEWHERE,
};

export const errorShare: Signal = {
  id: "lambda-error-share",
  name: "Errors by function",
  description:
    "Share of each function's invocations that end in an error, over five minutes: the average of Errors, which is 0 or 1 for each. All of them failing points to a deployment, a permission or a dependency; errors beside a longest run at the timeout are timeouts.",
  type: "ratio",
  unit: "percent",
  query: shareOf(ofFunction("Errors", "Average", FIVE_MINUTES)),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "lambda-errors",
  drillDowns: ELSEWHERE,
};

export const throttles: Signal = {
  id: "lambda-throttles",
  name: "Throttles by function",
  description:
    "Requests in five minutes that Lambda refused for want of concurrency. Raise the reserved concurrency of the function, or the quota of the account if that is what is used up.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofFunction("Throttles", "Sum", FIVE_MINUTES)),
  judgement: fromCount(1, 100),
  runbook: "lambda-throttles",
  drillDowns: INTO_FUNCTION,
};

export const durationMedian = duration("p50", "Half of the invocations take less than this.");
export const durationTail = duration("p95", "95 of 100 invocations take less than this.");
export const durationExtreme = duration(
  "p99",
  "99 of 100 invocations take less than this. Far above p95 it is a few slow calls: a cold connection, a large event, a retry.",
);

export const longestRun: Signal = {
  id: "lambda-longest-run",
  name: "Longest run",
  description:
    "The longest single invocation. Lambda ends a function at its timeout, which is 15 minutes at most; a flat line at one value is that timeout, and what ran into it failed. Split the work before it gets there.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofFunction("Duration", "Maximum")),
  judgement: { warnAbove: 600_000, badAbove: 870_000 },
  runbook: "lambda-timeouts",
  drillDowns: INTO_FUNCTION,
};

export const extensionTime: Signal = {
  id: "lambda-extension-time",
  name: "Time after the handler",
  description:
    "Time that extensions, such as a collector, keep a function after its handler has returned, on average. It is billed and holds the concurrency. If it grows, what the extension sends to is slow.",
  type: "gauge",
  unit: "ms",
  query: cloudWatch(ofFunction("PostRuntimeExtensionsDuration", "Average")),
  judgement: { warnAbove: 500, badAbove: 2000 },
  runbook: "lambda-extensions",
  drillDowns: [onlyThis(LAMBDA, FUNCTION), { title: "Telemetry pipeline", dashboard: "telemetry" }],
};

function duration(statistic: "p50" | "p95" | "p99", meaning: string): Signal {
  return {
    id: `lambda-duration-${statistic}`,
    name: `Duration ${statistic}`,
    description: `${meaning} The time of the handler in each function, without cold starts. Follow a slow one into its traces.`,
    type: "gauge",
    unit: "ms",
    query: cloudWatch(ofFunction("Duration", statistic)),
    judgement: { unjudged: "What is slow depends on the function; the objectives of services judge it." },
    drillDowns: INTO_FUNCTION,
  };
}
