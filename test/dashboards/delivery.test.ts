import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { deliveryDashboards } from "../../dashboards/delivery";
import { driftedResources, failedRuns } from "../../dashboards/signals/delivery";
import {
  cloudWatchAsked,
  dashboardOn,
  findings,
  judged,
  linksOf,
  outline,
  PLATFORMS,
  promqlAsked,
  scopeOn,
} from "./platforms";

const CHOSEN = 'cloud_account_id=~"$account", deployment_environment_name=~"$environment"';
const RUNS = `increase(estate_pipeline_runs_total{${CHOSEN}}[$__range])`;
const FAILURES = `increase(estate_pipeline_runs_total{${CHOSEN}, result!="success"}[$__range])`;
const CHECKED = `max by (stack) (estate_drift_checked_timestamp_seconds{${CHOSEN}})`;

describe.each(PLATFORMS)("the dashboard of delivery on %s", (platform) => {
  const delivery = dashboardOn(platform, deliveryDashboards);

  it("has these panels", () => {
    expect([delivery.uid, delivery.folder, outline(delivery)]).toEqual([
      "delivery",
      "Operations",
      {
        "Is it fine?": [
          "stat Failed runs, percent",
          "stat Critical findings, short",
          "stat High findings, short",
          "stat Drifted resources, short",
          "stat Oldest check for drift, s",
        ],
        Pipelines: [
          "table Pipelines in the range, short",
          "timeseries Runs within an hour, short",
          "timeseries Duration within an hour, s",
        ],
        Scans: ["timeseries Findings by severity, short", "table Findings by scanner, short"],
        Drift: ["timeseries Drifted resources by stack, short", "timeseries Time since the last check for drift, s"],
        "CodePipeline and CodeBuild": [
          "timeseries Failed executions of CodePipeline, short",
          "timeseries Duration in CodePipeline, s",
          "timeseries Failed builds, short",
          "timeseries Successful builds, short",
          "timeseries Duration of builds, s",
          "timeseries Time in the queue, s",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, delivery)).toEqual([]);
  });

  it("takes the share of failures of what ran, none where nothing failed", () => {
    expect(promqlAsked(delivery, "Failed runs")).toEqual([
      `((sum(${FAILURES}) or vector(0)) / (sum(${RUNS}) > 0)) * 100`,
    ]);
    expect(promqlAsked(delivery, "Pipelines in the range")).toEqual([
      `sum by (pipeline) (${RUNS})`,
      `((sum by (pipeline) (${FAILURES}) or (sum by (pipeline) (${RUNS}) * 0)) / (sum by (pipeline) (${RUNS}) > 0)) * 100`,
      `histogram_quantile(0.95, sum by (pipeline, le) (increase(estate_pipeline_duration_seconds_bucket{${CHOSEN}}[$__range])))`,
    ]);
  });

  it("counts open findings, and tells drift by the check that is longest ago", () => {
    expect(promqlAsked(delivery, "Critical findings")).toEqual([
      `sum(estate_scan_findings{${CHOSEN}, severity="critical"})`,
    ]);
    expect(promqlAsked(delivery, "Oldest check for drift")).toEqual([`time() - min(${CHECKED})`]);
    expect(promqlAsked(delivery, "Time since the last check for drift")).toEqual([`time() - ${CHECKED}`]);
  });

  it.each([
    ["Failed executions of CodePipeline", "Sum of AWS/CodePipeline FailedPipelineExecutions by PipelineName=*, 3600 s"],
    ["Failed builds", "Sum of AWS/CodeBuild FailedBuilds by ProjectName=*, 3600 s"],
    ["Time in the queue", "Average of AWS/CodeBuild QueuedDuration by ProjectName=*, 3600 s"],
  ])("asks CloudWatch for %s", (title, asked) => {
    expect(cloudWatchAsked(delivery, title)).toEqual([asked]);
  });

  it("leads from failures to services and logs, from findings to security, from drift to who changed it", () => {
    const kept = "${account:queryparam}&${environment:queryparam}&${__url_time_range}";
    expect(linksOf(delivery, "Failed runs")).toEqual([`/d/services?${kept}`, `/d/logs?${kept}`]);
    expect(linksOf(delivery, "Critical findings")).toEqual(["/d/security-posture?${__url_time_range}"]);
    expect(linksOf(delivery, "Drifted resources")).toEqual(["/d/security-events?${__url_time_range}"]);
  });
});

describe("alerts about delivery", () => {
  it("look back a day and at all accounts", () => {
    const rule = alertRule(judged(failedRuns), {
      severity: "warn",
      for: "5m",
      sources: scopeOn("amazon-managed").sources,
    });
    expect(rule.text).toBe(
      '((sum(increase(estate_pipeline_runs_total{result!="success"}[1d])) or vector(0)) / (sum(increase(estate_pipeline_runs_total[1d])) > 0)) * 100',
    );
    expect(rule.condition).toEqual({ is: "above", threshold: 15 });
  });

  it("fire at the first resource that drifts", () => {
    const rule = alertRule(judged(driftedResources), {
      severity: "warn",
      for: "5m",
      sources: scopeOn("grafana-cloud").sources,
    });
    expect(rule.condition).toEqual({ is: "above", threshold: 0.5 });
  });
});
