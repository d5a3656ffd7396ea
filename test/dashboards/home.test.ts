import { describe, expect, it } from "vitest";
import { homeDashboards } from "../../dashboards/home";
import type { EstateScope } from "../../dashboards/core/variables";
import { asked, type Estate, ESTATES, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";
import { costInput } from "./support";

const on = (platform: Estate) => onlyDashboard(homeDashboards, estateOn(platform));
const cloud = on("grafana-cloud");
const managed = on("amazon-managed");

/** An estate that knows its bill and has a Security Lake. */
const WHOLE: Partial<EstateScope> = {
  billing: costInput(),
  securityLake: {
    database: "amazon_security_lake_glue_db_eu_central_1",
    region: "eu-central-1",
    sources: ["findings", "cloud-trail"],
    detections: [],
  },
};

function wholeOn(platform: Estate): EstateScope {
  return estateOn(platform, ["athena-cost", "athena-security"], WHOLE);
}

const OF_ENVIRONMENT = 'deployment_environment_name=~"$environment"';

describe("Home", () => {
  it("has these panels on both platforms", () => {
    expect(rowsOf(cloud)).toEqual({
      "Is everything fine?": [
        "stat Alerts that fire, short",
        "stat Alerts that nobody has, short",
        "stat Services that keep their objective, percent",
        "stat ECS services without a task, short",
        "stat Hosts gone silent, short",
        "stat Checks from outside that fail, short",
      ],
      "What fires, and who has it": [
        "alertlist Alerts now, none",
        "bargauge Alerts that nobody has, by team, short",
        "bargauge Who is being paged, short",
      ],
      "Managed services": [
        "stat Databases, busiest processor, percent",
        "stat Functions, failing invocations, percent",
        "stat Load balancers, unhealthy targets, short",
        "stat APIs, server errors, percent",
        "stat Queues, oldest message, s",
      ],
      "Logs, traces and their way here": [
        "stat Logs taken in, Bps",
        "stat Failing calls between services, short",
        "stat Telemetry lost, percent",
      ],
      "Delivery and operations": [
        "stat Pipelines, failed runs, percent",
        "stat Drifted resources, short",
        "stat Longest without a backup, s",
        "stat Runbooks waiting for approval, short",
      ],
      Spend: ["stat Billed this month, currencyUSD", "stat Observability platform this month, currencyUSD"],
    });
    expect(rowsOf(managed)).toEqual(rowsOf(cloud));
  });

  it("has findings and more of the bill where the estate has stores of them, on both platforms", () => {
    const [first, second] = ESTATES.map((platform) => rowsOf(onlyDashboard(homeDashboards, wholeOn(platform))));
    expect(first).toEqual({
      ...rowsOf(cloud),
      Security: [
        "stat Open critical findings, short",
        "stat Past deadline, high and above, short",
        "stat GuardDuty, high and above, short",
      ],
      Spend: [
        "stat Billed this month, currencyUSD",
        "stat Last complete day, currencyUSD",
        "stat Change from the day before, percent",
        "stat Observability platform this month, currencyUSD",
      ],
    });
    expect(second).toEqual(first);
  });

  it.each(ESTATES)("has no finding on %s, with a bill and a lake or without", async (platform) => {
    expect(await findings(on(platform), estateOn(platform))).toEqual([]);
    for (const estate of [wholeOn(platform), estateOn(platform, ["opensearch"])])
      expect(await findings(onlyDashboard(homeDashboards, estate), estate)).toEqual([]);
  });

  it("leads from each tile to the dashboard of its subject", () => {
    const definition = onlyDashboard(homeDashboards, wholeOn("grafana-cloud"));
    const tiles = definition.panels.map(({ title }) => [title, linksOf(definition, title).join()] as const);
    const environment = "?${environment:queryparam}&${__url_time_range}";
    const place = "?${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";
    expect(Object.fromEntries(tiles.filter(([, link]) => link !== ""))).toEqual({
      "Services that keep their objective": `Services: /d/services${environment}`,
      "ECS services without a task": `ECS: /d/ecs${environment}`,
      "Hosts gone silent": `EC2 hosts: /d/hosts${environment}`,
      "Checks from outside that fail": `Synthetic monitoring: /d/synthetics${environment}`,
      "Databases, busiest processor": `RDS: /d/rds${place}`,
      "Functions, failing invocations": `Lambda: /d/lambda${place}`,
      "Load balancers, unhealthy targets": `Load balancers: /d/load-balancers${place}`,
      "APIs, server errors": `APIs: /d/api${place}`,
      "Queues, oldest message": `Queues and topics: /d/queues${place}`,
      "Logs taken in": `Logs explorer: /d/logs${environment}`,
      "Failing calls between services": `Traces and service graph: /d/traces${environment}`,
      "Telemetry lost": `Telemetry pipeline: /d/telemetry${environment}`,
      "Pipelines, failed runs": `Delivery: /d/delivery${environment}`,
      "Drifted resources": `Delivery: /d/delivery${environment}`,
      "Longest without a backup": `Backups and automation: /d/backups${environment}`,
      "Runbooks waiting for approval": `Backups and automation: /d/backups${environment}`,
      "Open critical findings": "Security posture: /d/security-posture?${__url_time_range}",
      "Past deadline, high and above": "Security posture: /d/security-posture?${__url_time_range}",
      "GuardDuty, high and above": "Security events: /d/security-events?${__url_time_range}",
      "Billed this month": "Cost: /d/cost-overview?${__url_time_range}",
      "Last complete day": "Cost: /d/cost-overview?${__url_time_range}",
      "Change from the day before": "Cost: /d/cost-overview?${__url_time_range}",
      "Observability platform this month": `Telemetry pipeline: /d/telemetry${environment}`,
    });
  });

  it("asks Grafana IRM who has alerts, and Amazon's Alertmanager which are open", () => {
    expect(asked(cloud, "Alerts that fire")).toEqual([
      '${usage}: sum(grafanacloud_grafana_instance_alerting_alerts{state="alerting"}) or vector(0)',
    ]);
    expect(asked(cloud, "Alerts that nobody has, by team")).toEqual([
      '${usage}: sum by (team) (grafanacloud_oncall_instance_alert_groups_total{state="firing"})',
    ]);
    expect(asked(cloud, "Who is being paged")).toEqual([
      "${usage}: sum by (username) (increase(grafanacloud_oncall_instance_user_was_notified_of_alert_groups_total[$__range]))",
    ]);
    expect(asked(managed, "Alerts that fire")).toEqual([
      "${cloudwatch}: Maximum of AWS/Usage ResourceCount, Service=Prometheus, Type=Resource, Class=None, Resource=ActiveAlerts, ResourceId=*",
    ]);
    expect(asked(managed, "Alerts that nobody has")).toEqual([
      "${cloudwatch}: Sum of AWS/Prometheus AlertManagerNotificationsFailed, Workspace=*, every 300 s",
    ]);
    expect(asked(managed, "Who is being paged")).toEqual([
      "${cloudwatch}: Sum of AWS/Prometheus AlertManagerAlertsReceived, Workspace=*",
    ]);
  });

  it("asks subjects' signals about everything in the environments chosen", () => {
    const silent = "count by (deployment_environment_name, service_name, instance)";
    expect(asked(cloud, "Hosts gone silent")).toEqual([
      `\${prometheus}: count(${silent} (present_over_time(node_boot_time_seconds{${OF_ENVIRONMENT}}[1h])) unless ${silent} (node_boot_time_seconds{${OF_ENVIRONMENT}})) or vector(0)`,
    ]);
    expect(asked(cloud, "Checks from outside that fail")).toEqual([
      `\${prometheus}: count(avg by (job, instance) (probe_success{${OF_ENVIRONMENT}}) < 0.5) or vector(0)`,
    ]);
    expect(asked(managed, "APIs, server errors")).toEqual([
      "${cloudwatch}: Average of AWS/ApiGateway 5XXError, ApiName=*, every 300 s",
      "${cloudwatch}: 100 * errors",
      "${cloudwatch}: Average of AWS/ApiGateway 5xx, ApiId=*, every 300 s",
      "${cloudwatch}: 100 * errors_1",
    ]);
  });

  it("judges services by their objective", () => {
    const all = `sum by (service_name) (increase(http_server_request_duration_seconds_count{${OF_ENVIRONMENT}}[$__range]))`;
    const succeeded = `sum by (service_name) (increase(http_server_request_duration_seconds_count{http_response_status_code!~"5..", ${OF_ENVIRONMENT}}[$__range]))`;
    expect(asked(cloud, "Services that keep their objective")).toEqual([
      `\${prometheus}: avg((((${succeeded} or (${all} * 0)) / (${all} > 0)) * 100) >= bool 99.9) * 100`,
    ]);
  });

  it("reads the bill from Athena where it can, without variables of other dashboards, else CloudWatch's estimate", () => {
    const estimate = "${cloudwatch}: Maximum of AWS/Billing EstimatedCharges, Currency=USD, in us-east-1";
    expect(asked(cloud, "Billed this month")).toEqual([estimate]);
    expect(asked(onlyDashboard(homeDashboards, wholeOn("amazon-managed")), "Billed this month")).toEqual([
      expect.stringMatching(/^\$\{athena\}: WITH line AS/) as unknown,
    ]);
    const withoutAthena = onlyDashboard(homeDashboards, estateOn("grafana-cloud", [], { billing: costInput() }));
    expect(asked(withoutAthena, "Billed this month")).toEqual([estimate]);
  });
});
