/** What pipelines, scans and the check for drift tell about how changes are delivered. */
import type { DrillDown } from "../core/drill-down";
import {
  histogramQuantile,
  now,
  overRange,
  percentOf,
  prometheus,
  type PromExpr,
  promql,
  secondsSince,
} from "../core/query";
import type { Signal } from "../core/signal";
import { fromCount, NONE_ALLOWED } from "./count-thresholds";

const CHOSEN = { account: true, environment: true } as const;

const SERVICES: readonly DrillDown[] = [
  { title: "Services", dashboard: "services", keep: ["account", "environment"] },
  { title: "Logs", dashboard: "logs", keep: ["account", "environment"] },
];
const FINDINGS: readonly DrillDown[] = [{ title: "Security posture", dashboard: "security-posture" }];
const CHANGES: readonly DrillDown[] = [{ title: "Who changed it", dashboard: "security-events" }];

const runs = promql("estate_pipeline_runs_total").where(CHOSEN);
const failures = runs.where({ result: { not: "success" } });
const durations = promql("estate_pipeline_duration_seconds_bucket").where(CHOSEN);
const findings = promql("estate_scan_findings").where(CHOSEN);
const drifted = promql("estate_drift_resources").where(CHOSEN);
const checked = promql("estate_drift_checked_timestamp_seconds").where(CHOSEN);

/** The whole range; alerts look back a day. */
const RANGE = overRange("1d");

export const failedRuns: Signal = {
  id: "pipeline-failed-runs",
  name: "Failed runs",
  description:
    "Share of all runs of pipelines in the range that did not succeed. Teams that deliver well stay below 15 %. Look below for the pipeline, then at its log: the same step failing again is a broken pipeline, different ones are broken changes.",
  type: "ratio",
  unit: "percent",
  query: prometheus(percentOf(failures.increase(RANGE).sum().orZero(), runs.increase(RANGE).sum())),
  judgement: { warnAbove: 15, badAbove: 30 },
  runbook: "pipeline-fails",
  drillDowns: SERVICES,
};

export const runsOfPipelines: Signal = {
  id: "pipeline-runs",
  name: "Runs",
  description: "Runs of each pipeline in the range, whatever became of them.",
  type: "counter",
  unit: "short",
  query: prometheus(runs.increase(RANGE).sumBy("pipeline")),
  judgement: { unjudged: "How often a pipeline runs depends on the work." },
  drillDowns: SERVICES,
};

export const failedShareOfPipelines: Signal = {
  ...failedRuns,
  id: "pipeline-failed-share",
  name: "Failed",
  description: "Share of the runs of each pipeline in the range that did not succeed.",
  query: prometheus(percentOf(byPipeline(failures).orZeroOf(byPipeline(runs)), byPipeline(runs))),
};

export const durationOfPipelines: Signal = {
  id: "pipeline-duration",
  name: "Duration",
  description:
    "What 95 of 100 runs of each pipeline in the range stay below. It is how long a repair takes to arrive in an incident: look at the slowest step, and at how long builds are queued.",
  type: "histogram",
  unit: "s",
  query: prometheus(histogramQuantile(0.95, durations.increase(RANGE), "pipeline")),
  judgement: { warnAbove: 1800, badAbove: 3600 },
  runbook: "pipeline-slow",
  drillDowns: SERVICES,
};

export const runsPerHour: Signal = {
  id: "pipeline-runs-per-hour",
  name: "Runs within an hour",
  description:
    "Runs of each pipeline that ended within the hour before, by result. Failures in a row mean that nothing can be delivered, not even a repair.",
  type: "counter",
  unit: "short",
  query: prometheus(runs.increase("1h").sumBy("pipeline", "result")),
  judgement: { unjudged: "The share of failures is judged." },
  drillDowns: SERVICES,
};

export const recentDuration: Signal = {
  ...durationOfPipelines,
  id: "pipeline-recent-duration",
  name: "Duration within an hour",
  description:
    "What 95 of 100 runs of each pipeline stay below, of those that ended within the hour before. Gaps are hours without a run.",
  query: prometheus(histogramQuantile(0.95, durations.increase("1h"), "pipeline")),
};

export const criticalFindings: Signal = {
  id: "scan-critical-findings",
  name: "Critical findings",
  description:
    "Findings of scans in pipelines that are open and critical. None should be: update what is affected, or accept the finding by name and with an end, in the scanner's configuration.",
  type: "gauge",
  unit: "short",
  query: prometheus(findings.where({ severity: "critical" }).sum()),
  judgement: NONE_ALLOWED,
  runbook: "scan-findings",
  drillDowns: FINDINGS,
};

export const highFindings: Signal = {
  ...criticalFindings,
  id: "scan-high-findings",
  name: "High findings",
  description:
    "Findings of scans in pipelines that are open and high. Plan them: what is high today is often critical once an exploit is public.",
  query: prometheus(findings.where({ severity: "high" }).sum()),
  judgement: fromCount(1, 20),
};

export const findingsBySeverity: Signal = {
  id: "scan-findings-by-severity",
  name: "Findings by severity",
  description: "Open findings of scans in pipelines over time. A step up without a release is a new advisory.",
  type: "gauge",
  unit: "short",
  query: prometheus(findings.sumBy("severity")),
  judgement: { unjudged: "Critical and high ones are judged." },
  drillDowns: FINDINGS,
};

export const findingsByScanner: Signal = {
  ...findingsBySeverity,
  id: "scan-findings-by-scanner",
  name: "Findings by scanner",
  description: "Open findings by the scanner that found them and their severity, most first.",
  query: prometheus(findings.sumBy("scanner", "severity").topk(20)),
};

export const driftedResources: Signal = {
  id: "drift-resources",
  name: "Drifted resources",
  description:
    "Resources whose state differs from the plan, by the newest check. Somebody changed them by hand, or another tool did: take the change into the code, or apply the plan to undo it.",
  type: "gauge",
  unit: "short",
  query: prometheus(drifted.sum()),
  judgement: fromCount(1, 10),
  runbook: "drift",
  drillDowns: CHANGES,
};

export const driftByStack: Signal = {
  ...driftedResources,
  id: "drift-by-stack",
  name: "Drifted resources by stack",
  query: prometheus(drifted.sumBy("stack")),
};

export const oldestDriftCheck: Signal = {
  id: "drift-check-age",
  name: "Oldest check for drift",
  description:
    "Time since the last check for drift of the stack that was checked longest ago. More than a day and two hours means that a nightly check was missed: no drift is then no news at all.",
  type: "gauge",
  unit: "s",
  query: prometheus(secondsSince(checked.maxBy("stack").min())),
  judgement: { warnAbove: 26 * 3600, badAbove: 50 * 3600 },
  runbook: "drift-not-checked",
  drillDowns: CHANGES,
};

export const driftCheckByStack: Signal = {
  ...oldestDriftCheck,
  id: "drift-check-age-by-stack",
  name: "Time since the last check for drift",
  description:
    "Time since each stack was last checked for drift. A saw tooth is a check that runs; a line that goes on rising is one that does not.",
  query: prometheus(now().minus(checked.maxBy("stack")), { legend: ["stack"] }),
};

function byPipeline(of: typeof runs): PromExpr {
  return of.increase(RANGE).sumBy("pipeline");
}
