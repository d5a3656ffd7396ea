/** CodeBuild and CodePipeline, as CloudWatch tells about them: also of pipelines that this estate did not make. */
import type { DrillDown } from "../core/drill-down";
import { cloudWatch, type CloudWatchMetric } from "../core/query";
import type { Signal } from "../core/signal";
import { fromCount, HOUR } from "./count-thresholds";

const LOGS: readonly DrillDown[] = [{ title: "Logs", dashboard: "logs" }];

export const failedExecutions: Signal = {
  id: "codepipeline-failed-executions",
  name: "Failed executions of CodePipeline",
  description:
    "Executions of each pipeline within an hour that failed; a retry of a failed action counts again. There is no count of successes: look at the builds.",
  type: "counter",
  unit: "short",
  query: cloudWatch(codePipeline("FailedPipelineExecutions", "Sum")),
  judgement: fromCount(1, 3),
  runbook: "pipeline-fails",
  drillDowns: LOGS,
};

export const executionDuration: Signal = {
  id: "codepipeline-duration",
  name: "Duration in CodePipeline",
  description:
    "Mean duration of the executions of each pipeline that ended within an hour. Waiting for an approval counts: a jump may be people rather than machines.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(codePipeline("PipelineDuration", "Average")),
  judgement: { unjudged: "It holds the time that people take to approve." },
  drillDowns: LOGS,
};

export const failedBuilds: Signal = {
  id: "codebuild-failed-builds",
  name: "Failed builds",
  description:
    "Builds of each project within an hour that failed or ran out of time. One is a change that does not build; many in a row are a broken image, cache or dependency.",
  type: "counter",
  unit: "short",
  query: cloudWatch(codeBuild("FailedBuilds", "Sum")),
  judgement: fromCount(1, 5),
  runbook: "pipeline-fails",
  drillDowns: LOGS,
};

export const succeededBuilds: Signal = {
  id: "codebuild-succeeded-builds",
  name: "Successful builds",
  description: "Builds of each project within an hour that succeeded.",
  type: "counter",
  unit: "short",
  query: cloudWatch(codeBuild("SucceededBuilds", "Sum")),
  judgement: { unjudged: "Failures are judged." },
  drillDowns: LOGS,
};

export const buildDuration: Signal = {
  id: "codebuild-duration",
  name: "Duration of builds",
  description: "Mean duration of the builds of each project that ended within an hour, all phases together.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(codeBuild("Duration", "Average")),
  judgement: { warnAbove: 1200, badAbove: 2700 },
  runbook: "pipeline-slow",
  drillDowns: LOGS,
};

export const queuedBuilds: Signal = {
  id: "codebuild-queued",
  name: "Time in the queue",
  description:
    "Mean time that builds of each project waited for a machine, within an hour. Minutes mean that the quota of concurrent builds is used up, or that a fleet is too small.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(codeBuild("QueuedDuration", "Average")),
  judgement: { warnAbove: 60, badAbove: 300 },
  runbook: "pipeline-slow",
  drillDowns: LOGS,
};

function codePipeline(metric: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return { namespace: "AWS/CodePipeline", metric, statistic, dimensions: { PipelineName: "*" }, period: HOUR };
}

function codeBuild(metric: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return { namespace: "AWS/CodeBuild", metric, statistic, dimensions: { ProjectName: "*" }, period: HOUR };
}
