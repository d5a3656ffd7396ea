import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { dashboardPanels } from "../../dashboards/core/check";
import { loadBalancersDashboards } from "../../dashboards/load-balancers";
import { healthyTargets, unhealthyTargets } from "../../dashboards/signals/balancer-targets";
import { cloudWatchAsked, dashboardOn, findings, judged, linksOf, outline, PLATFORMS, scopeOn } from "./platforms";

const BALANCER = "LoadBalancer=$LoadBalancer";

describe.each(PLATFORMS)("the dashboard of load balancers on %s", (platform) => {
  const balancers = dashboardOn(platform, loadBalancersDashboards);

  it("has these panels", () => {
    expect([balancers.uid, balancers.folder, outline(balancers)]).toEqual([
      "load-balancers",
      "Managed services",
      {
        "Is it fine?": [
          "table Targets that fail, short",
          "table Balancers that fail, short",
          "table Groups in bad health, short",
        ],
        "What part fails": [
          "timeseries Share of errors of targets, percent",
          "timeseries Share of errors of the balancer, percent",
          "timeseries Share of unhealthy targets, percent",
          "timeseries Share of flows that targets reset, percent",
        ],
        "Application: traffic and errors": [
          "timeseries Requests, reqps",
          "timeseries Errors of targets, short",
          "timeseries Errors of the balancer, short",
          "timeseries Status 502 of the balancer, short",
          "timeseries Status 503 of the balancer, short",
          "timeseries Status 504 of the balancer, short",
        ],
        "Application: response times": [
          "timeseries Response time p50, s",
          "timeseries Response time p95, s",
          "timeseries Response time p99, s",
        ],
        "Application: targets": [
          "timeseries Healthy targets, short",
          "timeseries Unhealthy targets, short",
          "timeseries Requests per target, short",
          "timeseries Targets not reached, short",
          "timeseries TLS errors of targets, short",
          "timeseries Requests to unhealthy targets, short",
        ],
        "Application: clients": [
          "timeseries New connections, cps",
          "timeseries Client errors, short",
          "timeseries Rejected connections, short",
          "timeseries TLS errors of clients, short",
        ],
        "Application: capacity and cost": [
          "timeseries Capacity in use, percent",
          "timeseries Bytes, Bps",
          "timeseries Capacity units, short",
        ],
        "Network: flows": [
          "timeseries New flows, cps",
          "timeseries Open flows, short",
          "timeseries Bytes of flows, Bps",
          "timeseries Healthy targets of flows, short",
          "timeseries Unhealthy targets of flows, short",
          "state-timeline Zones, none",
        ],
        "Network: refused and broken off": [
          "timeseries Rejected flows, short",
          "timeseries Ports used up, short",
          "timeseries Blocked by security groups, short",
          "timeseries Resets by clients, short",
          "timeseries Resets by targets, short",
          "timeseries Resets by the balancer, short",
          "timeseries Failed handshakes of clients, short",
          "timeseries Failed handshakes of targets, short",
          "timeseries Capacity units of flows, short",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, balancers)).toEqual([]);
  });

  it("asks CloudWatch, and nothing else", () => {
    expect(balancers.dataSources).toEqual([{ uid: "estate-cloudwatch-production", type: "cloudwatch" }]);
  });

  it("counts requests by the second", () => {
    expect(cloudWatchAsked(balancers, "Requests")).toEqual([
      `Sum of AWS/ApplicationELB RequestCount by ${BALANCER}, 300 s`,
      "counted / 300",
    ]);
    expect(cloudWatchAsked(balancers, "New flows")).toEqual([
      `Sum of AWS/NetworkELB NewFlowCount by ${BALANCER}, 300 s`,
      "counted / 300",
    ]);
  });

  it.each([
    ["Errors of targets", `Sum of AWS/ApplicationELB HTTPCode_Target_5XX_Count by ${BALANCER}, 300 s`],
    ["Balancers that fail", `Sum of AWS/ApplicationELB HTTPCode_ELB_5XX_Count by ${BALANCER}, 300 s`],
    ["Status 504 of the balancer", `Sum of AWS/ApplicationELB HTTPCode_ELB_504_Count by ${BALANCER}, 300 s`],
    ["Response time p99", `p99 of AWS/ApplicationELB TargetResponseTime by ${BALANCER},  s`],
    ["Healthy targets", `Maximum of AWS/ApplicationELB HealthyHostCount by ${BALANCER} TargetGroup=*,  s`],
    ["Unhealthy targets", `Minimum of AWS/ApplicationELB UnHealthyHostCount by ${BALANCER} TargetGroup=*,  s`],
    ["Healthy targets of flows", `Maximum of AWS/NetworkELB HealthyHostCount by ${BALANCER} TargetGroup=*,  s`],
    ["Rejected connections", `Sum of AWS/ApplicationELB RejectedConnectionCount by ${BALANCER}, 300 s`],
    ["Capacity units", `Sum of AWS/ApplicationELB ConsumedLCUs by ${BALANCER}, 3600 s`],
    ["Capacity units of flows", `Sum of AWS/NetworkELB ConsumedLCUs by ${BALANCER}, 3600 s`],
    ["Resets by the balancer", `Sum of AWS/NetworkELB TCP_ELB_Reset_Count by ${BALANCER}, 300 s`],
    ["Zones", `Minimum of AWS/NetworkELB ZonalHealthStatus by ${BALANCER} AvailabilityZone=*,  s`],
  ])("asks for %s", (title, asked) => {
    expect(cloudWatchAsked(balancers, title)).toEqual([asked]);
  });

  it("lets Grafana divide, series by series", () => {
    expect(cloudWatchAsked(balancers, "Share of errors of the balancer")).toEqual([
      `Sum of AWS/ApplicationELB HTTPCode_ELB_5XX_Count by ${BALANCER}, 300 s`,
      `Sum of AWS/ApplicationELB RequestCount by ${BALANCER}, 300 s`,
      "100 * $errors / ($requests + $errors)",
    ]);
  });

  it("leads from a balancer to itself alone and to what is behind it", () => {
    const place = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";
    expect(linksOf(balancers, "Errors of targets")).toEqual([
      `/d/load-balancers?var-LoadBalancer=\${__field.labels.LoadBalancer}&${place}`,
      "/d/services?${__url_time_range}",
      "/d/ecs?${__url_time_range}",
      "/d/traces?${__url_time_range}",
      "/d/logs?${__url_time_range}",
    ]);
    expect(linksOf(balancers, "Groups in bad health")).toEqual([]);
  });

  it("says how units become money", () => {
    const panel = dashboardPanels(balancers.model).find(({ title }) => title === "Capacity units");
    expect(panel?.description).toContain("AWS bills them by the hour, beside a fixed price for the hour");
  });
});

describe("an alert about a load balancer", () => {
  const { sources } = scopeOn("grafana-cloud");

  it("watches every group, from the first target on that all nodes find unhealthy", () => {
    expect(alertRule(judged(unhealthyTargets), { severity: "warn", for: "5m", sources })).toMatchObject({
      condition: { is: "above", threshold: 0.5 },
      queries: [{ dimensions: { LoadBalancer: "*", TargetGroup: "*" }, statistic: "Minimum" }],
    });
    expect(alertRule(judged(healthyTargets), { severity: "page", for: "1m", sources }).condition).toEqual({
      is: "below",
      threshold: 1,
    });
  });
});
