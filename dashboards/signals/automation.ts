/** What runs by itself: runbooks and who has to approve them, patches, commands to hosts, and schedules. */
import type { DrillDown } from "../core/drill-down";
import {
  cloudWatch,
  type CloudWatchMetric,
  histogramQuantile,
  overRange,
  percentOf,
  prometheus,
  promql,
} from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount, HOUR, NONE_ALLOWED } from "./count-thresholds";

const CHOSEN = { account: true, region: true } as const;
const FAILURES = { outcome: { oneOf: ["failed", "timed-out"] } } as const;

/** The whole range; alerts look back a day. */
const RANGE = overRange("1d");

const LOGS: readonly DrillDown[] = [{ title: "Logs", dashboard: "logs", keep: ["account", "region"] }];
const HOSTS: readonly DrillDown[] = [{ title: "Hosts", dashboard: "hosts", keep: ["account", "region"] }];

const runs = promql("estate_runbook_runs_total").where(CHOSEN);
const durations = promql("estate_runbook_duration_seconds_bucket").where(CHOSEN);
const waiting = promql("estate_runbook_waiting").where(CHOSEN);
const missing = promql("estate_patch_missing").where(CHOSEN);

export const waitingApprovals: Signal = {
  id: "runbook-waiting",
  name: "Waiting for approval",
  description:
    "Runbooks that wait for a person to approve or refuse them. While they wait, what they should repair stays broken: answer in the runbook console.",
  type: "gauge",
  unit: "short",
  query: prometheus(waiting.sum()),
  judgement: fromCount(1, 5),
  runbook: "runbook-approval",
  drillDowns: LOGS,
};

export const waitingByRunbook: Signal = {
  ...waitingApprovals,
  id: "runbook-waiting-by-runbook",
  name: "Waiting for approval by runbook",
  query: prometheus(waiting.sumBy("runbook")),
};

export const failedRunbooks: Signal = {
  id: "runbook-failures",
  name: "Failed runbooks",
  description:
    "Share of the runbooks that ended in the range which failed or ran out of time. Those that were refused, by a person or by a limit, do not count as failures. What failed is now a person's work: its record tells the step.",
  type: "ratio",
  unit: "percent",
  query: prometheus(percentOf(runs.where(FAILURES).increase(RANGE).sum().orZero(), runs.increase(RANGE).sum())),
  judgement: { warnAbove: 10, badAbove: 30 },
  runbook: "runbook-failed",
  drillDowns: LOGS,
};

export const runbookRuns: Signal = {
  id: "runbook-runs",
  name: "Runs",
  description: "Runs of each runbook that ended in the range, by outcome.",
  type: "counter",
  unit: "short",
  query: prometheus(runs.increase(RANGE).sumBy("runbook", "outcome")),
  judgement: { unjudged: "The share of failures is judged." },
  drillDowns: LOGS,
};

export const runbookDuration: Signal = {
  id: "runbook-duration",
  name: "Duration",
  description: "What 95 of 100 runs of each runbook in the range stay below, by outcome.",
  type: "histogram",
  unit: "s",
  query: prometheus(histogramQuantile(0.95, durations.increase(RANGE), "runbook", "outcome")),
  judgement: { unjudged: "How long is too long depends on the runbook, which has a limit of its own." },
  drillDowns: LOGS,
};

export const runbooksPerHour: Signal = {
  id: "runbook-runs-per-hour",
  name: "Runbooks within an hour",
  description:
    "Runbooks that ended within the hour before, by outcome. The same one again and again treats a symptom: repair what makes it necessary.",
  type: "counter",
  unit: "short",
  query: prometheus(runs.increase("1h").sumBy("outcome")),
  judgement: { unjudged: "The share of failures is judged." },
  drillDowns: LOGS,
};

export const missingSecurityPatches: Signal = {
  id: "patch-missing-security",
  name: "Security patches missing",
  description:
    "Security patches that instances lack, each counted once for each instance. Run the patch runbook, or find out why the maintenance window did not.",
  type: "gauge",
  unit: "short",
  query: prometheus(missing.where({ classification: "security" }).sum()),
  judgement: fromCount(1, 25),
  runbook: "patches-missing",
  drillDowns: HOSTS,
};

