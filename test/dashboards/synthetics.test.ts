import { describe, expect, it } from "vitest";
import { dashboardPanels } from "../../dashboards/core/check";
import { syntheticsDashboards } from "../../dashboards/synthetics";
import { asked, type Estate, ESTATES, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";

const on = (platform: Estate) => onlyDashboard(syntheticsDashboards, estateOn(platform));
const cloud = on("grafana-cloud");
const managed = on("amazon-managed");

const SCOPE = 'deployment_environment_name=~"$environment", service_name=~"$service", job=~"$check"';

describe("the dashboard of synthetic monitoring and real users", () => {
  it("has these panels on both platforms", () => {
    expect(rowsOf(cloud)).toEqual({
      "Can it be reached?": [
        "stat Checks that fail, short",
        "stat Lowest uptime, percent",
        "stat Slowest check, s",
        "stat Next certificate expires in, d",
        "stat Content is there after, ms",
        "stat Errors for 100 page loads, percent",
      ],
      Checks: [
        "table Checks in the range, percent",
        "state-timeline Reached from where, and when, none",
        "bargauge Reachability by probe, percent",
      ],
      "How fast": ["timeseries Duration, s", "timeseries Where the time goes, s"],
      "Canaries of AWS": ["timeseries Canaries, runs that succeed, percent", "timeseries Canaries, duration, ms"],
      "What users see": [
        "timeseries Largest Contentful Paint, ms",
        "timeseries Interaction to Next Paint, ms",
        "timeseries Cumulative Layout Shift, none",
        "timeseries Page load, ms",
        "timeseries JavaScript errors for 100 page loads, percent",
      ],
      "What users do": [
        "timeseries Page loads, short",
        "timeseries Sessions that begin, short",
        "timeseries Requests that the server failed, short",
        "timeseries JavaScript errors by page, short",
      ],
    });
    expect(rowsOf(managed)).toEqual(rowsOf(cloud));
  });

  it.each(ESTATES)("has no finding on %s", async (platform) => {
    expect(await findings(on(platform), estateOn(platform))).toEqual([]);
  });

  it("asks the same of probes on both platforms", () => {
    for (const definition of [cloud, managed]) {
      expect(asked(definition, "Checks that fail")).toEqual([
        `\${prometheus}: count(avg by (job, instance) (probe_success{${SCOPE}}) < 0.5) or vector(0)`,
      ]);
      expect(asked(definition, "Lowest uptime")).toEqual([
        `\${prometheus}: min(avg_over_time(max by (job, instance) (probe_success{${SCOPE}})[$__range:1m])) * 100`,
      ]);
      expect(asked(definition, "Checks in the range")).toEqual([
        `\${prometheus}: avg_over_time(max by (job, instance) (probe_success{${SCOPE}})[$__range:1m]) * 100`,
        `\${prometheus}: avg by (job, instance) (avg_over_time(probe_success{${SCOPE}}[$__range])) * 100`,
        `\${prometheus}: avg by (job, instance) (probe_duration_seconds{${SCOPE}})`,
        `\${prometheus}: max by (job, instance) (probe_http_status_code{${SCOPE}})`,
        `\${prometheus}: (min by (job, instance) (probe_ssl_earliest_cert_expiry{${SCOPE}}) - time()) / 86400`,
      ]);
      expect(asked(definition, "Reachability by probe")).toEqual([
        `\${prometheus}: avg by (probe) (avg_over_time(probe_success{${SCOPE}}[$__range])) * 100`,
      ]);
      expect(asked(definition, "Where the time goes")).toEqual([
        `\${prometheus}: avg by (phase) (probe_http_duration_seconds{${SCOPE}})`,
      ]);
    }
  });

  it("reads real users from the lines of Faro", () => {
    const lines = (kind: string, field = "") =>
      `{kind="${kind}", service_name=~"$service"} | logfmt${field} | app_environment=~"$environment"`;
    const loads = lines("event", ' | event_name="faro.performance.navigation"');
    expect(asked(cloud, "Largest Contentful Paint")).toEqual([
      `\${loki}: quantile_over_time(0.75, ${lines("measurement", ' | type="web-vitals"')} | unwrap value_lcp | __error__="" [$__auto]) by (service_name)`,
    ]);
    expect(asked(cloud, "Page load")).toEqual([
      `\${loki}: quantile_over_time(0.75, ${loads} | unwrap event_data_duration | __error__="" [$__auto]) by (service_name)`,
    ]);
    expect(asked(cloud, "JavaScript errors for 100 page loads")).toEqual([
      `\${loki}: (sum by (service_name) (count_over_time(${lines("exception")} [$__auto])) / sum by (service_name) (count_over_time(${loads} [$__auto]))) * 100`,
    ]);
    expect(asked(cloud, "JavaScript errors by page")).toEqual([
      `\${loki}: topk(15, sum by (page_url) (count_over_time(${lines("exception")} [$__auto])))`,
    ]);
    expect(asked(cloud, "Requests that the server failed")).toEqual([
      `\${loki}: sum by (service_name) (count_over_time(${lines("event", ' | event_name="faro.tracing.fetch"')} | event_data_http_status_code >= 500 [$__auto]))`,
    ]);
  });

  it("reads real users from CloudWatch RUM on Amazon's platform", () => {
    const app = "application_name=*";
    expect(asked(managed, "Interaction to Next Paint")).toEqual([
      `\${cloudwatch}: p75 of AWS/RUM WebVitalsInteractionToNextPaint, ${app}`,
    ]);
    expect(asked(managed, "JavaScript errors for 100 page loads")).toEqual([
      `\${cloudwatch}: Sum of AWS/RUM JsErrorCount, ${app}`,
      `\${cloudwatch}: Sum of AWS/RUM PageViewCount, ${app}`,
      "__expr__: 100 * $errors / $views",
    ]);
    const shown = dashboardPanels(managed.model).find(({ title }) => title === "JavaScript errors for 100 page loads");
    expect(shown?.fieldConfig?.overrides).toEqual([
      {
        matcher: { id: "byFrameRefID", options: "result" },
        properties: [{ id: "displayName", value: "${__field.labels.application_name}" }],
      },
    ]);
    expect(asked(managed, "JavaScript errors by page")).toEqual([
      `\${cloudwatch}: Sum of AWS/RUM JsErrorCount, ${app}, PageId=*`,
    ]);
  });

  it("leads from what is slow or fails to the services and their logs", () => {
    const kept = "${environment:queryparam}&${service:queryparam}&${__url_time_range}";
    expect(linksOf(cloud, "Duration")).toEqual([`Services: /d/services?${kept}`]);
    expect(linksOf(cloud, "Where the time goes")).toEqual(["Load balancers: /d/load-balancers?${__url_time_range}"]);
    expect(linksOf(cloud, "Page load")).toEqual([`Services: /d/services?${kept}`]);
    expect(linksOf(cloud, "JavaScript errors by page")).toEqual([`Logs: /d/logs?${kept}`]);
  });
});
