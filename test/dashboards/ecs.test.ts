import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { dashboardPanels } from "../../dashboards/core/check";
import { ecsDashboards } from "../../dashboards/ecs";
import { revisionsRunning, taskReplacements } from "../../dashboards/signals/ecs";
import { asked, ESTATES, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";
import { scope } from "./core/support";

const CHOSEN =
  'cloud_account_id=~"$account", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service", aws_ecs_cluster_name=~"$cluster"';
const SERVICE = "deployment_environment_name, service_name, aws_ecs_cluster_name, aws_ecs_service_name";
const TASK = `${SERVICE}, aws_ecs_task_revision, aws_ecs_task_id`;
const TASKS = `ecs_task_memory_utilized_MiB{${CHOSEN}}`;
const NOW = `count by (${SERVICE}) (${TASKS})`;
const SEEN = `count by (${SERVICE}) (present_over_time(ecs_task_memory_utilized_MiB{${CHOSEN}}[1h]))`;
const LEFT = `${NOW} or (${SEEN} * 0)`;

describe.each(ESTATES)("the dashboard of ECS on %s", (platform) => {
  const estate = estateOn(platform);
  const ecs = onlyDashboard(ecsDashboards, estate);

  it("has these panels", () => {
    expect([ecs.uid, ecs.folder]).toEqual(["ecs", "Compute"]);
    expect(rowsOf(ecs)).toEqual({
      "Is it fine?": [
        "stat Tasks running, short",
        "stat Services without a task, short",
        "stat Replacements of the worst service, short",
        "stat CPU of the busiest service, percent",
        "stat Memory of the fullest task of all, percent",
        "stat Ephemeral storage of the fullest task of all, percent",
      ],
      Services: ["table Services, short"],
      "Tasks wanted and running": [
        "timeseries Desired and running tasks, short",
        "timeseries Tasks waiting to start, short",
      ],
      Deployments: [
        "stat Deployments under way, short",
        "timeseries Revisions running, short",
        "timeseries Deployments, short",
      ],
      "Restarts and health": [
        "timeseries Task replacements, short",
        "timeseries Container restarts, short",
        "state-timeline Container health, none",
      ],
      CPU: [
        "timeseries CPU used of reserved, percent",
        "timeseries CPU of containers, short",
        "timeseries vCPU reserved and not used, short",
      ],
      Memory: [
        "timeseries Memory of the fullest task, percent",
        "timeseries Memory of containers, bytes",
        "timeseries Memory reserved and not used, bytes",
      ],
      "Network and disk": [
        "timeseries Network, Bps",
        "timeseries Packets lost, percent",
        "timeseries Ephemeral storage of the fullest task, percent",
        "timeseries Disk, Bps",
      ],
      Tasks: ["table Tasks, percent"],
      "Without a collector": [
        "timeseries CPU by CloudWatch, percent",
        "timeseries Memory by CloudWatch, percent",
        "timeseries EBS volumes of tasks, percent",
      ],
      "Clusters on EC2": [
        "timeseries CPU of clusters reserved, percent",
        "timeseries Memory of clusters reserved, percent",
        "timeseries Container instances, short",
      ],
    });
  });

  it("counts tasks by what their collectors report, those that are gone within the hour as well", () => {
    expect(asked(ecs, "Tasks running")).toEqual([`\${prometheus}: count(${TASKS}) or vector(0)`]);
    expect(asked(ecs, "Services without a task")).toEqual([
      `\${prometheus}: count(${SEEN} unless ${NOW}) or vector(0)`,
    ]);
    expect(asked(ecs, "Task replacements")).toEqual([`\${prometheus}: (${SEEN} - (${LEFT})) / clamp_min(${LEFT}, 1)`]);
    expect(asked(ecs, "Revisions running")).toEqual([
      `\${prometheus}: count by (${SERVICE}) (count by (${SERVICE}, aws_ecs_task_revision) (${TASKS}))`,
    ]);
  });

  it("holds what is used against what is reserved: CPU by service, memory and disk by task", () => {
    const fullest = (what: string): string =>
      `\${prometheus}: max by (${SERVICE}) ((max by (${TASK}) (ecs_task_${what}_utilized_MiB{${CHOSEN}}) / (max by (${TASK}) (ecs_task_${what}_reserved_MiB{${CHOSEN}}) > 0)) * 100)`;
    expect(asked(ecs, "CPU used of reserved")).toEqual([
      `\${prometheus}: (sum by (${SERVICE}) (ecs_task_cpu_usage_vcpu_vCPU{${CHOSEN}}) / (sum by (${SERVICE}) (ecs_task_cpu_reserved_None{${CHOSEN}}) > 0)) * 100`,
    ]);
    expect(asked(ecs, "Memory of the fullest task")).toEqual([fullest("memory")]);
    expect(asked(ecs, "Ephemeral storage of the fullest task")).toEqual([fullest("ephemeral_storage")]);
    expect(asked(ecs, "Memory reserved and not used")).toEqual([
      `\${prometheus}: (sum by (${SERVICE}) (ecs_task_memory_reserved_MiB{${CHOSEN}}) - sum by (${SERVICE}) (${TASKS})) * 1048576`,
    ]);
  });

  it("asks CloudWatch for what no collector sees, and tells desired from running by name", () => {
    const service = "ClusterName=$ClusterName, ServiceName=$ServiceName";
    const panels = ["Desired and running tasks", "Tasks waiting to start", "Deployments", "Container restarts"];
    const more = ["Container health", "CPU by CloudWatch", "CPU of clusters reserved", "Container instances"];
    expect([...panels, ...more].flatMap((panel) => asked(ecs, panel))).toEqual(
      [
        `Average of ECS/ContainerInsights DesiredTaskCount, ${service}`,
        `Average of ECS/ContainerInsights RunningTaskCount, ${service}`,
        `Average of ECS/ContainerInsights PendingTaskCount, ${service}`,
        `Average of ECS/ContainerInsights DeploymentCount, ${service}`,
        `Maximum of ECS/ContainerInsights RestartCount, ${service}, ContainerName=*`,
        `Maximum of ECS/ContainerInsights UnHealthyContainerHealthStatus, ${service}, ContainerName=*`,
        `Average of AWS/ECS CPUUtilization, ${service}`,
        "Average of AWS/ECS CPUReservation, ClusterName=$ClusterName",
        "Average of ECS/ContainerInsights ContainerInstanceCount, ClusterName=$ClusterName",
      ].map((text) => `\${cloudwatch}: ${text}`),
    );
    const both = dashboardPanels(ecs.model).find(({ title }) => title === "Desired and running tasks");
    expect(both?.targets).toMatchObject([
      { label: "Desired ${PROP('Dim.ClusterName')} ${PROP('Dim.ServiceName')}" },
      { label: "Running ${PROP('Dim.ClusterName')} ${PROP('Dim.ServiceName')}" },
    ]);
  });

  it("can be narrowed to accounts, regions, environments, services and clusters", () => {
    expect(ecs.model.templating.list?.map(({ name }) => name)).toEqual([
      "prometheus",
      "cloudwatch",
      "account",
      "region",
      "environment",
      "service",
      "cluster",
      "cloudwatch_region",
      "ClusterName",
      "ServiceName",
    ]);
  });

  it("leads to the requests and logs of a service, to hosts, and to one cluster or service of CloudWatch", () => {
    const service =
      "var-service=${__field.labels.service_name}&var-environment=${__field.labels.deployment_environment_name}&${account:queryparam}&${__url_time_range}";
    const place = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";
    expect(linksOf(ecs, "Task replacements")).toEqual([
      `Requests of the service: /d/services?${service}`,
      `Logs of the service: /d/logs?${service}`,
    ]);
    expect(linksOf(ecs, "Tasks waiting to start")).toEqual([
      `Only this one: /d/ecs?var-ClusterName=\${__field.labels.ClusterName}&var-ServiceName=\${__field.labels.ServiceName}&${place}`,
    ]);
    expect(linksOf(ecs, "CPU of clusters reserved")).toEqual([
      `Only this one: /d/ecs?var-ClusterName=\${__field.labels.ClusterName}&${place}`,
      `Hosts: /d/hosts?\${account:queryparam}&\${region:queryparam}&\${environment:queryparam}&${place}`,
    ]);
    expect(new Set(ecs.json().match(/\/d\/[\w-]+/g))).toEqual(
      new Set(["/d/services", "/d/logs", "/d/hosts", "/d/ecs"]),
    );
  });

  it("hands on no label from panels whose series have none", () => {
    const panels = dashboardPanels(ecs.model).filter(({ type }) => type === "stat" || type === "table");
    expect(
      panels.filter(({ fieldConfig }) => JSON.stringify(fieldConfig?.defaults).includes("__field.labels")),
    ).toEqual([]);
  });

  it("has no finding", async () => {
    expect(await findings(ecs, estate)).toEqual([]);
  });
});

describe("the dashboard of ECS", () => {
  it("has the same panels on both platforms", () => {
    const [cloud, managed] = ESTATES.map((platform) => rowsOf(onlyDashboard(ecsDashboards, estateOn(platform))));
    expect(managed).toEqual(cloud);
  });
});

describe("signals of ECS as alerts", () => {
  const { sources } = scope();

  it("look at all services, and name the one", () => {
    const rule = alertRule(taskReplacements, { severity: "page", for: "15m", sources });
    const now = `count by (${SERVICE}) (ecs_task_memory_utilized_MiB)`;
    const seen = `count by (${SERVICE}) (present_over_time(ecs_task_memory_utilized_MiB[1h]))`;
    const left = `${now} or (${seen} * 0)`;
    expect(rule.text).toBe(`(${seen} - (${left})) / clamp_min(${left}, 1)`);
    expect(rule.condition).toEqual({ is: "above", threshold: 3 });
  });

  it("warn of two revisions, and page for three", () => {
    const threshold = (severity: "warn" | "page"): number =>
      alertRule(revisionsRunning, { severity, for: "30m", sources }).condition.threshold;
    expect([threshold("warn"), threshold("page")]).toEqual([1.5, 2.5]);
  });
});