export const missingPatches: Signal = {
  id: "patch-missing",
  name: "Patches missing",
  description: "Patches that instances lack, by classification. A saw tooth is patching that works.",
  type: "gauge",
  unit: "short",
  query: prometheus(missing.sumBy("classification")),
  judgement: { unjudged: "Security patches are judged." },
  drillDowns: HOSTS,
};

export const noncompliantInstances: Signal = {
  id: "patch-noncompliant-instances",
  name: "Instances not compliant",
  description:
    "Instances that lack a patch which their baseline requires, by account and region. Those that are switched off or whose agent is silent stay here until they are patched or gone.",
  type: "gauge",
  unit: "short",
  query: prometheus(promql("estate_patch_instances_noncompliant").where(CHOSEN).sumBy("account", "region")),
  judgement: fromCount(1, 10),
  runbook: "patches-missing",
  drillDowns: HOSTS,
};

export const failedCommands: Signal = {
  id: "run-command-failed",
  name: "Failed commands",
  description:
    "Commands of Run Command within an hour that failed on a host. The command's output tells why; those of runbooks are in their records.",
  type: "counter",
  unit: "short",
  query: cloudWatch(commands("CommandsFailed")),
  judgement: fromCount(1, 10),
  runbook: "run-command-failed",
  drillDowns: HOSTS,
};

export const undeliveredCommands: Signal = {
  id: "run-command-undelivered",
  name: "Undelivered commands",
  description:
    "Commands of Run Command within an hour that did not reach their host in time: it is switched off, its agent is down, or it cannot reach Systems Manager.",
  type: "counter",
  unit: "short",
  query: cloudWatch(commands("CommandsDeliveryTimedOut")),
  judgement: fromCount(1, 10),
  runbook: "run-command-failed",
  drillDowns: HOSTS,
};

export const succeededCommands: Signal = {
  id: "run-command-succeeded",
  name: "Successful commands",
  description: "Commands of Run Command within an hour that succeeded.",
  type: "counter",
  unit: "short",
  query: cloudWatch(commands("CommandsSucceeded")),
  judgement: { unjudged: "Failures are judged." },
  drillDowns: HOSTS,
};

export const scheduleAttempts: Signal = {
  id: "scheduler-attempts",
  name: "Schedules started",
  description:
    "How often EventBridge Scheduler called a target in five minutes, by group of schedules, retries included. A gap is a schedule that did not start.",
  type: "counter",
  unit: "short",
  query: cloudWatch(schedules("InvocationAttemptCount")),
  judgement: { unjudged: "How often depends on the schedules." },
  drillDowns: LOGS,
};

export const scheduleErrors: Signal = {
  id: "scheduler-target-errors",
  name: "Schedules refused",
  description:
    "How often the target of a schedule answered with an error in five minutes, by group of schedules. Scheduler tries again, up to its retry policy.",
  type: "counter",
  unit: "short",
  query: cloudWatch(schedules("TargetErrorCount")),
  judgement: fromCount(1, 10),
  runbook: "schedule-dropped",
  drillDowns: LOGS,
};

export const droppedSchedules: Signal = {
  id: "scheduler-dropped",
  name: "Schedules given up",
  description:
    "How often, in five minutes, Scheduler gave up on a target after all retries, by group of schedules. What was due did not run: start it by hand once the cause is repaired.",
  type: "counter",
  unit: "short",
  query: cloudWatch(schedules("InvocationDroppedCount")),
  judgement: NONE_ALLOWED,
  runbook: "schedule-dropped",
  drillDowns: LOGS,
};

function commands(metric: string): CloudWatchMetric {
  return { namespace: "AWS/SSM-RunCommand", metric, statistic: "Sum", period: HOUR };
}

function schedules(metric: string): CloudWatchMetric {
  return {
    namespace: "AWS/Scheduler",
    metric,
    statistic: "Sum",
    dimensions: { ScheduleGroup: "*" },
    period: FIVE_MINUTES,
  };
}
